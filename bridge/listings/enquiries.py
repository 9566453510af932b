"""Questions about unclaimed startups, as those who asked and those who were asked have them; never what was written."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, Row, plain
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events.errors import Missing, Refused


def _nothing(asked: Asked, of: UUID | None = None) -> UUID | None:
    """There is nothing to choose."""
    return of


def own(look: Look, wanted: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """What one's own startups asked."""
    views = look.reading.views
    mine = views.enquiries.of_startups(views.directory.own_startups(look.actor))
    return _found(look, mine, limit, offset, after)


def of_incubator(
    look: Look, incubator: UUID | None, /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """What an incubator was asked, for its managers."""
    views, connection = look.reading.views, look.reading.connection
    if incubator is None or not views.directory.incubators_by_ids(connection, look.actor, [incubator]):
        raise Missing("incubator", str(incubator))
    if not look.actor.acts_for(incubator, views.directory.managers(connection, incubator)):
        raise Refused("not_a_manager")
    return _found(look, views.enquiries.of_incubator(incubator), limit, offset, after)


def _found(look: Look, whose: sa.ColumnElement[bool], limit: int, offset: int, after: Place | None) -> Found:
    enquiries = look.reading.views.enquiries
    rows, total = enquiries.listed(look.reading.connection, whose, limit=limit, offset=offset, after=after)
    directory, incubators = look.reading.views.directory, look.reading.views.incubators.rows.c
    # Both sides of a question know each other's names, whoever was hidden since.
    ids = {row[side] for row in rows for side in ("startup", "about")}
    startups = directory.by_ids(look.reading.connection, look.actor, ids, introduced=True) if ids else {}
    named = sa.select(incubators.id, incubators.page).where(incubators.id.in_({row["incubator"] for row in rows}))
    houses = {id: unpacked(page)["name"] for id, page in look.reading.connection.execute(named)} if rows else {}
    return Found([_row(row, startups, houses) for row in rows], total)


def _row(row: Any, startups: dict[UUID, Any], houses: dict[UUID, Any]) -> Row:
    return {
        **row, "startup_name": startups[row["startup"]]["name"], "about_name": startups[row["about"]]["name"],
        "incubator_name": houses[row["incubator"]],
    }  # fmt: skip


def _order(look: Look, wanted: Any) -> Order:
    return look.reading.views.enquiries.order()


COLUMNS = (
    *(plain(name, "id") for name in ("id", "startup", "about", "incubator")),
    plain("startup_name"),
    plain("about_name"),
    plain("incubator_name", "texts"),
    plain("state", "code", "enquiry_states"),
    plain("want", "code", "exchange:need"),
    plain("offer", "code", "exchange:offer"),
    plain("next_step", "code", "next_steps"),
    plain("language", "code", "languages"),
    plain("answer", "code", "enquiry_answers"),
    plain("asked_at", "moment"),
    plain("answered_at", "moment"),
    Column("address", lambda row: f"/enquiries/{row['id']}", "address"),
)
ENQUIRIES = Listing("enquiries", _nothing, own, _order, COLUMNS)
ENQUIRIES_OF_INCUBATOR = Listing("enquiries", _nothing, of_incubator, _order, COLUMNS, of="incubator")
