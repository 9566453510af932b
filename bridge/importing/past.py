"""The imports of an incubator as a list: those that wait, then those that were brought in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.jobs import BEFORE
from bridge.importing.tables import jobs
from bridge.listings import Asked, Column, Found, Listing, Look, Place, Row
from bridge.listings.base import plain
from bridge.listings.people import instant
from bridge.listings.short import incubator_of, selected
from bridge.readmodels.keyset import Key, Order, ordered
from events.errors import Missing

PAST = sa.case((jobs.c.state.in_(BEFORE), 0), else_=1)
ORDER = ordered(Key(PAST, "past"), Key(jobs.c.uploaded_at, "uploaded_at", down=True), Key(jobs.c.id, "id"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose imports: those that were brought in, those that wait, or all."""

    incubator: UUID | None
    past: bool | None = None


def parse(asked: Asked, of: UUID | None) -> Wanted:
    """All: which part stands where, only the page says."""
    return Wanted(of)


def find(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Imports, the newest first; what is not in the log yet only for its managers and for whoever sent it."""
    seen = incubator_of(look, wanted.incubator)
    if not seen.leads:
        raise Missing("import", str(wanted.incubator))
    query = sa.select(jobs, PAST.label("past")).where(jobs.c.incubator == seen.id)
    if not seen.manages:
        query = query.where(sa.or_(jobs.c.state.not_in(BEFORE), jobs.c.account == look.actor.account))
    if wanted.past is not None:
        query = query.where(jobs.c.state.not_in(BEFORE) if wanted.past else jobs.c.state.in_(BEFORE))
    found = selected(look, query, ORDER, limit=limit, offset=offset, after=after)
    names = look.accounts.names({row["account"] for row in found.rows}) if found.rows else {}
    return Found([_row(row, names[row["account"]]) for row in found.rows], found.total)


def _row(row: Row, who: str | None) -> Row:
    return {**row, "who": who, "list": str(row["settings"].get("list") or "")}


def _count(outcome: str) -> Column:
    def read(row: Row) -> Any:
        return row["counts"].get(outcome, 0)

    return Column(outcome, read, "number")


def _order(look: Look, wanted: Wanted) -> Order:
    return ORDER


IMPORTS = Listing(
    "imports",
    parse,
    find,
    _order,
    (
        plain("id", "id"),
        plain("state", "code", "import_states"),
        plain("list"),
        plain("who", "person"),
        plain("total", "number"),
        *(_count(outcome) for outcome in ("new", "updated", "same", "alike", "kept", "skipped", "refused")),
        instant("uploaded_at"),
        instant("changed_at"),
    ),
    of="incubator",
)
