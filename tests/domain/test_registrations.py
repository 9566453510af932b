"""Registering for hackathons: given what happened, when somebody asks, then facts or a reason."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from events.errors import Broken, Invalid, Missing, Refused
from events.people.aggregate import Person as Suspended
from events.people.aggregate import person_id
from events.registrations.answers import read
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, Clock, House

HERE: dict[str, Any] = {"country": "KG", "agreed": "yes"}


def joining(house: House, **changed: Any) -> dict[str, Any]:
    return {"taking_part": {**setup(house.clock.now)["taking_part"], **changed}}


def test_whoever_fits_is_in_at_once(house: House) -> None:
    found, person = house.hackathon(), house.person()
    made = house.registrations.register(person, found.id, HERE)
    assert made.state == "approved"
    with pytest.raises(Broken, match="already_registered"):
        house.registrations.register(person, found.id, HERE)


def test_problems_stand_beside_their_fields(house: House) -> None:
    asked = [
        {"key": "why", "kind": "text", "required": True, "label": {"en": "Why?"}},
        {"key": "size", "kind": "choice", "label": {"en": "Shirt"},
         "options": [{"key": "s", "label": {"en": "S"}}, {"key": "m", "label": {"en": "M"}}]},
        {"key": "age", "kind": "number", "label": {"en": "Age"}},
    ]  # fmt: skip
    found = house.hackathon(
        questions={"questions": asked, "keep_until": "2026-12-31"},
        **joining(house, countries=["KG", "PK"], who="students"),
    )
    with pytest.raises(Invalid) as refused:
        house.registrations.register(
            house.person(), found.id, {"country": "UZ", "answers": {"size": "xl", "age": "many"}}
        )
    problems = {problem.field: problem.code for problem in refused.value.problems}
    assert problems == {
        "country": "country_may_not_join", "answers.why": "required", "answers.size": "unknown_code",
        "answers.age": "not_a_number", "agreed": "agree_to_conduct", "student": "only_students_may_join",
    }  # fmt: skip


def test_only_founders_may_join_where_it_is_said(house: House) -> None:
    found, founder = house.hackathon(**joining(house, who="founders")), house.person()
    with pytest.raises(Invalid, match="only_founders_may_join"):
        house.registrations.register(founder, found.id, HERE)
    house.startup(founder, "KG")
    assert house.registrations.register(founder, found.id, HERE).stands


def test_nobody_registers_for_a_draft_or_after_the_end(house: House, clock: Clock) -> None:
    with pytest.raises(Missing):
        house.registrations.register(house.person(), house.hackathon(announced=False).id, HERE)
    found = house.hackathon()
    clock.forward(days=14)
    with pytest.raises(Broken, match="registration_closed"):
        house.registrations.register(house.person(), found.id, HERE)


def test_who_waits_longest_moves_up_when_one_leaves(house: House) -> None:
    manager = house.person()
    found = house.hackathon(manager, **joining(house, places=1, waiting_list=True))
    one, two, three = (house.person() for _ in range(3))
    states = [house.registrations.register(person, found.id, HERE).state for person in (one, two, three)]
    assert states == ["approved", "waiting", "waiting"]
    house.registrations.withdraw(one, found.id)
    again = house.registrations.register(one, found.id, HERE)
    now = [house.registrations.find(found.id, person.account) for person in (two, three)]
    assert [each.state for each in now if each] == ["approved", "waiting"]
    assert again.state == "waiting"
    house.registrations.refuse(manager, found.id, two.account, "Was rude")
    third = house.registrations.find(found.id, three.account)
    assert third is not None
    assert third.state == "approved"


def test_without_a_waiting_list_a_full_hackathon_says_so(house: House) -> None:
    found = house.hackathon(**joining(house, places=1, waiting_list=False))
    house.registrations.register(house.person(), found.id, HERE)
    with pytest.raises(Broken, match="no_places_left"):
        house.registrations.register(house.person(), found.id, HERE)


def test_managers_approve_and_refuse_with_a_reason(house: House) -> None:
    manager, person, stranger = house.person(), house.person(), house.person()
    found = house.hackathon(manager, **joining(house, admission="approval"))
    assert house.registrations.register(person, found.id, HERE).state == "asked"
    with pytest.raises(Refused):
        house.registrations.approve(stranger, found.id, person.account)
    assert house.registrations.approve(manager, found.id, person.account).stands
    with pytest.raises(Invalid):
        house.registrations.refuse(manager, found.id, person.account, " ")
    assert house.registrations.refuse(manager, found.id, person.account, "Full").state == "refused"
    with pytest.raises(Broken, match="registration_refused"):
        house.registrations.register(person, found.id, HERE)


def test_answers_are_forgotten_at_their_day_and_the_person_stays(house: House, clock: Clock) -> None:
    asked = {"questions": [{"key": "diet", "kind": "line", "label": {"en": "Diet"}}], "keep_until": "2026-04-01"}
    found, person = house.hackathon(questions=asked), house.person()
    made = house.registrations.register(person, found.id, {**HERE, "answers": {"diet": "No nuts"}})
    assert made.answers is not None
    assert read(house.keys.open(made.answers)) == {"diet": "No nuts"}
    with house.reading() as reading:
        rows = reading.views.registrations
        assert rows.to_forget(reading.connection, date(2026, 4, 1)) == []
        assert rows.to_forget(reading.connection, date(2026, 4, 2)) == [(found.id, person.account)]
    assert house.registrations.forget_answers(SYSTEM, found.id, person.account)
    assert not house.registrations.forget_answers(SYSTEM, found.id, person.account)
    assert house.keys.open(made.answers) is None
    with house.reading() as reading:
        row = reading.views.registrations.of(reading.connection, found.id, person.account)
    assert row is not None
    assert (row["answers"], row["state"]) == (None, "approved")


def test_the_desk_checks_in_whoever_takes_part(house: House, clock: Clock) -> None:
    manager, person, waiting = house.person(), house.person(), house.person()
    found = house.hackathon(manager, **joining(house, places=1, waiting_list=True))
    code = house.registrations.register(person, found.id, HERE).code
    house.registrations.register(waiting, found.id, HERE)
    with house.reading() as reading:
        row = reading.views.registrations.by_code(reading.connection, found.id, code)
    assert row is not None
    house.registrations.check_in(manager, found.id, row["account"], "scanned")
    house.registrations.check_in(manager, found.id, row["account"], "scanned")
    assert house.topics(row["id"]).count("registration.checked_in") == 1
    with pytest.raises(Broken, match="not_registered_here"):
        house.registrations.check_in(manager, found.id, waiting.account)
    with pytest.raises(Refused):
        house.registrations.check_in(person, found.id, person.account)
    clock.now += timedelta(days=1)
    house.registrations.undo_check_in(manager, found.id, person.account)


def test_whoever_is_suspended_is_not_moved_up_and_keeps_their_place(house: House, clock: Clock) -> None:
    found = house.hackathon(**joining(house, places=1, waiting_list=True))
    first, kept_out, other = (house.person() for _ in range(3))
    for person in (first, kept_out, other):
        house.registrations.register(person, found.id, HERE)

    def states() -> list[str]:
        found_ones = [house.registrations.find(found.id, person.account) for person in (kept_out, other)]
        return [one.state for one in found_ones if one]

    suspension = Suspended.begin(SYSTEM, clock.now, id=person_id(kept_out.account), account=kept_out.account)
    suspension.suspend(SYSTEM, clock.now, uuid4(), "spam", (clock.now + timedelta(days=2)).isoformat())
    house.log.save(suspension)
    house.registrations.withdraw(first, found.id)
    assert states() == ["waiting", "approved"]
    house.registrations.withdraw(other, found.id)
    assert house.registrations.move_up(SYSTEM, found.id) == 0
    clock.forward(days=2)
    assert house.registrations.move_up(SYSTEM, found.id) == 1
    assert states() == ["approved", "withdrawn"]
