"""Partnerships: one's own in every state, and those of others that both sides have confirmed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.introductions import startup_columns
from bridge.readmodels.base import unpacked
from bridge.readmodels.keyset import Order
from events import vocabulary

STATES = ("recorded", "confirmed", "disputed", "ended")
KIND, STATE = Choice("kind", vocabulary.partnership_kinds), Choice("state", STATES)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which partnerships: of some kinds, in some states; empty for any."""

    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def parse(asked: Asked, of: UUID | None = None) -> Wanted:
    """What an address asks for."""
    return Wanted(KIND.chosen(asked), STATE.chosen(asked))


def find(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Partnerships that the actor may know of."""
    views, connection, actor = look.reading.views, look.reading.connection, look.actor
    table = views.partnerships.rows.c
    conditions = [views.partnerships.visible(views.directory, actor)]
    conditions += [table.kind.in_(wanted.kinds)] if wanted.kinds else []
    conditions += [table.state.in_(wanted.states)] if wanted.states else []
    rows, total = views.partnerships.listed(connection, sa.and_(*conditions), limit=limit, offset=offset, after=after)
    mine = set(connection.scalars(views.directory.own_startups(actor))) if actor.account else set()
    both = {row[name] for row in rows for name in ("one", "other")}
    everything = views.directory.by_ids(connection, actor, both, introduced=True)
    visible = views.directory.by_ids(connection, actor, both)
    return Found([_row(row, everything if mine & {row["one"], row["other"]} else visible) for row in rows], total)


def _row(row: Any, startups: dict[UUID, Any]) -> Row:
    names = {"one": startups.get(row["one"]), "other": startups.get(row["other"])}
    return {**row, **names, "summary": unpacked(row["summary"])}


def _order(look: Look, wanted: Wanted) -> Order:
    return look.reading.views.partnerships.order()


PARTNERSHIPS = Listing(
    "partnerships",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("kind", "code", "partnership_kinds"),
        plain("state", "code", "partnership_states"),
        *startup_columns("one"),
        *startup_columns("other"),
        plain("summary", "texts"),
        plain("since", "day"),
        plain("ended_on", "day"),
        plain("milestones", "number"),
        plain("recorded_at", "moment"),
        plain("changed_at", "moment"),
        Column("address", lambda row: f"/partnerships/{row['id']}", "address"),
    ),
    choices=(KIND, STATE),
)
