"""Imports of an incubator: how they stand and what became of their rows. Files are sent and mapped on pages."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.incubators import look as incubator_of
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Moment, Told, utc
from bridge.importing.listing import ROWS, may
from bridge.importing.tables import jobs
from bridge.listings import look
from events.errors import Missing

GROUP = "imports"
MOST = 200


class Import(Told):
    """One list that was sent."""

    id: UUID
    incubator: UUID
    state: Annotated[str, Field(description="`mapping`, `checking`, `checked`, `running`, `done`, `undone` and so on.")]
    list: Annotated[str, Field(description="The list that its rows belong to.")]
    total: int
    done: Annotated[int, Field(description="How many rows the step at work is through with.")]
    uploaded_at: Moment
    changed_at: Moment


class Counted(Import):
    """With how many rows came to what."""

    counts: dict[str, int]


class Imports(Told):
    """The last two hundred, the newest first."""

    items: list[Import]


@operation("GET", "/incubators/{incubator}/imports", GROUP)
def list_imports(call: Call, incubator: str) -> Imports:
    """List the imports of an incubator

    For its managers and the organisers of its country. What is not in the log yet is there only for its managers and
    for whoever sent it.
    """
    house = incubator_of(call, incubator)
    house.must(house.leads)
    with call.reading() as reading:
        query = sa.select(jobs).where(jobs.c.incubator == house.id)
        rows = reading.connection.execute(query.order_by(jobs.c.uploaded_at.desc(), jobs.c.id).limit(MOST)).mappings()
        seen = look(call.bridge, reading, call.actor)
        return Imports(items=[_told(row) for row in rows.all() if may(seen, row)])


@operation("GET", "/imports/{job}", GROUP)
def read_import(call: Call, job: UUID) -> Counted:
    """Read how an import stands"""
    with call.reading() as reading:
        row = reading.connection.execute(sa.select(jobs).where(jobs.c.id == job)).mappings().first()
        if row is None or not may(look(call.bridge, reading, call.actor), row):
            raise Missing("import", job)
    return Counted(**_told(row).model_dump(), counts=call.bridge.import_jobs.counts(job))


def _owner(call: Call, key: str) -> UUID:
    id = seeing.id_of(key)
    if id is None:
        raise Missing("import", key)
    return id


listed(
    "list_import_rows", "/imports/{job}/rows", GROUP, ROWS, "List the rows of an import",
    "What became of each, in the order of the file, with what was wrong as codes.", owner=_owner, of="job",
)  # fmt: skip


def _told(row: sa.RowMapping) -> Import:
    plain = {name: row[name] for name in ("id", "incubator", "state", "total", "done")}
    return Import(
        **plain, list=str(row["settings"].get("list") or ""), uploaded_at=utc(row["uploaded_at"]),
        changed_at=utc(row["changed_at"]),
    )  # fmt: skip
