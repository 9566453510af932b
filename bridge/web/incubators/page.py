"""An incubator's page: what is known and from where, its startups, its managers, and its history."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import render_template, request

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Filters
from bridge.web.app import current_bridge
from bridge.web.badges import badges_in_full, badges_of
from bridge.web.crowd import same_for_visitors
from bridge.web.forms import whole
from bridge.web.happenings import Happening, told
from bridge.web.i18n import page_language
from bridge.web.incubators.access import Seen, blueprint, look, paged
from bridge.web.pagination import Page
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events import vocabulary

STARTUPS = 12
LINES = 50
STANDING = ("asked", "offered", "admitted", "graduated")  # with these a founder has nothing more to ask


@dataclass(frozen=True, slots=True)
class Own:
    """A startup of the viewer's, and how it stands with the incubator."""

    name: str
    address: str
    state: str | None


@blueprint.get("/incubators/<slug>")
@same_for_visitors
def show(slug: str) -> str:
    """Show an incubator."""
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = look(reading, slug)
        startups, pages = _startups(reading, seen)
        own = _own(reading, seen)
        history = _history(reading, seen, 6) if seen.may_see_history else []
        badges = badges_of(reading, actor, [row["id"] for row in startups])
        verified = badges_in_full(reading, actor, seen.id)
    names = bridge.accounts.names(seen.managers) if actor.signed_in and seen.managers else {}
    return render_template(
        "incubators/show.html",
        seen=seen,
        page=seen.page,
        facts=unpacked(seen.row["facts"]),
        startups=[(row, unpacked(row["profile"])) for row in startups],
        pages=pages,
        own=own,
        names=names,
        history=history,
        badges=badges,
        verified=verified,
        verifications=vocabulary.incubator_verifications.choices(page_language()) if seen.organises else [],
    )


@blueprint.get("/incubators/<slug>/history")
@members_only
def history(slug: str) -> str:
    """Show what happened to an incubator, for its managers and the organisers."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.may_see_history)
        shown = _history(reading, seen, LINES + 1, whole(request.args.get("before", "")))
    more = shown[LINES - 1].event if len(shown) > LINES else None
    return render_template("incubators/history.html", seen=seen, history=shown[:LINES], more=more)


def _startups(reading: Reading, seen: Seen) -> tuple[list[sa.RowMapping], Page]:
    """The asked page of the startups that belong here, as far as the viewer may see them."""
    actor, filters = current_viewer().actor, Filters(incubator=seen.id, order="name")
    find = reading.views.directory.find
    found, page = paged(
        lambda limit, offset: find(reading.connection, actor, filters, limit=limit, offset=offset), STARTUPS
    )
    return found.rows, page


def _own(reading: Reading, seen: Seen) -> list[Own]:
    account = current_viewer().actor.account
    if account is None:
        return []
    directory, connection = reading.views.directory, reading.connection
    mine = directory.founded_by(connection, account)
    states = _standing(reading, seen, [row["id"] for row in mine]) if mine else {}
    return [Own(row["name"], f"/startups/{row['slug']}", states.get(row["id"])) for row in mine]


def _standing(reading: Reading, seen: Seen, startups: list[Any]) -> dict[Any, str]:
    table = reading.views.startups.admissions
    query = sa.select(table.c.startup, table.c.state).where(
        table.c.incubator == seen.id, table.c.startup.in_(startups), table.c.state.in_(STANDING)
    )
    return {row[0]: row[1] for row in reading.connection.execute(query)}


def _history(reading: Reading, seen: Seen, limit: int, before: int | None = None) -> list[Happening]:
    rows = reading.views.history.of(reading.connection, seen.id, private=False, limit=limit, before=before)
    return told(reading, rows, seen.id)
