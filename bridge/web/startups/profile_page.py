"""A startup's page: everything it says of itself, where it belongs, and what the viewer may do with it."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import render_template
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.badges import badges_in_full, month
from bridge.web.crowd import same_for_visitors
from bridge.web.go_betweens import go_betweens
from bridge.web.startups.access import Seen, blueprint, logo_address, look
from bridge.web.viewer import current_viewer
from events.actor import Actor


@dataclass(frozen=True, slots=True)
class Incubated:
    """An incubator as the page of one of its startups shows it."""

    name: dict[str, str]
    address: str
    graduated_on: str | None


@dataclass(frozen=True, slots=True)
class Partner:
    """A confirmed partnership and the other side of it; without a row where the viewer may not see that side."""

    partnership: sa.RowMapping
    row: sa.RowMapping | None


@dataclass(frozen=True, slots=True)
class Own:
    """A startup of the viewer's, which could propose something to this one."""

    row: sa.RowMapping
    blocked: bool

    @property
    def address(self) -> str:
        return f"/startups/{self.row['slug']}"


@blueprint.get("/startups/<slug>")
@same_for_visitors
def show(slug: str) -> str | Response:
    """Show a startup."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        page: dict[str, Any] = {
            "seen": seen,
            "profile": seen.profile,
            "logo": logo_address(seen.profile["logo"]),
            "incubators": incubators_of(reading, actor, seen),
            "go_between": bool(seen.row["unclaimed"] and actor.signed_in and go_betweens(reading, seen.incubators)),
            "partners": _partners(reading, actor, seen),
            "own": _own(reading, actor, seen),
            "founders": reading.views.directory.founders(reading.connection, seen.id) if actor.signed_in else [],
            "verified": badges_in_full(reading, actor, seen.id),
            "confirmed": month(seen.row["confirmed_at"]) if seen.row["confirmed_at"] else None,
            "decisions": reading.views.reports.against(reading.connection, seen.id) if seen.own else [],
        }
    page["names"] = bridge.accounts.names(page["founders"]) if page["founders"] else {}
    return render_template("startups/show.html", **page)


def incubators_of(reading: Reading, actor: Actor, seen: Seen) -> list[Incubated]:
    """Where a startup belongs or belonged, as far as the viewer may see it."""
    found = reading.views.directory.incubators_by_ids(reading.connection, actor, seen.incubators)
    dates = {row["incubator"]: row["graduated_on"] for row in seen.admissions}
    return [
        Incubated(unpacked(found[id]["page"])["name"], f"/incubators/{found[id]['slug']}", dates[id])
        for id in seen.incubators
        if id in found
    ]


def _partners(reading: Reading, actor: Actor, seen: Seen) -> list[Partner]:
    rows = reading.views.partnerships.of(reading.connection, [seen.id])
    shown = [row for row in rows if row["state"] in ("confirmed", "ended")]
    others = {row["id"]: row["other"] if row["one"] == seen.id else row["one"] for row in shown}
    found = reading.views.directory.by_ids(reading.connection, actor, others.values()) if others else {}
    return [Partner(row, found.get(others[row["id"]])) for row in shown]


def _own(reading: Reading, actor: Actor, seen: Seen) -> list[Own]:
    if actor.account is None or seen.own:
        return []
    directory, connection = reading.views.directory, reading.connection
    mine = directory.founded_by(connection, actor.account)
    blocking = directory.blocking(connection, [row["id"] for row in mine], seen.id) if mine else set()
    return [Own(row, row["id"] in blocking) for row in mine]
