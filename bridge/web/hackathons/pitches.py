"""Pitches as the schedule and calendars show them: who speaks when, where, and which language is interpreted."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from events.hackathons.moments import in_zone
from events.hackathons.phases import Moment


@dataclass(frozen=True, slots=True)
class Pitch:
    """One of them, in the shape of an item of the schedule; `project` leads to its page."""

    key: str
    hackathon: UUID
    project: UUID
    team_id: UUID
    title: dict[str, str]
    team: str
    starts: Moment
    ends: Moment
    where: str
    link: str | None
    interpreter: str | None
    changed: datetime

    @property
    def text(self) -> dict[str, str]:
        return {}


def pitches_of(reading: Reading, hackathons: Collection[UUID]) -> list[Pitch]:
    """The pitches of some hackathons by their time; a project that was taken out of the judging does not speak."""
    rounds, projects = reading.views.judging.rounds, reading.views.projects.rows
    query = sa.select(rounds).where(rounds.c.hackathon.in_(list(hackathons)), rounds.c.pitches != "[]")
    found = [(row, one) for row in reading.connection.execute(query).mappings() for one in unpacked(row["pitches"])]
    if not found:
        return []
    ids = {UUID(str(one["project"])) for _, one in found}
    known = {row["id"]: row for row in reading.connection.execute(
        sa.select(projects).where(projects.c.id.in_(ids), projects.c.state == "submitted")
    ).mappings()}  # fmt: skip
    made = [_pitch(row, one, known[id]) for row, one in found if (id := UUID(str(one["project"]))) in known]
    return sorted(made, key=lambda pitch: (pitch.starts["at"], pitch.key))


def _pitch(row: sa.RowMapping, one: dict[str, Any], project: sa.RowMapping) -> Pitch:
    ends = datetime.fromisoformat(one["at"]["at"]) + timedelta(minutes=one["minutes"])
    return Pitch(
        key=f"{row['id']}-{project['id']}",
        hackathon=row["hackathon"],
        project=project["id"],
        team_id=project["team"],
        title={project["language"]: project["title"]},
        team=project["team_name"],
        starts=one["at"],
        ends=in_zone(ends, one["at"]["zone"]),
        where=one["room"] or "",
        link=one["link"],
        interpreter=one["interpreter"],
        changed=datetime.fromisoformat(row["changed_at"]),
    )
