"""The startups of an incubator: who asks, who is invited, who belongs, who graduated; whom to invite."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import render_template, request
from flask_babel import gettext

from bridge.composition import Reading
from bridge.listings import ROSTER
from bridge.listings.rosters import STATES
from bridge.readmodels import figures
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import Answer, current_bridge
from bridge.web.completeness import filled, is_stale, is_thin
from bridge.web.incubators.access import Seen, blueprint, look
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer

FOUND = 8


@dataclass(frozen=True)
class Member:
    """A startup in the roster, and what a manager should look after."""

    row: sa.RowMapping
    profile: dict[str, Any]
    message: str | None
    now: datetime

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def share(self) -> tuple[int, int]:
        return filled(self.profile)

    @property
    def thin(self) -> bool:
        return is_thin(self.profile)

    @property
    def stale(self) -> bool:
        return is_stale(self.row["changed_at"], self.now)

    @property
    def changed_at(self) -> datetime:
        return datetime.fromisoformat(self.row["changed_at"])


@blueprint.get("/incubators/<slug>/manage/startups")
@members_only
def roster(slug: str) -> Answer:
    """Show the startups of an incubator to its managers."""
    roster = ROSTER.parse(request.args.to_dict(flat=False), None)
    asked = roster.states[0] if len(roster.states) == 1 else ""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        counts = figures.admissions_by_state(reading.connection, reading.views, seen.id)
        page = page_of(request.args, sum(counts.get(state, 0) for state in roster.states))
        rows = reading.views.directory.roster(
            reading.connection, seen.id, roster.states, limit=page.size, offset=page.offset
        )
        reading.fetch_keys(row["message"] for row in rows if row["state"] == "asked")
        members = [member_of(reading, row) for row in rows]
        unclaimed = figures.unclaimed_profiles(reading.connection, reading.views, seen.id)
    return render_template(
        "incubators/roster.html",
        seen=seen,
        members=members,
        counts=counts,
        tabs=_tabs(seen, counts, asked),
        page=page,
        unclaimed=unclaimed,
        state=asked,
    )


@blueprint.get("/incubators/<slug>/manage/invite")
@members_only
def invite(slug: str) -> Answer:
    """Find startups to invite."""
    text = request.args.get("q", "").strip()[:100]
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        actor, directory = current_viewer().actor, reading.views.directory
        where = Filters(text=text, countries=() if text else (seen.row["country"],), order="newest")
        found = directory.find(reading.connection, actor, where, limit=FOUND)
        here = _states(reading, seen, [row["id"] for row in found.rows])
    rows = [(row, unpacked(row["profile"]), here.get(row["id"])) for row in found.rows]
    return render_template("incubators/invite.html", seen=seen, text=text, rows=rows, total=found.total)


def member_of(reading: Reading, row: sa.RowMapping) -> Member:
    """A row of the roster as pages show it; the message is opened only while it waits for an answer."""
    message = reading.open(row["message"]) if row["state"] == "asked" else None
    return Member(row, unpacked(row["profile"]), message, current_bridge().clock())


def _tabs(seen: Seen, counts: dict[str, int], asked: str) -> list[tuple[str, str, bool]]:
    labels = {
        "asked": gettext("Requests"), "offered": gettext("Invited"), "admitted": gettext("In the programme"),
        "graduated": gettext("Graduates"),
    }  # fmt: skip
    address = f"{seen.address}/manage/startups"
    tabs = [(f"{gettext('All')} ({sum(counts.get(s, 0) for s in STATES)})", address, asked not in STATES)]
    return tabs + [
        (f"{labels[state]} ({counts.get(state, 0)})", f"{address}?state={state}", asked == state) for state in STATES
    ]


def _states(reading: Reading, seen: Seen, startups: list[Any]) -> dict[Any, str]:
    table = reading.views.startups.admissions
    query = sa.select(table.c.startup, table.c.state).where(
        table.c.incubator == seen.id, table.c.startup.in_(startups), table.c.state.in_(STATES)
    )
    return {row[0]: row[1] for row in reading.connection.execute(query)}
