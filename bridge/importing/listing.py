"""What became of the rows of an import, as a list: for those who may bring lists into the incubator."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.jobs import BEFORE
from bridge.importing.tables import jobs, rows
from bridge.listings import Asked, Choice, Column, Found, Listing, Look, Place, Row
from bridge.listings.base import plain
from bridge.readmodels.keyset import Key, Order, ordered
from events.errors import Missing

OUTCOMES = ("alike", "refused", "new", "updated", "same", "kept", "skipped")
OUTCOME = Choice("rows", OUTCOMES, many=False)
ORDER = ordered(Key(rows.c.number, "number"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows of an import: all, or those that came to one thing."""

    job: UUID | None
    outcomes: tuple[str, ...] = ()


def parse(asked: Asked, of: UUID | None) -> Wanted:
    """What an address asks for."""
    return Wanted(of, OUTCOME.chosen(asked))


def find(look: Look, wanted: Wanted, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Rows in the order of the file; what is not in the log yet is there only for whom the file is."""
    connection = look.reading.connection
    job = connection.execute(sa.select(jobs).where(jobs.c.id == wanted.job)).mappings().first()
    if job is None or not may(look, job):
        raise Missing("import", str(wanted.job))
    condition = rows.c.job == wanted.job
    if wanted.outcomes:
        condition = sa.and_(condition, rows.c.outcome.in_(wanted.outcomes))
    total = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(condition)) or 0
    query = sa.select(rows).where(condition).order_by(*ORDER.by())
    if after is not None:
        query = query.where(ORDER.after(after))
    found = connection.execute(query.limit(limit).offset(offset)).mappings().all()
    ids = {row[name] for row in found for name in ("startup", "alike") if row[name] is not None}
    startups = look.reading.views.directory.by_ids(connection, look.actor, ids) if ids else {}
    return Found([_row(row, startups) for row in found], total)


def may(look: Look, job: sa.RowMapping) -> bool:
    """Whether somebody may know of an import: while nothing of it is in the log, only those who may read its file."""
    directory, connection, actor = look.reading.views.directory, look.reading.connection, look.actor
    incubator = directory.incubators_by_ids(connection, actor, [job["incubator"]]).get(job["incubator"])
    if incubator is None:
        return False
    manages = actor.acts_for(job["incubator"], directory.managers(connection, job["incubator"]))
    if job["state"] in BEFORE:
        return manages or (actor.organises(incubator["country"]) and job["account"] == actor.account)
    return manages or actor.organises(incubator["country"])


def _row(row: Any, startups: dict[UUID, Any]) -> Row:
    became, alike = startups.get(row["startup"]), startups.get(row["alike"])
    return {
        **row, "startup_id": None if became is None else became["id"],
        "startup_name": None if became is None else became["name"],
        "alike_name": None if alike is None else alike["name"],
    }  # fmt: skip


def _order(look: Look, wanted: Wanted) -> Order:
    return ORDER


ROWS = Listing(
    "import",
    parse,
    find,
    _order,
    (
        plain("number", "number"),
        plain("outcome", "code", "import_outcomes"),
        plain("name"),
        Column("problems", lambda row: [dict(problem) for problem in row["problems"]], "problems"),
        plain("startup_id", "id"),
        plain("startup_name"),
        plain("alike_name"),
        plain("undone", "code", "import_undone"),
    ),
    key="number",
    choices=(OUTCOME,),
    of="import",
)
