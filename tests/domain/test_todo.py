"""What waits for whom: filed by what happened, closed by itself, the same after a rebuild."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bridge.accounts.invitations import LIFETIME
from bridge.readmodels.todo import Item, Kind, Owner, of_account, of_incubator, of_office, of_startup
from bridge.todo import count, line_of, waiting_for
from bridge.todo.kinds import WORDS
from events.actor import Actor
from events.errors import Broken
from events.introductions.aggregate import ANSWER_WITHIN, Introduction
from events.introductions.held import ASK_AGAIN
from events.startups.aggregate import Startup
from events.startups.events import ProposalsPaused
from events.store.rebuild import rebuild
from tests.domain.house import SYSTEM, Clock, House, Person

K = Kind
FULL: dict[str, Any] = {"sectors": ["healthtech"], "needs": [{"code": "talent"}]}  # nothing is asked of such a profile


def items(house: House, actor: Actor) -> list[Item]:
    with house.reading() as reading:
        found = reading.views.todo.of(reading.connection, actor, house.clock())
        assert len(found) == reading.views.todo.count(reading.connection, actor, house.clock())
    return found


def kinds(house: House, actor: Actor) -> list[Kind]:
    return [item.kind for item in items(house, actor)]


def proposed(house: House, founder: Actor, partner: Actor) -> Introduction:
    return house.propose(
        founder, house.startup(founder, "PK", "Anor", **FULL), house.startup(partner, "UZ", "Chinor", **FULL)
    )  # fmt: skip


def accepted(house: House, founder: Actor, partner: Actor) -> UUID:
    found = proposed(house, founder, partner)
    return house.introductions.accept(partner, found.id).id


def offered(house: House, founder: Actor, partner: Actor, wall: str = "2026-03-09T14:00") -> tuple[UUID, str]:
    found = accepted(house, founder, partner)
    times = [{"wall": wall, "minutes": 45, "format": "video"}]
    return found, house.introductions.propose_times(founder, found, times, "UTC").times[0]["start"]


def confirmed(house: House, founder: Actor, partner: Actor) -> UUID:
    found, start = offered(house, founder, partner)
    return house.introductions.confirm_time(partner, found, start).id


def over(house: House, founder: Actor, partner: Actor, clock: Clock) -> UUID:
    found = confirmed(house, founder, partner)
    clock.forward(days=8)
    return found


# -- introductions ----------------------------------------------------------------------------------------------


def test_a_proposal_waits_for_the_other_side_until_it_expires(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    found = proposed(house, founder, partner)
    [item] = items(house, partner)
    assert (item.kind, item.subject, item.closes_at) == (K.ANSWER_PROPOSAL, found.id, clock.now + ANSWER_WITHIN)
    assert (item.owner, item.other) == (of_startup(found.receiver), found.proposer)
    assert item.owned_by is not None
    assert item.owned_by.name == "Chinor"
    assert item.with_whom is not None
    assert item.with_whom.address == "/startups/anor"
    assert items(house, founder) == []
    clock.now += ANSWER_WITHIN - timedelta(seconds=1)
    assert kinds(house, partner) == [K.ANSWER_PROPOSAL]
    clock.forward(seconds=1)
    assert kinds(house, partner) == []  # nothing was recorded: the clock closes it


ANSWERS: dict[str, Callable[[House, Actor, Actor, UUID], object]] = {
    "declined": lambda house, founder, partner, found: house.introductions.decline(partner, found, "not_now"),
    "withdrawn": lambda house, founder, partner, found: house.introductions.withdraw(founder, found),
}


@pytest.mark.parametrize("how", ANSWERS)
def test_an_answer_closes_it_in_the_same_transaction(
    house: House, founder: Person, partner: Person, how: str
) -> None:  # fmt: skip
    ANSWERS[how](house, founder, partner, proposed(house, founder, partner).id)
    assert kinds(house, partner) == kinds(house, founder) == []


def test_an_expired_proposal_leaves_no_row(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = proposed(house, founder, partner)
    clock.now += ANSWER_WITHIN
    house.introductions.expire(SYSTEM, found.id)
    with house.reading() as reading:
        assert reading.connection.execute(sa.select(reading.views.todo.rows)).all() == []


def test_after_a_yes_both_may_propose_times_and_then_the_other_side_chooses(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    accepted(house, founder, partner)
    assert kinds(house, founder) == kinds(house, partner) == [K.PROPOSE_TIMES]
    other, third = house.person(), house.person()
    _, start = offered(house, other, third)
    assert kinds(house, other) == []
    [item] = items(house, third)
    assert item.kind == K.CHOOSE_TIME
    assert item.closes_at is not None
    assert item.closes_at.isoformat() == start
    clock.forward(days=8)
    assert kinds(house, other) == kinds(house, third) == [K.PROPOSE_TIMES]  # nobody chose: others are needed


def test_when_the_time_is_over_both_are_asked_whether_they_met(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    confirmed(house, founder, partner)
    assert kinds(house, founder) == kinds(house, partner) == []
    clock.now = clock.now.replace(day=9, hour=14, minute=44)
    assert kinds(house, founder) == []
    clock.forward(minutes=1)
    assert kinds(house, founder) == kinds(house, partner) == [K.DID_YOU_MEET]
    assert items(house, founder)[0].waits_since == clock.now


def test_who_met_is_asked_nothing_more(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.mark_met(founder, found, clock.now.date().isoformat())
    assert kinds(house, founder) == kinds(house, partner) == []
    assert said(house, found) == ("met", None)


def test_not_yet_is_asked_again_and_the_other_sides_question_stays(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.say_not_held(founder, found, "not_yet")
    assert kinds(house, founder) == [K.PROPOSE_TIMES]
    assert kinds(house, partner) == [K.DID_YOU_MEET]
    clock.now += ASK_AGAIN
    assert set(kinds(house, founder)) == {K.PROPOSE_TIMES, K.DID_YOU_MEET}
    house.introductions.say_not_held(founder, found, "not_yet")
    assert kinds(house, founder) == [K.PROPOSE_TIMES]
    assert house.topics(found).count("introduction.meeting_not_held") == 2


def test_each_side_has_its_own_answer(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.say_not_held(founder, found, "they_missed")
    house.introductions.say_not_held(founder, found, "they_missed")  # sent twice
    assert kinds(house, founder) == [K.PROPOSE_TIMES]
    assert kinds(house, partner) == [K.DID_YOU_MEET]
    house.introductions.mark_met(partner, found, clock.now.date().isoformat())
    assert kinds(house, founder) == kinds(house, partner) == []
    assert said(house, found) == ("they_missed", "met")
    assert house.topics(found).count("introduction.meeting_not_held") == 1


def test_another_meeting_is_asked_about_anew(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.say_not_held(founder, found, "we_missed")
    times = [{"wall": (clock.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M"), "format": "video"}]
    start = house.introductions.propose_times(founder, found, times, "UTC").times[0]["start"]
    assert kinds(house, partner) == [K.CHOOSE_TIME, K.DID_YOU_MEET]
    house.introductions.confirm_time(partner, found, start)
    assert said(house, found) == (None, None)
    assert kinds(house, founder) == kinds(house, partner) == []
    clock.forward(days=3)
    assert kinds(house, founder) == kinds(house, partner) == [K.DID_YOU_MEET]


def test_a_meeting_that_is_to_come_cannot_have_been_missed(house: House, founder: Person, partner: Person) -> None:
    found = confirmed(house, founder, partner)
    with pytest.raises(Broken, match="meeting_not_over"):
        house.introductions.say_not_held(founder, found, "not_yet")


def test_a_meeting_that_was_called_off_asks_for_other_times(
    house: House, founder: Person, partner: Person, clock: Clock
) -> None:
    house.introductions.cancel_meeting(partner, confirmed(house, founder, partner))
    assert kinds(house, founder) == kinds(house, partner) == [K.PROPOSE_TIMES]
    clock.forward(days=9)
    assert K.DID_YOU_MEET not in kinds(house, founder)


def test_what_led_to_nothing_asks_nothing(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.close(partner, found, "no_answer")
    assert kinds(house, founder) == kinds(house, partner) == []


# -- partnerships, admissions, pages, profiles ------------------------------------------------------------------


@pytest.mark.parametrize("yes", [True, False])
def test_a_partnership_waits_for_the_other_side(house: House, founder: Person, partner: Person, yes: bool) -> None:
    found = accepted(house, founder, partner)
    house.introductions.mark_met(founder, found, "2026-03-01")
    agreed = house.partnerships.record(founder, found, {"kind": "pilot", "since": "2026-03-01", "summary": {"en": "x"}})
    assert [(item.kind, item.subject) for item in items(house, partner)] == [(K.CONFIRM_PARTNERSHIP, agreed.id)]
    assert kinds(house, founder) == []
    house.partnerships.answer(partner, agreed.id, yes)
    assert kinds(house, partner) == []


@pytest.mark.parametrize("yes", [True, False])
def test_a_request_waits_for_the_managers_and_an_offer_for_the_founders(
    house: House, founder: Person, yes: bool
) -> None:
    manager = house.person()
    one, other = house.incubator("PK", (manager,)), house.incubator("UZ", (house.person(),))
    house.incubators.change(manager, one, {"city": "Lahore"})
    mine = house.startup(founder, **FULL)
    house.startups.ask_admission(founder, mine.id, one)
    [item] = items(house, manager)
    assert (item.kind, item.owner) == (K.ANSWER_ADMISSION, of_incubator(one))
    assert item.subject == item.other == mine.id
    house.startups.answer_request(manager, mine.id, one, yes)
    assert kinds(house, manager) == kinds(house, founder) == []
    second = house.startup(founder, **FULL)
    for incubator in (one, other):
        house.startups.offer_admission(SYSTEM, second.id, incubator)
    assert kinds(house, founder) == [K.ANSWER_OFFER, K.ANSWER_OFFER]
    house.startups.answer_offer(founder, second.id, one, yes)
    assert [item.other for item in items(house, founder)] == [other]


def test_an_unclaimed_page_waits_for_its_managers(house: House) -> None:
    manager = house.person()
    incubator = house.incubator("PK", (manager,))
    [item] = items(house, manager)
    assert (item.kind, item.owner) == (K.CONFIRM_PAGE, of_incubator(incubator))
    house.incubators.change(manager, incubator, {"city": "Town"})
    assert kinds(house, manager) == []
    late = house.person()
    house.incubators.invite_manager(SYSTEM, incubator, invitation := uuid4())
    house.incubators.join(late, incubator, invitation)
    assert kinds(house, late) == []


def test_a_bare_profile_waits_for_its_founder(house: House, founder: Person) -> None:
    mine = house.startup(founder)
    assert kinds(house, founder) == [K.FINISH_PROFILE]
    house.startups.change(founder, mine.id, {"sectors": ["fintech"]})
    assert kinds(house, founder) == [K.FINISH_PROFILE]
    house.startups.change(founder, mine.id, {"offers": [{"code": "talent"}]})
    assert kinds(house, founder) == []


def test_a_bare_profile_is_asked_about_when_somebody_takes_it_over(house: House, founder: Person) -> None:
    row = house.startups.register_unclaimed(SYSTEM, {"name": "Row", "country": "KG"}, source="list", row="1")
    house.startups.invite_founder(SYSTEM, row.id, invitation := uuid4())
    house.startups.join(founder, row.id, invitation)
    assert kinds(house, founder) == [K.FINISH_PROFILE]


# -- who is asked -----------------------------------------------------------------------------------------------


def test_people_of_a_side_come_and_go_and_any_of_them_closes_it(house: House, founder: Person, partner: Person) -> None:
    found = proposed(house, founder, partner)
    second, outsider = house.person(), house.person()
    house.startups.invite_founder(partner, found.receiver, invitation := uuid4())
    house.startups.join(second, found.receiver, invitation)
    assert kinds(house, second) == kinds(house, partner) == [K.ANSWER_PROPOSAL]
    assert kinds(house, outsider) == kinds(house, Actor()) == kinds(house, SYSTEM) == []
    house.startups.leave(partner, found.receiver, partner.account)
    assert kinds(house, partner) == []
    house.introductions.accept(second, found.id)
    assert K.ANSWER_PROPOSAL not in kinds(house, second)


def test_a_token_of_one_organisation_sees_what_waits_for_that_one(house: House, founder: Person) -> None:
    mine, second = house.startup(founder), house.startup(founder, "UZ")
    file(house, of_account(founder.account))
    house.incubator("PK", (founder,))
    assert len(items(house, founder)) == 4
    bound = Actor(founder.account, only=second.id)
    assert [item.owner for item in items(house, bound)] == [of_startup(second.id)]
    with house.reading() as reading:
        assert count(reading.connection, reading.views, bound, "asma@example.org", house.clock()) == 1
        stranger = Actor(house.person().account, only=mine.id)
        assert reading.views.todo.of(reading.connection, stranger, house.clock()) == []


def test_of_an_office_its_organisers_and_those_of_all_and_administrators_are_asked(house: House) -> None:
    people: dict[str, Person] = {}
    for name, role, office in (
        ("PK", "organiser", "PK"), ("UZ", "organiser", "UZ"), ("*", "organiser", "*"), ("admin", "administrator", None),
    ):  # fmt: skip
        people[name] = house.person()
        house.offices.grant(SYSTEM, people[name].account, role, office)
    file(house, of_office("PK"))
    asked = {name for name, person in people.items() if kinds(house, house.actor_for(person.account))}
    assert asked == {"PK", "*", "admin"}
    with house.reading() as reading:
        found = reading.views.todo.accounts_of(reading.connection, of_office("PK"))
    assert set(found) == {people[name].account for name in asked}


def test_of_what_is_gone_nothing_is_asked_any_more(house: House, founder: Person) -> None:
    twin, kept = (house.startup(house.person(), "PK", name, **FULL) for name in ("Twin", "Kept"))
    file(house, of_account(founder.account), other=twin.id)
    file(house, of_account(founder.account), other=kept.id)
    found = house.log.get(Startup, twin.id)
    found.merge(SYSTEM, house.clock(), kept.id, None)
    house.log.save(found)
    assert [item.other for item in items(house, founder)] == [kept.id]


def test_what_is_due_soonest_stands_first_and_newer_ones_can_be_asked_for(house: House, clock: Clock) -> None:
    person = house.person()
    owner = of_account(person.account)
    now = clock.now
    whenever = file(house, owner)
    clock.forward(hours=1)
    late, soon = (file(house, owner, closes_at=now + timedelta(days=days)) for days in (9, 2))
    later = file(house, owner, opens_at=now + timedelta(days=1))
    assert [item.subject for item in items(house, person)] == [soon, late, whenever]
    clock.forward(days=1)
    assert [item.subject for item in items(house, person)] == [soon, late, whenever, later]
    with house.reading() as reading:
        todo, connection = reading.views.todo, reading.connection
        newer = todo.of(connection, person, clock.now, since=now + timedelta(hours=2))
        assert [item.subject for item in newer] == [later]
        opened = todo.opened(connection, now, clock.now)
        assert [item.subject for item in opened] == [later]
        assert todo.opened(connection, clock.now, clock.now + timedelta(days=1)) == []
        assert [item.subject for item in todo.of(connection, person, clock.now, limit=1, offset=1)] == [late]


def test_invitations_to_ones_own_address_wait_too(house: House, clock: Clock) -> None:
    person = house.person()
    mine = house.startup(house.person(), **FULL)
    with house.db.change() as tx:
        house.invitations.add(tx.connection, uuid4(), "startup", mine.id, "Asma@Example.org ", uuid4())
    with house.reading() as reading:
        asked = (reading.connection, reading.views, person)
        [item] = waiting_for(*asked, "asma@example.org", clock.now)
        assert line_of(item, str, str).text == "You are invited to act for Anor."
        assert count(*asked, "ASMA@example.org", clock.now) == 1
        assert count(*asked, "other@example.org", clock.now) == 0
        assert count(*asked, "asma@example.org", clock.now + LIFETIME) == 0
    with house.db.change() as tx:
        house.invitations.add(
            tx.connection, uuid4(), "startup", mine.id, "asma@example.org", uuid4(), account=person.account
        )
    with house.reading() as reading:
        asked = (reading.connection, reading.views, person)
        assert count(*asked, "asma@example.org", clock.now) == 2
        assert count(*asked, "new-address@example.org", clock.now) == 1
        assert count(reading.connection, reading.views, house.person(), "asma@example.org", clock.now) == 1


# -- the whole ----------------------------------------------------------------------------------------------------


def test_a_rebuild_files_the_same(house: House, founder: Person, partner: Person, clock: Clock) -> None:
    found = over(house, founder, partner, clock)
    house.introductions.say_not_held(founder, found, "not_yet")
    proposed(house, founder, partner)
    before = items(house, partner), items(house, founder)
    rebuilt = rebuild(house.log, house.views, compare=True)
    assert rebuilt.moved
    assert rebuilt.differences == ()
    assert (items(house, partner), items(house, founder)) == before
    assert before[0]
    assert before[1]


def test_a_hundred_items_take_as_many_queries_as_one(house: House, clock: Clock) -> None:
    one, many = house.person(), house.person()
    file(house, of_account(one.account))
    for _ in range(100):
        file(house, of_account(many.account))
    assert asking(house, one, 1) == asking(house, many, 100) == 2


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(Kind)


def file(house: House, owner: Owner, **more: object) -> UUID:
    """File something for somebody, as a handler does."""
    fact, subject = ProposalsPaused(), uuid4()
    fact.__dict__.update(timestamp=house.clock())
    with house.db.write() as tx:
        house.views[tx.slot].todo.file(tx, fact, Kind.FINISH_PROFILE, owner, subject, **more)  # type: ignore[arg-type]  # moments, an id
    return subject


def said(house: House, introduction: UUID) -> tuple[str | None, str | None]:
    with house.reading() as reading:
        row = reading.views.introductions.one(reading.connection, introduction)
    assert row is not None
    return row["proposer_said"], row["receiver_said"]


def asking(house: House, actor: Actor, expected: int) -> int:
    """How many queries the list and its count take."""
    queries: list[str] = []
    with house.reading() as reading:

        def note(*args: object) -> None:
            queries.append(str(args[2]))

        sa.event.listen(reading.connection, "before_cursor_execute", note)
        assert len(reading.views.todo.of(reading.connection, actor, house.clock())) == expected
        assert reading.views.todo.count(reading.connection, actor, house.clock()) == expected
    return len(queries)
