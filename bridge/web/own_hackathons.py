"""The hackathons of the person in front of the page: what comes next in each, their team, what was handed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, render_template

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.hackathon_rows import times
from bridge.web.app import current_bridge
from bridge.web.hackathon_words import EDGES
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.actor import Actor
from events.hackathons.phases import EDGES as BOTH
from events.hackathons.phases import PHASES

blueprint = Blueprint("own_hackathons", __name__)

STANDS = ("approved", "asked", "waiting")


@dataclass(frozen=True, slots=True)
class Own:
    """One of them; `next` is what comes next, in words, and when; `project` the state of the team's project."""

    id: UUID
    title: dict[str, str]
    address: str
    zone: str
    state: str
    registration: str | None
    judges: bool
    mentors: bool
    next: tuple[str, datetime] | None
    building: bool
    team: sa.RowMapping | None
    project: str | None
    setup: dict[str, Any]
    changed_at: str


@blueprint.get("/hackathons/mine")
@members_only
def mine() -> str:
    """List them, what comes next first."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        found = hackathons_of(reading, current_viewer().actor)
    return render_template("own_hackathons/mine.html", hackathons=found, now=bridge.clock())


def hackathons_of(reading: Reading, actor: Actor) -> list[Own]:
    """Everything that somebody registered for, judges or mentors; the same queries for one as for many."""
    if actor.account is None or actor.only is not None:
        return []
    views, connection, account = reading.views, reading.connection, actor.account
    registered = {
        row["hackathon"]: row["state"]
        for row in views.registrations.of_account(connection, account)
        if row["state"] in STANDS
    }
    judges = {row["hackathon"] for row in views.judging.seats_of(connection, account) if row["left_at"] is None}
    mentors = set(views.judging.mentored_by(connection, account))
    ids = {*registered, *judges, *mentors}
    known = views.hackathons.by_ids(connection, actor, ids) if ids else {}
    phases = views.hackathons.phases_of(connection, known) if known else {}
    teams = _teams(reading, account) if registered else {}
    found = []
    for id, row in known.items():
        team, project = teams.get(id, (None, None))
        open_phases = {name: times(one["opens"], one["closes"], one["hand"]) for name, one in phases[id].items()}
        coming = [
            (moment, f"{phase}.{edge}")
            for phase in PHASES
            for edge in BOTH
            if phase in open_phases and (moment := getattr(open_phases[phase], edge)) and moment > reading.now
        ]
        first = min(coming, default=None)
        on = row["state"] == "announced"
        setup = unpacked(row["setup"])
        found.append(
            Own(
                id=id,
                title=setup["about"]["title"],
                address=f"/hackathons/{row['slug']}",
                zone=str(row["zone"] or "UTC"),
                state=str(row["state"]),
                registration=registered.get(id),
                judges=id in judges,
                mentors=id in mentors,
                next=(str(EDGES[first[1]]), first[0]) if first and on else None,
                building=on and "building" in open_phases and open_phases["building"].open(reading.now),
                team=team,
                project=project,
                setup=setup,
                changed_at=str(row["changed_at"]),
            )
        )
    return sorted(found, key=lambda own: (own.next is None, own.next[1] if own.next else reading.now, str(own.id)))


def _teams(reading: Reading, account: UUID) -> dict[UUID, tuple[sa.RowMapping, str | None]]:
    teams, people, projects = (
        reading.views.teams.rows, reading.views.teams.people.c, reading.views.projects.rows.c
    )  # fmt: skip
    query = (
        sa.select(teams, projects.state.label("project"))
        .join(reading.views.teams.people, people.team == teams.c.id)
        .outerjoin(reading.views.projects.rows, projects.team == teams.c.id)
        .where(people.account == account, people.until.is_(None))
    )
    return {row["hackathon"]: (row, row["project"]) for row in reading.connection.execute(query).mappings()}
