"""Unclaimed profiles: claimed by request, merged, handed over; founders asked for news."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from bridge.readmodels.directory import Filters
from bridge.readmodels.todo import Kind
from events.actor import VISITOR, Actor
from events.errors import Broken, Invalid, Missing, Refused
from events.startups.aggregate import Startup
from events.startups.claiming import MOST_A_DAY, MOST_OPEN
from events.startups.service import SOURCE
from tests.domain.house import SYSTEM, Clock, House, Person

ORGANISER = Actor(uuid4(), frozenset({"organiser"}), office="KG")
WHY = "We founded it in 2019"


@pytest.fixture
def manager(house: House) -> Person:
    return house.person()


@pytest.fixture
def park(house: House, manager: Person) -> UUID:
    return house.incubator("KG", (manager,))


@pytest.fixture
def rows() -> Iterator[int]:
    return iter(range(1000))


def listed(house: House, park: UUID | None, name: str = "Ala", *, row: str = "1", **profile: object) -> Startup:
    typed = {"name": name, "country": "KG", **profile}
    startup = house.startups.register_unclaimed(SYSTEM, typed, source="list", row=row, incubator=park)
    return house.startups.publish(SYSTEM, startup.id, "public")


def waits(house: House, actor: Actor) -> list[Kind]:
    with house.reading() as reading:
        items = reading.views.todo.of(reading.connection, actor, house.clock())
    return [item.kind for item in items if item.kind != Kind.CONFIRM_PAGE]


# -- claiming ---------------------------------------------------------------------------------------------------


def test_an_approved_request_makes_its_person_founder_and_keeps_everything(
    house: House, founder: Person, manager: Person, park: UUID
) -> None:
    startup = listed(house, park, sectors=["space"])
    request = house.claiming.ask(founder, startup.id, WHY)
    assert waits(house, manager) == [Kind.ANSWER_CLAIM]
    assert waits(house, ORGANISER) == []
    house.claiming.approve(manager, startup.id, request)
    found = house.log.get(Startup, startup.id)
    assert found.founders == [founder.account]
    assert found.profile["sectors"] == ["space"]
    assert found.admission(park) == "admitted"
    assert waits(house, manager) == []
    house.startups.change(founder, startup.id, {"city": "Osh"})
    with pytest.raises(Refused):
        house.startups.change(manager, startup.id, {"city": "Naryn"})


def test_of_two_approvals_the_second_is_too_late(house: House, founder: Person, manager: Person, park: UUID) -> None:
    startup, other = listed(house, park), house.person()
    first, second = (house.claiming.ask(person, startup.id, WHY) for person in (founder, other))
    stale = house.log.get(Startup, startup.id)
    house.claiming.approve(manager, startup.id, first)
    with pytest.raises(Broken, match="already_claimed"):
        house.claiming.approve(manager, startup.id, second)
    assert house.log.get(Startup, startup.id).founders == [founder.account]
    assert len(stale.requests) == 2
    with house.reading() as reading:
        row = reading.views.claims.one(reading.connection, second)
    assert row is not None
    assert row["state"] == "lapsed"


def test_a_refusal_has_a_reason_and_the_person_may_ask_again(
    house: House, founder: Person, manager: Person, park: UUID
) -> None:
    startup = listed(house, park)
    request = house.claiming.ask(founder, startup.id, WHY)
    with pytest.raises(Invalid):
        house.claiming.refuse(manager, startup.id, request, "")
    house.claiming.refuse(manager, startup.id, request, "Send us your registration")
    assert waits(house, manager) == []
    with pytest.raises(Broken, match="claim_not_waiting"):
        house.claiming.approve(manager, startup.id, request)
    assert house.claiming.ask(founder, startup.id, WHY) != request


def test_only_its_managers_decide_and_nobody_about_themselves(house: House, founder: Person, park: UUID) -> None:
    startup = listed(house, park)
    request = house.claiming.ask(founder, startup.id, WHY)
    stranger = house.person()
    house.incubator("UZ", (stranger,))
    for actor in (stranger, ORGANISER, founder):
        with pytest.raises(Refused):
            house.claiming.approve(actor, startup.id, request)


def test_a_manager_who_asks_is_decided_about_by_somebody_else(house: House, manager: Person, park: UUID) -> None:
    startup = listed(house, park)
    request = house.claiming.ask(manager, startup.id, WHY)
    with pytest.raises(Refused, match="own_request"):
        house.claiming.approve(manager, startup.id, request)
    assert house.claiming.approve(ORGANISER, startup.id, request).founders == [manager.account]


def test_without_an_incubator_the_organisers_of_the_country_decide(house: House, founder: Person) -> None:
    startup = listed(house, None)
    request = house.claiming.ask(founder, startup.id, WHY)
    assert waits(house, ORGANISER) == [Kind.ANSWER_CLAIM]
    with pytest.raises(Refused):
        house.claiming.approve(Actor(uuid4(), frozenset({"organiser"}), office="UZ"), startup.id, request)
    assert house.claiming.approve(ORGANISER, startup.id, request).founders == [founder.account]


def test_a_request_can_be_taken_back_by_its_person_only(house: House, founder: Person, park: UUID) -> None:
    startup = listed(house, park)
    request = house.claiming.ask(founder, startup.id, WHY)
    with pytest.raises(Broken, match="claim_exists"):
        house.claiming.ask(founder, startup.id, WHY)
    with pytest.raises(Refused):
        house.claiming.withdraw(house.person(), startup.id, request)
    house.claiming.withdraw(founder, startup.id, request)
    assert house.log.get(Startup, startup.id).requests == {}


def test_who_asks_for_everything_is_stopped(house: House, clock: Clock, founder: Person, park: UUID) -> None:
    startups = [listed(house, park, f"Ala {n}", row=str(n)) for n in range(MOST_A_DAY + 1)]
    requests = [house.claiming.ask(founder, one.id, WHY) for one in startups[:MOST_OPEN]]
    with pytest.raises(Broken, match="too_many_claims"):
        house.claiming.ask(founder, startups[MOST_OPEN].id, WHY)
    for one, request in zip(startups, requests, strict=False):
        house.claiming.withdraw(founder, one.id, request)
    for one in startups[MOST_OPEN:MOST_A_DAY]:
        house.claiming.ask(founder, one.id, WHY)
    with pytest.raises(Broken, match="too_many_claims_today"):
        house.claiming.ask(founder, startups[MOST_A_DAY].id, WHY)
    clock.forward(days=1, minutes=1)
    house.claiming.ask(founder, startups[MOST_A_DAY].id, WHY)


def test_hidden_and_claimed_profiles_cannot_be_asked_for(house: House, founder: Person, park: UUID) -> None:
    hidden = house.startups.register_unclaimed(
        SYSTEM, {"name": "Hidden", "country": "KG"}, source="list", row="h", incubator=park
    )
    with pytest.raises(Missing):
        house.claiming.ask(founder, hidden.id, WHY)
    with pytest.raises(Broken, match="already_claimed"):
        house.claiming.ask(house.person(), house.startup(founder).id, WHY)
    with pytest.raises(Refused, match="sign_in"):
        house.claiming.ask(VISITOR, hidden.id, WHY)


def test_who_has_a_profile_already_gets_the_duplicate_merged_into_it(
    house: House, founder: Person, manager: Person, park: UUID
) -> None:
    twin, mine = listed(house, park, sectors=["space"]), house.startup(founder, "KG", "Ala Labs")
    with pytest.raises(Refused):
        house.claiming.ask(house.person(), twin.id, WHY, own=mine.id)
    request = house.claiming.ask(founder, twin.id, WHY, own=mine.id)
    assert house.claiming.approve(manager, twin.id, request).id == mine.id
    found = house.log.get(Startup, mine.id)
    assert found.profile["sectors"] == ["space"]
    assert found.admission(park) == "offered"  # its founders decide where it belongs
    assert house.log.get(Startup, twin.id).standing == "merged"


# -- merging ----------------------------------------------------------------------------------------------------


def test_a_duplicate_leaves_its_rows_admissions_and_what_was_missing(house: House, manager: Person, park: UUID) -> None:
    twin = listed(house, park, tags=["yurt"], one_liner={"en": "Tents", "ru": "Юрты"}, city="Osh")
    stays = listed(house, None, "Ala Labs", row="2", one_liner={"en": "Yurts"})
    house.startups.offer_admission(SYSTEM, stays.id, park)
    second = house.incubator("KG", (manager,))
    house.startups.offer_admission(manager, twin.id, second)
    house.startups.graduate(manager, twin.id, second, "2026-03-01")
    moves = house.merging.preview(manager, twin.id, stays.id)
    assert moves.filled == {"one_liner": {"en": "Yurts", "ru": "Юрты"}, "tags": ["yurt"]}
    assert list(moves.admissions) == [second]
    house.merging.merge(manager, twin.id, stays.id)
    found = house.log.get(Startup, stays.id)
    assert found.profile["one_liner"] == {"en": "Yurts", "ru": "Юрты"}
    assert found.profile["city"] == ""
    assert found.admission(second) == "graduated"
    assert house.log.owner(SOURCE, "list:1") == stays.id
    with house.reading() as reading:
        row = reading.views.directory.by_slug(reading.connection, VISITOR, "ala")
        assert reading.views.directory.find(reading.connection, VISITOR, Filters(text="yurt")).total == 1
        days = {row["incubator"]: row["graduated_on"] for row in reading.views.directory.admissions_of(
            reading.connection, stays.id
        )}  # fmt: skip
    assert row is not None
    assert row["slug"] == "ala-labs"
    assert days[second] == "2026-03-01"


def test_a_later_import_of_the_row_changes_the_one_that_stays(house: House, manager: Person, park: UUID) -> None:
    twin, stays = listed(house, park), listed(house, park, "Ala Labs", row="2")
    house.merging.merge(manager, twin.id, stays.id)
    owner = house.log.owner(SOURCE, "list:1")
    assert owner == stays.id
    assert house.startups.reimport(SYSTEM, owner, {"name": "Ala Labs", "country": "KG", "city": "Osh"})
    assert house.log.get(Startup, stays.id).profile["city"] == "Osh"


def test_a_list_changes_nothing_that_founders_said(house: House, founder: Person, manager: Person, park: UUID) -> None:
    twin, mine = listed(house, park), house.startup(founder, "KG", "Ala Labs", city="Osh")
    house.merging.merge(SYSTEM, twin.id, mine.id)
    house.startups.reimport(SYSTEM, mine.id, {"name": "Ala LLC", "country": "KG", "city": "Naryn", "tags": ["yurt"]})
    found = house.log.get(Startup, mine.id).profile
    assert (found["name"], found["city"], found["tags"]) == ("Ala Labs", "Osh", ["yurt"])


def test_who_may_merge(house: House, manager: Person, park: UUID) -> None:
    twin, stays, away = listed(house, park), listed(house, park, "Beta", row="2"), listed(house, None, "Gamma", row="3")
    stranger = house.person()
    house.incubator("KG", (stranger,))
    for actor, into in ((stranger, stays), (manager, away), (house.person(), stays)):
        with pytest.raises(Refused):
            house.merging.preview(actor, twin.id, into.id)
    with pytest.raises(Invalid):
        house.merging.merge(ORGANISER, twin.id, away.id)
    house.merging.merge(ORGANISER, twin.id, away.id, "The same people and address")


def test_what_has_people_or_requests_does_not_disappear(
    house: House, founder: Person, partner: Person, manager: Person, park: UUID
) -> None:
    twin, stays = listed(house, park), listed(house, park, "Beta", row="2")
    request = house.claiming.ask(founder, twin.id, WHY)
    with pytest.raises(Broken, match="merge_with_requests"):
        house.merging.merge(manager, twin.id, stays.id)
    house.claiming.approve(manager, twin.id, request)
    with pytest.raises(Broken, match="merge_claimed"):
        house.merging.merge(manager, twin.id, stays.id)
    with pytest.raises(Broken, match="merge_with_itself"):
        house.merging.merge(manager, stays.id, stays.id)


def test_an_invitation_to_the_duplicate_ends_with_it(house: House, manager: Person, park: UUID) -> None:
    twin, stays = listed(house, park), listed(house, park, "Beta", row="2")
    house.startups.invite_founder(manager, twin.id, invitation := uuid4())
    house.merging.merge(manager, twin.id, stays.id)
    with pytest.raises(Broken, match="invitation_used_or_revoked"):
        house.startups.join(house.person(), twin.id, invitation)


# -- handing over -----------------------------------------------------------------------------------------------


def test_a_profile_changes_its_incubator_when_the_other_one_takes_it(house: House, manager: Person, park: UUID) -> None:
    startup, other = listed(house, park), house.person()
    second = house.incubator("KG", (other,))
    house.keeping.hand_over(manager, startup.id, second)
    assert waits(house, other) == [Kind.ANSWER_HANDOVER]
    with pytest.raises(Broken, match="handover_waits"):
        house.keeping.hand_over(manager, startup.id, second)
    with pytest.raises(Refused):
        house.keeping.answer_handover(manager, startup.id, second, True)
    house.keeping.answer_handover(other, startup.id, second, True)
    found = house.log.get(Startup, startup.id)
    assert (found.admission(park), found.admission(second)) == ("left", "admitted")
    assert waits(house, other) == []


def test_a_hidden_profile_is_shown_to_whom_it_is_offered(house: House, manager: Person, park: UUID) -> None:
    startup, other = listed(house, park), house.person()
    second = house.incubator("KG", (other,))
    house.startups.publish(manager, startup.id, "hidden")

    def sees() -> bool:
        with house.reading() as reading:
            return bool(reading.views.directory.by_ids(reading.connection, other, [startup.id]))

    assert not sees()
    house.keeping.hand_over(manager, startup.id, second)
    assert sees()
    house.keeping.answer_handover(other, startup.id, second, False, "Not ours")
    assert not sees()
    assert house.log.get(Startup, startup.id).admission(park) == "admitted"


def test_a_duplicate_does_not_go_into_a_startup_that_its_claimant_has_left(
    house: House, founder: Person, manager: Person, park: UUID
) -> None:
    mine, twin, invitation = house.startup(founder, "KG", "Mine"), listed(house, park), uuid4()
    request = house.claiming.ask(founder, twin.id, WHY, own=mine.id)
    house.startups.invite_founder(founder, mine.id, invitation)
    house.startups.join(house.person(), mine.id, invitation)
    house.startups.leave(founder, mine.id, founder.account)
    with pytest.raises(Broken, match="claim_names_no_startup"):
        house.claiming.approve(manager, twin.id, request)
    assert house.log.get(Startup, twin.id).unclaimed
    house.claiming.refuse(manager, twin.id, request, "You have left it")


def test_only_unclaimed_profiles_are_handed_over_and_only_to_somebody(
    house: House, founder: Person, manager: Person, park: UUID
) -> None:
    startup, empty = listed(house, park), house.incubator("KG")
    with pytest.raises(Broken, match="nobody_to_accept"):
        house.keeping.hand_over(manager, startup.id, empty)
    with pytest.raises(Invalid):
        house.keeping.hand_over(ORGANISER, startup.id, house.incubator("KG", (house.person(),)))
    house.claiming.approve(manager, startup.id, house.claiming.ask(founder, startup.id, WHY))
    with pytest.raises(Broken, match="already_claimed"):
        house.keeping.hand_over(manager, startup.id, house.incubator("KG", (house.person(),)))


# -- news -------------------------------------------------------------------------------------------------------


def test_founders_are_asked_for_news_once_a_fortnight(
    house: House, clock: Clock, founder: Person, manager: Person, park: UUID
) -> None:
    startup = house.startup(founder, "KG", sectors=["space"])
    house.startups.offer_admission(manager, startup.id, park)
    with pytest.raises(Broken, match="not_admitted"):
        house.keeping.ask_update(manager, startup.id, park)
    house.startups.answer_offer(founder, startup.id, park, True)
    house.keeping.ask_update(manager, startup.id, park)
    assert Kind.LOOK_THROUGH in waits(house, founder)
    with pytest.raises(Broken, match="update_asked_lately"):
        house.keeping.ask_update(manager, startup.id, park)
    house.startups.change(founder, startup.id, {"city": "Osh"})
    assert Kind.LOOK_THROUGH not in waits(house, founder)
    clock.forward(days=14)
    house.keeping.ask_update(manager, startup.id, park)


def test_nobody_is_asked_for_news_of_an_unclaimed_profile(house: House, manager: Person, park: UUID) -> None:
    with pytest.raises(Broken, match="nobody_to_ask"):
        house.keeping.ask_update(manager, listed(house, park).id, park)
