"""Profiles that are confirmed or go stale, and what incubators and organisers have seen."""

from uuid import UUID

import pytest

from bridge.followers.caretaker import LEAST, Caretaker
from bridge.readmodels.todo import Kind
from events.actor import Actor
from events.errors import Broken, Invalid, Refused
from events.startups.aggregate import Startup
from events.startups.caring import MOST_NOTE
from tests.domain.house import SYSTEM, Clock, House, Person


@pytest.fixture
def anor(house: House, founder: Person) -> Startup:
    return house.startup(founder)


def kinds(house: House, actor: Actor) -> list[Kind]:
    with house.reading() as reading:
        return [item.kind for item in reading.views.todo.of(reading.connection, actor, house.clock())]


def row(house: House, startup: UUID) -> tuple[int, bool, str | None]:
    with house.reading() as reading:
        found = reading.views.directory.by_ids(reading.connection, SYSTEM, [startup])[startup]
        return found["asked"], found["stale"], found["ask_at"]


def test_a_profile_is_asked_about_twice_then_goes_stale_until_it_is_confirmed(
    house: House, clock: Clock, anor: Startup, founder: Person
) -> None:
    timer = Caretaker(house)
    for days, asked, stale in ((181, 0, False), (1, 1, False), (14, 2, False), (27, 2, False), (1, 2, True)):
        clock.forward(days=days)
        timer.step()
        assert row(house, anor.id)[:2] == (asked, stale)
    assert timer.step() == 0
    assert Kind.CONFIRM_PROFILE in kinds(house, founder)
    assert house.confirmations.confirm(founder, anor.id)
    assert row(house, anor.id)[:2] == (0, False)
    assert Kind.CONFIRM_PROFILE not in kinds(house, founder)
    assert not house.confirmations.confirm(founder, anor.id)  # the button pressed twice


def test_a_change_by_its_people_confirms_and_one_by_a_list_does_not(
    house: House, clock: Clock, anor: Startup, founder: Person
) -> None:
    clock.forward(days=183)
    house.confirmations.remind(SYSTEM, anor.id)
    house.startups.reimport(SYSTEM, anor.id, {"name": "Anor", "country": "PK", "founded": 2020})
    assert row(house, anor.id)[0] == 1
    house.startups.change(founder, anor.id, {"city": "Lahore"})
    assert row(house, anor.id)[0] == 0


def test_who_confirms_an_unclaimed_profile_and_who_does_not(house: House, clock: Clock) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    kept = house.startups.register_unclaimed(
        manager, {"name": "Row", "country": "PK"}, source="l", row="1", incubator=incubator
    )
    clock.forward(days=400)
    assert not house.confirmations.remind(SYSTEM, kept.id)  # nobody sees it
    house.startups.publish(manager, kept.id, "public")
    clock.forward(days=183)
    assert house.confirmations.remind(SYSTEM, kept.id)
    assert Kind.CONFIRM_PROFILE in kinds(house, manager)
    with pytest.raises(Refused):
        house.confirmations.confirm(house.person(), kept.id)
    assert house.confirmations.confirm(manager, kept.id)
    assert Kind.CONFIRM_PROFILE not in kinds(house, manager)


def test_founders_alone_confirm_a_claimed_profile(house: House, anor: Startup) -> None:
    for stranger in (house.person(), house.moderator("PK")):
        with pytest.raises(Refused):
            house.confirmations.confirm(stranger, anor.id)
    with pytest.raises(Refused, match="system_only"):
        house.confirmations.remind(house.person(), anor.id)


def test_old_profiles_of_a_database_just_brought_up_to_date_are_asked_about_day_by_day(
    house: House, clock: Clock, founder: Person
) -> None:
    for _ in range(LEAST + 3):
        house.startup(founder)
    clock.forward(days=900)
    timer = Caretaker(house)
    assert [timer.step(), timer.step()] == [LEAST, 0]
    clock.forward(hours=25)
    assert timer.step() == 3


def test_a_suspended_startup_is_not_asked(house: House, clock: Clock, anor: Startup) -> None:
    report = house.reports.report(house.person(), "startup", anor.id, {"reason": "spam"})
    why = {"measure": "suspend", "reason": "spam", "message": "Only advertising"}
    house.moderation.decide(house.moderator(), [report.id], why)
    clock.forward(days=300)
    assert Caretaker(house).step() == 0


# -- badges -----------------------------------------------------------------------------------------------------


def badges(house: House, subject: UUID) -> set[str]:
    with house.reading() as reading:
        return {row["what"] for row in reading.views.trust.badges(reading.connection, [subject], house.clock())}


def test_an_incubator_verifies_its_startups_for_two_years(
    house: House, clock: Clock, anor: Startup, founder: Person
) -> None:
    manager = house.person()
    incubator = house.incubator(managers=(manager,))
    with pytest.raises(Broken, match="not_admitted"):
        house.verifications.verify(manager, anor.id, incubator, "registered")
    house.startups.ask_admission(founder, anor.id, incubator)
    house.startups.answer_request(manager, anor.id, incubator, True)
    for what in ("registered", "team_met"):
        house.verifications.verify(manager, anor.id, incubator, what)
    house.verifications.withdraw(manager, anor.id, incubator, "team_met")
    with pytest.raises(Broken, match="not_verified"):
        house.verifications.withdraw(manager, anor.id, incubator, "team_met")
    assert badges(house, anor.id) == {"registered"}
    clock.forward(days=729)
    assert badges(house, anor.id) == {"registered"}
    clock.forward(days=1)
    assert badges(house, anor.id) == set()
    house.verifications.verify(manager, anor.id, incubator, "registered")
    assert badges(house, anor.id) == {"registered"}
    assert house.topics(anor.id).count("startup.verified") == 3


def test_nobody_verifies_for_others_their_own_or_what_is_no_code(house: House, anor: Startup, founder: Person) -> None:
    incubator = house.incubator(managers=(founder,))
    house.startups.offer_admission(founder, anor.id, incubator)
    house.startups.answer_offer(founder, anor.id, incubator, True)
    with pytest.raises(Refused, match="own_thing"):
        house.verifications.verify(founder, anor.id, incubator, "registered")
    with pytest.raises(Refused, match="not_a_manager"):
        house.verifications.verify(house.person(), anor.id, incubator, "registered")
    with pytest.raises(Invalid):
        house.verifications.verify(founder, anor.id, incubator, "handsome")


def test_the_organisers_of_its_country_verify_an_incubator(house: House) -> None:
    organiser = house.moderator("PK")
    incubator = house.incubator("PK")
    house.verifications.verify_incubator(organiser, incubator, "premises_seen")
    assert badges(house, incubator) == {"premises_seen"}
    with pytest.raises(Refused, match="not_an_organiser"):
        house.verifications.verify_incubator(house.moderator("UZ"), incubator, "team_met")
    house.verifications.withdraw_incubator(organiser, incubator, "premises_seen")
    assert badges(house, incubator) == set()
    mine = house.incubator("PK", managers=(organiser,))
    with pytest.raises(Refused, match="own_thing"):
        house.verifications.verify_incubator(organiser, mine, "team_met")


def test_a_badge_carries_a_few_words_of_whoever_saw_it_until_they_are_forgotten(
    house: House, anor: Startup, founder: Person
) -> None:
    manager, organiser = house.person(), house.moderator("PK")
    incubator = house.incubator("PK", managers=(manager,))
    house.startups.ask_admission(founder, anor.id, incubator)
    house.startups.answer_request(manager, anor.id, incubator, True)
    house.verifications.verify(manager, anor.id, incubator, "registered", " Extract of March seen ")
    house.verifications.verify(manager, anor.id, incubator, "team_met", "")
    house.verifications.verify_incubator(organiser, incubator, "premises_seen", "Two floors in Lahore")

    def notes(subject: UUID) -> set[str | None]:
        with house.reading() as reading:
            rows = reading.views.trust.badges(reading.connection, [subject], house.clock())
            return {reading.open(row["note"]) for row in rows}

    assert notes(anor.id) == {"Extract of March seen", None}
    assert notes(incubator) == {"Two floors in Lahore"}
    with pytest.raises(Invalid):
        house.verifications.verify(manager, anor.id, incubator, "registered", "x" * (MOST_NOTE + 1))
    house.verifications.verify(manager, anor.id, incubator, "registered")  # once more, and the old words go
    assert notes(anor.id) == {None}
    house.keys.forget(organiser.account)
    assert notes(incubator) == {None}
