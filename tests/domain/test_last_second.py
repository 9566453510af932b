"""A submission and the end of building at the same moment: one outcome, and the log says why."""

import threading
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

import pytest

from events.errors import Broken, DomainError
from events.hackathons.aggregate import Hackathon
from events.hackathons.moments import in_zone
from events.projects.aggregate import Project, project_id
from tests.domain.hackathon_setup import setup
from tests.domain.house import SYSTEM, Clock, House, Person
from tests.domain.story_of_taking_part import CONTENT
from tests.domain.test_registrations import HERE

TEAMS = 6


def at_once(*commands: Callable[[], object]) -> list[BaseException | None]:
    """Run commands in threads that start together; answers what each raised."""
    start, raised = threading.Barrier(len(commands)), list[BaseException | None]([None] * len(commands))

    def run(place: int, command: Callable[[], object]) -> None:
        start.wait()
        try:
            command()
        except DomainError as error:
            raised[place] = error

    threads = [threading.Thread(target=run, args=pair, daemon=True) for pair in enumerate(commands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    return raised


def building(house: House, clock: Clock, *, late: str) -> tuple[Hackathon, Person, list[tuple[Person, UUID]]]:
    """A hackathon in its building phase, with some teams."""
    manager, parts = house.person(), setup(clock.now)
    zone, dates = parts["dates"]["zone"], deepcopy(parts["dates"])
    dates["phases"]["judging"] = {"opens": None, "closes": None}
    dates["phases"]["building"]["closes"] = in_zone(clock.now + timedelta(days=16), zone)
    rules = {**parts["rules"], "late": {"rule": late, "penalty": 10, "minutes": 600}}
    found = house.hackathon(manager, dates=dates, rules=rules)
    teams = []
    for number in range(TEAMS):
        lead = house.person()
        house.registrations.register(lead, found.id, HERE)
        teams.append((lead, house.teams.form(lead, found.id, f"Team {number}").id))
    clock.forward(days=15)
    return found, manager, teams


@pytest.mark.parametrize("late", ["refused", "penalty", "reason"])
def test_a_last_second_submission_has_exactly_one_outcome(house: House, clock: Clock, late: str) -> None:
    found, _, teams = building(house, clock, late=late)
    closes = found.times("building").closes
    assert closes is not None
    clock.now = closes - timedelta(microseconds=1)

    def close() -> None:
        clock.now = closes
        house.hackathons.record_phases(SYSTEM, found.id)

    raised = at_once(
        close, *(lambda lead=lead, team=team: house.projects.submit(lead, team, CONTENT) for lead, team in teams)
    )
    topics = [entry.fact for entry in house.log.entries(limit=10_000)]
    closed = next(place for place, fact in enumerate(topics) if fact.TOPIC == "hackathon.phase_closed"
                  and getattr(fact, "phase", "") == "building")  # fmt: skip
    for (_, team), error in zip(teams, raised[1:], strict=True):
        places = [place for place, fact in enumerate(topics) if fact.originator_id == project_id(team)]
        if error is not None:
            assert isinstance(error, Broken)
            assert (error.code, late, places) == ("too_late", "refused", [])
            continue
        [version] = house.log.get(Project, project_id(team)).versions
        ruling = version["ruling"]
        assert ruling["deadline"] == closes.isoformat()
        assert ruling["late"] == (ruling["at"] >= ruling["deadline"])
        if not ruling["late"]:  # what counts as in time stands before the closing in the log
            assert places[0] < closed
        else:
            assert version["state"] == {"penalty": "penalty", "reason": "waits"}[late]


@pytest.mark.parametrize("late", ["refused", "penalty", "reason"])
def test_what_was_decided_in_time_and_comes_to_the_log_too_late_is_late(house: House, clock: Clock, late: str) -> None:
    """The clock is read again behind the lock: a submission that lost the race against the closing is not in time."""
    found, _, [(lead, team), *_] = building(house, clock, late=late)
    closes = found.times("building").closes
    assert closes is not None
    decided, closed, submitter = threading.Event(), threading.Event(), threading.get_ident()
    before = closes - timedelta(microseconds=1)

    def race() -> datetime:
        if threading.get_ident() == submitter and not decided.is_set():
            decided.set()
            assert closed.wait(30)
            return before
        return closes

    def close() -> None:
        assert decided.wait(30)
        house.hackathons.record_phases(SYSTEM, found.id)
        closed.set()

    house.log.clock = race
    closer = threading.Thread(target=close, daemon=True)
    closer.start()
    if late == "refused":
        with pytest.raises(Broken, match="too_late"):
            house.projects.submit(lead, team, CONTENT)
        assert house.projects.find(team) is None
    else:
        [version] = house.projects.submit(lead, team, CONTENT).versions
        assert (version["ruling"]["late"], version["ruling"]["rule"]) == (True, late)
    closer.join(30)


def test_teams_grow_and_shrink_at_once_and_nobody_is_in_two(house: House) -> None:
    """Everybody asks, invites, joins, forms and leaves in any order and at once: the claims hold."""
    found, chance = house.hackathon(), Random(20261122)
    people = [house.person() for _ in range(6)]
    for person in people:
        house.registrations.register(person, found.id, HERE)
    teams = [house.teams.form(person, found.id, f"Team {place}").id for place, person in enumerate(people[:2])]
    for lead, team in zip(people[:2], teams, strict=True):
        house.teams.describe(lead, team, {"open": True})
        for person in people[2:]:
            house.teams.ask(person, team)
    for person in people[2:]:
        commands: list[Callable[[], object]] = [
            partial(house.teams.answer, lead, team, person.account, True)
            for lead, team in zip(people[:2], teams, strict=True)
        ]
        commands.append(partial(house.teams.form, person, found.id, f"Own {person.account}"))
        chance.shuffle(commands)
        raised = at_once(*commands)
        assert len([error for error in raised if error is None]) == 1 or all(
            isinstance(error, Broken) for error in raised if error is not None
        )
    with house.reading() as reading:
        rows, _ = reading.views.teams.find(reading.connection, found.id, limit=100)
        members = [one["account"] for row in rows for one in reading.views.teams.members(reading.connection, row["id"])]
    assert sorted(members) == sorted(person.account for person in people)
    assert all(row["size"] <= 4 for row in rows)
    assert all(house.teams.of(found.id, person.account) is not None for person in people)
