"""Startups: given what happened, when somebody asks for something, then these facts follow, or none."""

from contextlib import suppress
from uuid import uuid4

import pytest

from events.actor import VISITOR, Actor
from events.errors import Broken, Invalid, Refused, Stale
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM, House


def test_a_visitor_cannot_register_a_startup(house: House) -> None:
    with pytest.raises(Refused, match="sign_in"):
        house.startup(VISITOR)


def test_a_founder_registers_and_is_its_first_founder(house: House, founder: Actor) -> None:
    startup = house.startup(founder)
    assert house.topics(startup.id) == ["startup.registered"]
    assert house.log.get(Startup, startup.id).founders == [founder.account]


def test_two_startups_of_one_name_get_addresses_of_their_own(house: House, founder: Actor) -> None:
    assert [house.startup(founder, name="Ақ Жол").slug for _ in range(3)] == ["aq-zhol", "aq-zhol-2", "aq-zhol-3"]


def test_every_wrong_field_is_named_at_once(house: House, founder: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        house.startup(
            founder, name="A\u202eB", country="XX", founded="yesterday", team_size=-1, site="javascript:alert(1)",
            one_liner={"en": "x" * 161, "xx": "?"}, sectors=["fintech", "alchemy"], languages={"en": "divine"},
            needs=[{"code": "distribution"}, {"code": "distribution"}], description={"en": "a\x00b"}, logo="../../etc",
        )  # fmt: skip
    assert {(problem.field, problem.code) for problem in caught.value.problems} == {
        ("name", "direction_mark"), ("country", "unknown_code"), ("founded", "not_a_number"),
        ("team_size", "out_of_range"), ("site", "not_an_address"), ("one_liner.en", "too_long"),
        ("one_liner.xx", "unknown_code"), ("sectors", "unknown_code"), ("languages.en", "unknown_code"),
        ("needs", "twice"), ("description.en", "control_character"), ("logo", "unknown_file"),
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [5, ["x"], {"en": 5}, "text"])
def test_wrong_types_are_problems_and_never_crashes(house: House, founder: Actor, wrong: object) -> None:
    fields = ("one_liner", "description", "sectors", "needs", "offers", "markets", "languages", "outsourcing", "tags")
    for field in fields:
        with suppress(Invalid):
            profile = house.startup(founder, "PK", "Anor", **{field: wrong}).profile
            assert type(profile[field]) in (dict, list, type(None))


def test_nothing_is_founded_after_this_year(house: House, founder: Actor) -> None:
    with pytest.raises(Invalid, match="founded"):
        house.startup(founder, founded=2027)


def test_only_founders_edit_a_claimed_profile(house: House, founder: Actor) -> None:
    startup = house.startup(founder)
    for other in (house.person(), VISITOR, Actor(uuid4(), frozenset({"organiser"}), office="*")):
        with pytest.raises(Refused):
            house.startups.change(other, startup.id, {"city": "Quetta"})
    assert house.topics(startup.id) == ["startup.registered"]


def test_an_edit_records_only_what_changed(house: House, founder: Actor) -> None:
    startup = house.startup(founder, city="Quetta")
    house.startups.change(founder, startup.id, {"city": "Quetta", "team_size": "۱۲"})
    last = house.log.entries(of=startup.id)[-1].fact
    assert (last.TOPIC, last.__dict__["changes"]) == ("startup.profile_changed", {"team_size": 12})


def test_an_edit_that_changes_nothing_records_nothing(house: House, founder: Actor) -> None:
    startup = house.startup(founder, city="Quetta")
    house.startups.change(founder, startup.id, {"city": " Quetta "})
    assert house.topics(startup.id) == ["startup.registered"]


def test_a_stale_edit_is_refused_and_tells_both_versions(house: House, founder: Actor) -> None:
    startup = house.startup(founder)
    house.startups.change(founder, startup.id, {"city": "Quetta"}, version=1)
    with pytest.raises(Stale) as caught:
        house.startups.change(founder, startup.id, {"city": "Lahore"}, version=1)
    assert (caught.value.version, caught.value.current) == (1, 2)


def test_an_old_address_stays_taken_for_ever(house: House, founder: Actor, partner: Actor) -> None:
    startup = house.startup(founder, name="Anor")
    house.startups.rename(founder, startup.id, "nar")
    with pytest.raises(Invalid) as caught:
        house.startups.rename(partner, house.startup(partner, name="Other").id, "anor")
    assert [(p.field, p.code) for p in caught.value.problems] == [("slug", "taken")]


def test_an_invitation_works_once(house: House, founder: Actor, partner: Actor) -> None:
    startup, invitation = house.startup(founder), uuid4()
    house.startups.invite_founder(founder, startup.id, invitation)
    house.startups.join(partner, startup.id, invitation)
    with pytest.raises(Broken, match="invitation_used_or_revoked"):
        house.startups.join(house.person(), startup.id, invitation)
    assert house.log.get(Startup, startup.id).founders == [founder.account, partner.account]


def test_a_revoked_invitation_opens_nothing(house: House, founder: Actor, partner: Actor) -> None:
    startup, invitation = house.startup(founder), uuid4()
    house.startups.invite_founder(founder, startup.id, invitation)
    house.startups.revoke_invitation(founder, startup.id, invitation)
    with pytest.raises(Broken):
        house.startups.join(partner, startup.id, invitation)


def test_the_last_founder_cannot_leave(house: House, founder: Actor) -> None:
    startup = house.startup(founder)
    with pytest.raises(Broken, match="last_founder"):
        house.startups.leave(founder, startup.id, founder.account)  # type: ignore[arg-type]


def test_a_list_never_overwrites_what_a_person_edited(house: House) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    row = {"name": "Bera", "country": "PK", "city": "Peshawar"}
    startup = house.startups.register_unclaimed(SYSTEM, row, source="list", row="1", incubator=incubator)
    house.startups.change(manager, startup.id, {"city": "Mardan"})
    assert house.startups.reimport(SYSTEM, startup.id, {**row, "city": "Kohat", "team_size": 4})
    profile = house.log.get(Startup, startup.id).profile
    assert (profile["city"], profile["team_size"]) == ("Mardan", 4)
    assert not house.startups.reimport(SYSTEM, startup.id, {**row, "city": "Kohat", "team_size": 4})


def test_a_row_of_a_list_becomes_one_startup_only(house: House) -> None:
    row = {"name": "Bera", "country": "PK"}
    house.startups.register_unclaimed(SYSTEM, row, source="list", row="1")
    with pytest.raises(Broken, match="already_imported"):
        house.startups.register_unclaimed(SYSTEM, row, source="list", row="1")


def test_an_unclaimed_profile_is_hidden_until_its_incubator_publishes_it(house: House) -> None:
    manager, stranger = house.person(), house.person()
    incubator = house.incubator(managers=(manager,))
    row = {"name": "Bera", "country": "PK", "visibility": "public"}
    startup = house.startups.register_unclaimed(SYSTEM, row, source="list", row="1", incubator=incubator)
    assert startup.profile["visibility"] == "hidden"
    with pytest.raises(Refused):
        house.startups.publish(stranger, startup.id, "public")
    with pytest.raises(Broken, match="publish_first"):
        house.startups.change(manager, startup.id, {"visibility": "public"})
    house.startups.publish(manager, startup.id, "public")
    assert house.log.get(Startup, startup.id).profile["visibility"] == "public"


def test_an_organiser_publishes_only_in_the_country_of_the_office(house: House) -> None:
    startup = house.startups.register_unclaimed(SYSTEM, {"name": "Bera", "country": "PK"}, source="list", row="1")
    with pytest.raises(Refused):
        house.startups.publish(Actor(uuid4(), frozenset({"organiser"}), office="KG"), startup.id, "public")
    house.startups.publish(Actor(uuid4(), frozenset({"organiser"}), office="PK"), startup.id, "public")


def test_the_first_founder_claims_an_unclaimed_profile(house: House, founder: Actor) -> None:
    manager, invitation = house.person(), uuid4()
    incubator = house.incubator(managers=(manager,))
    startup = house.startups.register_unclaimed(
        SYSTEM, {"name": "Bera", "country": "PK"}, source="list", row="1", incubator=incubator
    )
    house.startups.invite_founder(manager, startup.id, invitation)
    house.startups.join(founder, startup.id, invitation)
    assert not house.log.get(Startup, startup.id).unclaimed
    with pytest.raises(Refused):
        house.startups.change(manager, startup.id, {"city": "Mardan"})


def test_admission_needs_both_sides(house: House, founder: Actor) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    startup = house.startup(founder)
    house.startups.ask_admission(founder, startup.id, incubator, "We make units.")
    with pytest.raises(Refused):
        house.startups.answer_request(founder, startup.id, incubator, True)
    house.startups.answer_request(manager, startup.id, incubator, True)
    house.startups.graduate(manager, startup.id, incubator, "2026-03-01")
    assert house.topics(startup.id)[1:] == ["startup.admission_asked", "startup.admitted", "startup.graduated"]


def test_a_refused_request_keeps_the_reason_sealed(house: House, founder: Actor) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    startup = house.startup(founder)
    house.startups.ask_admission(founder, startup.id, incubator)
    house.startups.answer_request(manager, startup.id, incubator, False, "No room before autumn")
    fact = house.log.entries(of=startup.id)[-1].fact
    assert fact.why is not None
    assert house.keys.open(fact.why) == "No room before autumn"
    assert "autumn" not in str(fact.why)


def test_nobody_graduates_in_the_future(house: House, founder: Actor) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    startup = house.startup(founder)
    house.startups.offer_admission(manager, startup.id, incubator)
    house.startups.answer_offer(founder, startup.id, incubator, True)
    with pytest.raises(Invalid, match="in_the_future"):
        house.startups.graduate(manager, startup.id, incubator, "2026-05-01")


def test_dismissing_twice_is_one_fact(house: House, founder: Actor, partner: Actor) -> None:
    mine, theirs = house.startup(founder), house.startup(partner, "UZ")
    shown = {"engine": "1", "score": 0.5, "rank": 3, "reasons": ["need_met"]}
    for _ in range(2):
        house.startups.dismiss(founder, mine.id, theirs.id, "competitor", "they sell the same", shown)
    assert house.topics(mine.id) == ["startup.registered", "startup.suggestion_dismissed"]
