"""What checking rows and bringing them in share: the file in memory, and what makes two startups one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.engine import Made, Options, Reader
from bridge.importing.jobs import Job
from bridge.importing.opening import opened
from bridge.importing.reading import Row, Table, Unreadable
from bridge.importing.report import Finding
from events.actor import Actor
from events.vocabulary.fold import words

if TYPE_CHECKING:
    from bridge.composition import Bridge


class Overtaken(Exception):
    """Another follower, or the person, was quicker."""


@dataclass(slots=True)
class Loaded:
    """The file of an import in memory, for as long as its follower is at it."""

    job: Job
    table: Table
    reader: Reader
    by: Actor
    at: int = 0  # the rows before this one were taken by this reader
    names: dict[str, UUID] = field(default_factory=dict)
    sites: dict[str, UUID] = field(default_factory=dict)
    present: set[UUID] = field(default_factory=set)
    last_time: Mapping[int, sa.RowMapping] = field(default_factory=dict)  # rows that were another's startup
    taken: dict[UUID, int] = field(default_factory=dict)  # startups that a row of this file is about
    words: Counter[str] = field(default_factory=Counter)


def load(bridge: Bridge, job: Job) -> Loaded:
    """Read the file of an import again. Raises `Unreadable`."""
    content = bridge.import_jobs.uploads.read(job.id)
    if content is None:
        raise Unreadable("file_removed")
    table = opened(content, job.reading)
    with bridge.reading() as reading:
        incubators = reading.views.incubators.rows
        slug = reading.connection.scalar(sa.select(incubators.c.slug).where(incubators.c.id == job.incubator))
    reader = Reader(table.headers, options_of(job, str(slug), bridge.clock().year, len(table.headers)))
    loaded = Loaded(job, table, reader, bridge.actor_for(job.account), job.done)
    for row in bridge.import_jobs.rows(job.id):
        if row["startup"] is not None and row["outcome"] != "skipped":
            loaded.taken[row["startup"]] = row["number"]
    return loaded


def options_of(job: Job, slug: str, year: int, width: int) -> Options:
    """The options of an import from a page: rows are known by the incubator, the list and their id."""
    country = job.settings.get("country")
    fields = [*job.columns, *[None] * width][:width]
    return Options(
        source=job.list_name or "list", year=year, fields=fields, under=f"{slug[:38]}/",
        defaults={"country": country} if country else {},
    )  # fmt: skip


def taken_twice(loaded: Loaded, row: Row, target: UUID | None) -> dict[str, Any] | None:
    """Two rows about one startup: only the first counts, else neither could be undone by itself."""
    if target is None or (first := loaded.taken.setdefault(target, row.number)) == row.number:
        return None
    problem = Finding(row.number, "", "duplicate_row", {"first": first})
    return {"outcome": "refused", "startup": None, "problems": told([problem])}


def name_key(name: str) -> str:
    """Names that differ in case, spaces and signs are one."""
    return "".join(words(name)) or name.casefold()


def site_key(site: str | None) -> str:
    """Addresses that lead to one place are one."""
    bare = (site or "").casefold().partition("://")[2].partition("?")[0].strip("/")
    return bare.removeprefix("www.")


def told(problems: Sequence[Finding]) -> list[dict[str, Any]]:
    """Problems as a row keeps them; the cell itself stays in the file."""
    return [
        {"column": p.column[:120], "code": p.code, "params": {k: v for k, v in p.params.items() if k not in ("value",)}}
        for p in problems[:20]
    ]


def own_number(made: Made) -> str:
    """What a row is known by whose number belongs to another startup of the same list."""
    return f"{made.row_id[:60]} {name_key(made.name)[:50]}"
