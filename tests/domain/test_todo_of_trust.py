"""What waits while a decision is in force, and for whom an appeal waits."""

from uuid import UUID

import pytest

from bridge.readmodels.todo import Kind
from events.errors import Refused
from events.reports.decisions import Decision
from events.store.rebuild import rebuild
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.test_todo import accepted, confirmed, items, kinds, proposed

WORDS = {"reason": "scam", "message": "This is not what it says"}


def decided(house: House, by: Person, startup: UUID, measure: str = "suspend", **more: object) -> Decision:
    report = house.reports.report(house.person(), "startup", startup, {"reason": "spam"})
    return house.moderation.decide(by, [report.id], {"measure": measure, **WORDS, **more})


def test_nothing_waits_for_a_suspended_startup_nor_for_others_about_it_until_it_is_back(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    found = proposed(house, founder, partner)
    before = {who: items(house, who) for who in (founder, partner)}
    assert kinds(house, partner) == [Kind.ANSWER_PROPOSAL]
    made = decided(house, house.moderator(), found.receiver, until="2026-03-05")
    assert items(house, partner) == items(house, founder) == []
    clock.forward(days=5)
    house.moderation.expire(SYSTEM, made.id)
    assert {who: items(house, who) for who in (founder, partner)} == before
    decided(house, house.moderator(), found.proposer)
    assert items(house, partner) == []


def test_other_startups_of_a_founder_are_still_asked(house: House, founder: Person, partner: Person) -> None:
    found = accepted(house, founder, partner)
    other = house.startup(partner, "UZ", "Second")  # which lacks what it is found by
    with house.reading() as reading:
        row = reading.views.introductions.one(reading.connection, found)
        assert row is not None
    decided(house, house.moderator(), row["receiver"])
    assert {item.owner.id for item in items(house, partner)} == {other.id}


def test_nobody_is_asked_whether_they_met_while_one_side_is_suspended(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    confirmed(house, founder, partner)
    began = clock.now
    with house.reading() as reading:
        [mine] = reading.views.startups.founded(reading.connection, founder.account)
    decided(house, house.moderator(), mine)
    clock.forward(days=8)
    with house.reading() as reading:
        assert not reading.views.todo.opened(reading.connection, began, clock.now)


def test_an_appeal_waits_for_everybody_of_the_office_but_whoever_decided(house: House, founder: Person) -> None:
    office, decider = house.moderator("PK"), house.moderator("PK")
    administrator = Person(house.person().account, frozenset({"administrator"}))
    anor = house.startup(founder, sectors=["healthtech"], needs=[{"code": "talent"}])
    made = decided(house, decider, anor.id, "hide")
    house.moderation.appeal(founder, made.id, "We are registered in Peshawar")
    assert kinds(house, decider) == []
    assert kinds(house, office) == kinds(house, administrator) == [Kind.ANSWER_APPEAL]
    with pytest.raises(Refused, match="own_decision"):
        house.moderation.answer(decider, made.id, "reversed", "It was wrong after all")
    with house.reading() as reading:
        open_for = [
            len(reading.views.reports.latest(reading.connection, who, appealed=True)) for who in (decider, office)
        ]
    assert open_for == [0, 1]
    assert rebuild(house.log, house.views, compare=True).differences == ()
    house.moderation.answer(office, made.id, "reversed", "It was wrong after all")
    assert kinds(house, office) == []
