"""The list of scorecards: every pair of judge and project once, for those who may read about the judging."""

import pytest

from bridge import listings
from bridge.listings import SCORECARDS
from bridge.readmodels.todo import Kind
from events.actor import Actor
from events.errors import Refused
from tests.domain.house import Clock, House
from tests.domain.jury import Jury, jury


def listed(made: Jury, by: Actor, **asked: list[str]) -> list[tuple[str, bool, str]]:
    """State, whether it is assigned, and the marks, in the order of the list, gone through by its places."""
    with made.house.reading() as reading:
        look = listings.look(made.house, reading, by)
        filters = SCORECARDS.parse(asked, made.hackathon.id)
        first = SCORECARDS.page(look, filters, limit=2).rows
        rest = SCORECARDS.page(look, filters, after=SCORECARDS.place(look, filters, first[-1])).rows if first else []
        rows = [SCORECARDS.record(row) for row in (*first, *rest)]
    assert len({row["id"] for row in rows}) == len(rows)
    return [(row["state"], row["assigned"], row["marks"]) for row in rows]


def test_every_pair_is_listed_with_its_state(house: House, clock: Clock) -> None:
    made = jury(house, clock)
    round, judge = made.opened(), made.judges[0]
    for project in made.projects:
        made.score(round.id, judge, project)
    house.panels.declare(made.as_judge(judge), made.hackathon.id, made.projects[0], judge.account)
    marks = "idea 6, need 7, work 8"
    assert sorted(listed(made, made.one)) == [
        ("submitted", True, marks), ("todo", True, ""), ("todo", True, ""), ("withdrawn", False, marks),
    ]  # fmt: skip
    assert listed(made, made.one, state=["submitted"]) == [("submitted", True, marks)]
    assert listed(made, made.one, round=["2"]) == []
    with pytest.raises(Refused):
        listed(made, made.leads[0])


def test_what_waits_follows_a_round_from_its_projects_to_its_publication(house: House, clock: Clock) -> None:
    made = jury(house, clock)

    def waits() -> set[Kind]:
        with house.reading() as reading:
            found = reading.views.todo.of(reading.connection, made.other, clock.now)
        return {one.kind for one in found} & {Kind.ASSIGN_JUDGES, Kind.CONFIRM_RANKING, Kind.AGREE_RESULTS}

    round = made.round()
    assert waits() == {Kind.ASSIGN_JUDGES}
    house.rounds.assign(made.one, round.id, made.everybody())
    assert waits() == set()
    house.rounds.open(made.one, round.id)
    house.rounds.close(made.one, round.id)
    assert waits() == {Kind.CONFIRM_RANKING}
    house.rounds.reopen(made.one, round.id, "Too early")
    assert waits() == set()
