"""What pages of results begin with: the hackathon in front of somebody, and what was published of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint

from bridge.composition import Reading
from bridge.listings.results import standing
from bridge.readmodels.base import unpacked
from bridge.web.hackathons.access import Seen

blueprint = Blueprint("results", __name__)


@dataclass(frozen=True, slots=True)
class Publication:
    """The newest publication of a round, with those that it corrects."""

    row: sa.RowMapping
    round: sa.RowMapping
    earlier: Sequence[Mapping[str, Any]]
    why: str | None
    departed: str | None

    @property
    def plan(self) -> dict[str, Any]:
        found: dict[str, Any] = unpacked(self.round["plan"])
        return found

    @property
    def prizes(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = unpacked(self.row["prizes"])
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that was published of a hackathon; `rows` hold each project once, the winner first."""

    seen: Seen
    publications: Sequence[Publication]
    rows: Sequence[Mapping[str, Any]]

    @property
    def titles(self) -> dict[str, str]:
        return {str(row["id"]): row["title"] for row in self.rows}


def outcome_of(reading: Reading, seen: Seen, track: str = "") -> Outcome:
    """What was published, the last round first."""
    connection, views = reading.connection, reading.views
    everything = views.judging.published(connection, seen.id)
    rounds = {row["id"]: row for row in views.judging.rounds_of(connection, seen.id)}
    found = []
    for row in views.results.newest(connection, seen.id):
        earlier = [
            {**one, "why": reading.open(one["why"])}
            for one in everything
            if one["round"] == row["round"] and one["number"] < row["number"]
        ]
        round = rounds[row["round"]]
        departed = reading.open(round["why"]) if row["departs"] else None
        found.append(Publication(row, round, earlier, reading.open(row["why"]), departed))
    return Outcome(seen, found, standing(reading, seen.id, seen.row["slug"], track))


def own_team(reading: Reading, seen: Seen, account: UUID | None) -> UUID | None:
    """The team that somebody is in."""
    row = None if account is None else reading.views.teams.of_person(reading.connection, seen.id, account)
    return None if row is None else row["id"]
