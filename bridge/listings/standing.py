"""How a startup stands: with incubators, with those who ask for its profile, with suggestions that it put aside."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.short import parse_owner, selected, startup_of
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Key, Order, ordered


def admissions(
    look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """How a startup stands with incubators, for its founders; what was written only its page tells."""
    seen = startup_of(look, startup)
    seen.must(seen.own)
    table, directory = look.reading.views.startups.admissions, look.reading.views.directory
    query = sa.select(table).where(table.c.startup == seen.id)
    order = _admissions_order(look, startup)
    found = selected(look, query, order, limit=limit, offset=offset, after=after)
    ids = {row["incubator"] for row in found.rows}
    houses = directory.incubators_by_ids(look.reading.connection, look.actor, ids) if ids else {}
    return Found([_standing(row, houses.get(row["incubator"])) for row in found.rows], found.total)


def _standing(row: Row, house: Any) -> Row:
    """An incubator that is not shown any more keeps its id alone."""
    name: dict[str, str] = {} if house is None else unpacked(house["page"])["name"]
    return {**row, "name": name, "address": None if house is None else f"/incubators/{house['slug']}"}


def _admissions_order(look: Look, startup: UUID | None) -> Order:
    table = look.reading.views.startups.admissions.c
    return ordered(Key(table.changed_at, "changed_at", down=True), Key(table.incubator, "incubator"))


def claims(look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Who asks for a profile, the oldest first, for those who decide; neither their words nor their addresses."""
    seen = startup_of(look, startup)
    seen.must(seen.manages or look.actor.organises(seen.row["country"]))
    rows, directory = look.reading.views.claims.rows, look.reading.views.directory
    query = sa.select(rows).where(rows.c.startup == seen.id, rows.c.state == "asked")
    found = selected(look, query, _claims_order(look, startup), limit=limit, offset=offset, after=after)
    own = {row["own"] for row in found.rows if row["own"] is not None}
    startups = directory.by_ids(look.reading.connection, look.actor, own) if own else {}
    names = look.accounts.names({row["account"] for row in found.rows}) if found.rows else {}
    return Found([_claim(row, names[row["account"]], startups.get(row["own"])) for row in found.rows], found.total)


def _claim(row: Row, who: str | None, own: Any) -> Row:
    return {
        **row, "who": who, "own_id": None if own is None else own["id"],
        "own_name": None if own is None else own["name"],
    }  # fmt: skip


def _claims_order(look: Look, startup: UUID | None) -> Order:
    rows = look.reading.views.claims.rows.c
    return ordered(Key(rows.at, "at"), Key(rows.request, "request"))


def dismissed(
    look: Look, startup: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Suggestions that a startup put aside, the last one first, for its founders."""
    seen = startup_of(look, startup)
    seen.must(seen.own)
    views, order = look.reading.views, _dismissed_order(look, startup)
    rows, table = views.startups.rows, views.startups.dismissals
    query = (
        sa.select(rows.c.id, rows.c.name, rows.c.slug, rows.c.country, table.c.reason, table.c.at)
        .join(table, table.c.other == rows.c.id)
        .where(table.c.startup == seen.id, views.directory.visible(look.actor))
    )
    return selected(look, query, order, limit=limit, offset=offset, after=after)


def _dismissed_order(look: Look, startup: UUID | None) -> Order:
    startups = look.reading.views.startups
    return ordered(Key(startups.dismissals.c.at, "at", down=True), Key(startups.rows.c.id, "id"))


ADMISSIONS = Listing(
    "admissions",
    parse_owner,
    admissions,
    _admissions_order,
    (
        plain("incubator", "id"),
        plain("name", "texts"),
        plain("state", "code", "standings"),
        plain("admitted_at", "moment"),
        plain("graduated_on", "day"),
        plain("changed_at", "moment"),
        plain("address", "address"),
    ),
    key="incubator",
    of="startup",
)
CLAIMS = Listing(
    "claims",
    parse_owner,
    claims,
    _claims_order,
    (
        plain("request", "id"),
        plain("who", "person"),
        plain("own_id", "id"),
        plain("own_name"),
        plain("at", "moment"),
    ),
    key="request",
    of="startup",
)
DISMISSED = Listing(
    "dismissed",
    parse_owner,
    dismissed,
    _dismissed_order,
    (
        plain("id", "id"),
        plain("name"),
        plain("country", "code", "countries"),
        plain("reason", "code", "dismiss_reasons"),
        plain("at", "moment"),
        Column("address", lambda row: f"/startups/{row['slug']}", "address"),
    ),
    of="startup",
)
