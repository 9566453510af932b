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
from bridge.readmodels.care import NEEDS, Care
from bridge.readmodels.directory import Filters
from bridge.web.app import Answer, current_bridge
from bridge.web.completeness import filled, is_stale, is_thin
from bridge.web.incubators.access import Seen, blueprint, look
from bridge.web.layout import here
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.startups.handing_over import ASK_AGAIN

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
        return is_stale(max(self.row["changed_at"], self.row["confirmed_at"] or ""), self.now)

    @property
    def unmet(self) -> bool:
        """Whether it never had an introduction, where the row knows."""
        return bool(dict(self.row).get("is_unmet"))

    @property
    def may_ask(self) -> bool:
        """Whether its founders can be asked for news: at most once a fortnight."""
        last = dict(self.row).get("update_asked_at")
        free = last is None or self.now >= datetime.fromisoformat(last) + ASK_AGAIN
        return self.state == "admitted" and not self.row["unclaimed"] and free

    @property
    def next(self) -> str:
        """What a manager would do next with it."""
        if self.state in ("asked", "handed"):
            return "answer"
        if self.state != "admitted":
            return ""
        if self.row["unclaimed"]:
            return "publish" if self.row["visibility"] == "hidden" else "invite"
        if self.thin or self.stale:
            return "ask" if self.may_ask else ""
        return "introduce" if self.unmet and self.row["visibility"] != "hidden" else ""

    @property
    def changed_at(self) -> datetime:
        return datetime.fromisoformat(self.row["changed_at"])


@blueprint.get("/incubators/<slug>/manage/startups")
@members_only
def roster(slug: str) -> Answer:
    """Show the startups of an incubator to its managers, and what each of them needs."""
    asked = ROSTER.parse(request.args.to_dict(flat=False), None)
    state = asked.states[0] if len(asked.states) == 1 else ""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.manages)
        connection, views = reading.connection, reading.views
        states = figures.admissions_by_state(connection, views, seen.id)
        care = Care(views, current_bridge().clock(), asked.needs)
        counts = care.counts(connection, seen.id, asked.states)
        page = page_of(request.args, counts["all"])
        rows = views.directory.roster(connection, seen.id, asked.states, care=care, limit=page.size, offset=page.offset)
        reading.fetch_keys(row["message"] for row in rows if row["state"] == "asked")
        members = [member_of(reading, row) for row in rows]
    return render_template(
        "incubators/roster.html",
        seen=seen,
        members=members,
        counts=states,
        needs=counts,
        tabs=_tabs(states, state),
        filters=_filters(counts, asked.needs),
        page=page,
        state=state,
        chosen=asked.needs,
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
    token = {"asked": row["message"], "handed": row["why"]}.get(row["state"])
    message = reading.open(token)
    return Member(row, unpacked(row["profile"]), message, current_bridge().clock())


def _tabs(counts: dict[str, int], asked: str) -> list[tuple[str, str, bool]]:
    labels = {
        "asked": gettext("Requests"), "offered": gettext("Invited"), "handed": gettext("Offered to us"),
        "admitted": gettext("In the programme"), "graduated": gettext("Graduates"),
    }  # fmt: skip
    tabs = [(f"{gettext('All')} ({sum(counts.get(s, 0) for s in STATES)})", here(state=None, page=None), not asked)]
    return tabs + [
        (f"{labels[state]} ({counts.get(state, 0)})", here(state=state, page=None), asked == state)
        for state in STATES
        if state != "handed" or counts.get(state) or asked == state
    ]


def _filters(counts: dict[str, int], chosen: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """What a row may need, each a link that puts it into the address or takes it away."""
    labels = {
        "thin": gettext("Thin"), "stale": gettext("Stale"), "unclaimed": gettext("Unclaimed"),
        "unmet": gettext("No introduction yet"),
    }  # fmt: skip
    links = []
    for name in NEEDS:
        others = [need for need in NEEDS if (need in chosen) != (need == name)]
        links.append((f"{labels[name]} ({counts[name]})", here(needs=others or None, page=None), name in chosen))
    return links


def _states(reading: Reading, seen: Seen, startups: list[Any]) -> dict[Any, str]:
    table = reading.views.startups.admissions
    query = sa.select(table.c.startup, table.c.state).where(
        table.c.incubator == seen.id, table.c.startup.in_(startups), table.c.state.in_(STATES)
    )
    return {row[0]: row[1] for row in reading.connection.execute(query)}
