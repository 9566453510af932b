"""Incubators, grants and decisions about words: who may, and what follows."""

from uuid import uuid4

import pytest

from bridge.readmodels.directory import Filters
from events.actor import VISITOR, Actor
from events.errors import Broken, Invalid, Refused, Stale
from events.incubators.aggregate import Incubator
from tests.domain.house import SYSTEM, House

ADMINISTRATOR = Actor(uuid4(), frozenset({"administrator"}))
ORGANISER_PK = Actor(uuid4(), frozenset({"organiser"}), office="PK")
ORGANISER_KG = Actor(uuid4(), frozenset({"organiser"}), office="KG")


def test_organisers_list_incubators_of_their_own_country(house: House) -> None:
    page = {"name": {"en": "Park"}, "kind": "it_park", "country": "PK"}
    for other in (VISITOR, house.person(), ORGANISER_KG, ADMINISTRATOR):
        with pytest.raises(Refused):
            house.incubators.list(other, page, [])
    assert house.incubators.list(ORGANISER_PK, page, []).unclaimed


def test_its_own_people_confirm_an_incubator_by_editing_it(house: House) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    house.incubators.change(manager, incubator, {"description": {"ur": "ہم یہاں ہیں"}})
    assert house.topics(incubator)[-1] == "incubator.confirmed"
    house.incubators.change(manager, incubator, {"city": "Lahore"})
    assert house.topics(incubator)[-1] == "incubator.page_changed"


def test_reference_data_never_overwrites_a_confirmed_page(house: House) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    page = {"name": {"en": "New name"}, "kind": "it_park", "country": "PK"}
    fact = [{"field": "name", "value": "New name", "source": "example", "year": 2024}]
    assert house.incubators.relist(SYSTEM, incubator, page, fact)
    assert not house.incubators.relist(SYSTEM, incubator, page, fact)
    house.incubators.change(manager, incubator, {"city": "Lahore"})
    assert not house.incubators.relist(SYSTEM, incubator, {**page, "city": "Karachi"}, fact)
    assert house.log.get(Incubator, incubator).page["city"] == "Lahore"


def test_only_managers_edit_and_a_stale_edit_is_refused(house: House) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    for other in (VISITOR, house.person(), ORGANISER_PK, ADMINISTRATOR):
        with pytest.raises(Refused):
            house.incubators.change(other, incubator, {"city": "Lahore"})
    with pytest.raises(Stale):
        house.incubators.change(manager, incubator, {"city": "Lahore"}, version=1)


def test_the_office_of_the_country_invites_the_first_manager(house: House) -> None:
    incubator, invitation = house.incubator("KG"), uuid4()
    for other in (VISITOR, house.person(), ORGANISER_PK, ADMINISTRATOR):
        with pytest.raises(Refused):
            house.incubators.invite_manager(other, incubator, invitation)
    house.incubators.invite_manager(ORGANISER_KG, incubator, invitation)
    manager = house.person()
    house.incubators.join(manager, incubator, invitation)
    house.incubators.invite_manager(manager, incubator, uuid4())
    with pytest.raises(Broken):
        house.incubators.join(house.person(), incubator, invitation)


def test_an_organiser_can_take_a_manager_off(house: House) -> None:
    manager = house.person()
    incubator = house.incubator("KG", managers=(manager,))
    with pytest.raises(Refused):
        house.incubators.leave(ORGANISER_PK, incubator, manager.account)
    house.incubators.leave(ORGANISER_KG, incubator, manager.account)
    with pytest.raises(Refused):
        house.incubators.change(manager, incubator, {"city": "Osh"})


def test_only_administrators_grant_roles(house: House) -> None:
    person = uuid4()
    for other in (VISITOR, house.person(), ORGANISER_PK):
        with pytest.raises(Refused):
            house.offices.grant(other, person, "organiser", "PK")
    house.offices.grant(ADMINISTRATOR, person, "organiser", "PK")
    assert house.actor_for(person).organises("PK")
    assert not house.actor_for(person).organises("KG")
    house.offices.grant(ADMINISTRATOR, person, "organiser", "*")
    assert house.actor_for(person).organises("KG")
    house.offices.revoke(ADMINISTRATOR, person, "organiser")
    assert house.actor_for(person).roles == frozenset()


@pytest.mark.parametrize(
    ("role", "office"), [("king", None), ("organiser", None), ("organiser", "FR"), ("administrator", "PK")]
)
def test_grants_that_mean_nothing_are_refused(house: House, role: str, office: str | None) -> None:
    with pytest.raises(Invalid):
        house.offices.grant(ADMINISTRATOR, uuid4(), role, office)


def test_nobody_takes_their_own_administration(house: House) -> None:
    person = uuid4()
    house.offices.grant(SYSTEM, person, "administrator")
    with pytest.raises(Refused, match="own_role"):
        house.offices.revoke(house.actor_for(person), person, "administrator")


def count(house: House, kind: str, code: str) -> int:
    with house.reading() as reading:
        filters = Filters(terms={kind: (code,)})
        return reading.views.directory.find(reading.connection, VISITOR, filters).total


def test_a_folded_tag_finds_old_and_new_profiles_by_the_code(house: House, founder: Actor) -> None:
    house.startup(founder, tags=["Kimchi"])
    with pytest.raises(Refused):
        house.terms.fold(founder, "kimchi", "sector", "foodtech")
    house.terms.fold(ORGANISER_PK, " KIMCHI ", "sector", "foodtech")
    house.startup(founder, tags=["kimchi"])
    assert (count(house, "sector", "foodtech"), count(house, "tag", "kimchi")) == (2, 2)
    house.terms.unfold(ORGANISER_PK, "kimchi")
    assert (count(house, "sector", "foodtech"), count(house, "tag", "kimchi")) == (0, 2)


def test_a_replaced_code_counts_as_its_successor(house: House, founder: Actor) -> None:
    house.startup(founder, sectors=["fashion"])
    house.terms.replace(ORGANISER_PK, "sector", "fashion", "textiles")
    house.startup(founder, sectors=["fashion"])
    assert (count(house, "sector", "fashion"), count(house, "sector", "textiles")) == (0, 2)
    with pytest.raises(Broken, match="replaced_in_a_circle"):
        house.terms.replace(ORGANISER_PK, "sector", "textiles", "fashion")
