"""What small lists have in common: those of one startup, one incubator, one person, or one table."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge import seeing
from bridge.listings.base import Found, Look, Place, Row
from bridge.readmodels.keyset import Order
from events.errors import Missing


def selected(
    look: Look, query: sa.Select[Any], order: Order, *, limit: int, offset: int, after: Place | None,
    row: Callable[[sa.RowMapping], Row] = dict,
) -> Found:  # fmt: skip
    """Some rows of a query that finds nothing but the list."""
    connection = look.reading.connection
    total = connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
    query = query if after is None else query.where(order.after(after))
    found = connection.execute(query.order_by(*order.by()).limit(limit).offset(offset)).mappings()
    return Found([row(one) for one in found], total)


def some(rows: Sequence[Row], order: Order, *, limit: int, offset: int, after: Place | None) -> Found:
    """Some of the rows that are at hand, in their order already."""
    rest = rows if after is None else [row for row in rows if order.follows(row, after)]
    return Found(rest[offset : offset + limit], len(rows))


def startup_of(look: Look, startup: UUID | None) -> seeing.SeenStartup:
    """The startup whose list it is, and what the actor is to it. Raises `Missing`."""
    if startup is None:
        raise Missing("startup", str(startup))
    return seeing.startup(look.reading, look.actor, str(startup))


def incubator_of(look: Look, incubator: UUID | None) -> seeing.SeenIncubator:
    """The incubator whose list it is, and what the actor is to it. Raises `Missing`."""
    if incubator is None:
        raise Missing("incubator", str(incubator))
    return seeing.incubator(look.reading, look.actor, str(incubator))


def hackathon_of(look: Look, hackathon: UUID | None) -> sa.RowMapping:
    """The hackathon whose list it is; a draft has none. Raises `Missing`."""
    if hackathon is None:
        raise Missing("hackathon", str(hackathon))
    row = seeing.hackathon(look.reading, look.actor, str(hackathon))
    if row["state"] == "draft":
        raise Missing("hackathon", hackathon)
    return row


def parse_owner(asked: object, of: UUID | None) -> UUID | None:
    """Nothing can be chosen but the thing whose list it is."""
    return of
