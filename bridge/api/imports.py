"""Imports of an incubator: how they stand, how their files are read, and what became of their rows."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.incubators import look as incubator_of
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Moment, Told, utc
from bridge.importing import steps
from bridge.importing.jobs import BEFORE, Job
from bridge.importing.listing import ROWS
from bridge.importing.past import IMPORTS
from bridge.importing.undoing import taken_back
from bridge.listings import Column
from events.errors import Missing

GROUP = "imports"
HERE = "/imports/{job}"
STATES = "`mapping`, `checking`, `checked`, `unreadable`, `running`, `stopped`, `done`, `undoing` or `undone`."


class Import(Told):
    """One list that was sent."""

    id: UUID
    incubator: UUID
    state: Annotated[str, Field(description=STATES)]
    list: Annotated[str, Field(description="The list that its rows belong to.")]
    total: int
    done: Annotated[int, Field(description="How many rows the step at work is through with.")]
    uploaded_at: Moment
    changed_at: Moment


class Trouble(Told):
    """What keeps an import where it is."""

    code: str
    params: dict[str, Any]


class Word(Told):
    """A word of the file that no list knows: it becomes a free tag."""

    word: str
    rows: int


class Counted(Import):
    """With how many rows came to what."""

    counts: dict[str, int]
    undone: Annotated[dict[str, int], Field(description="What became of rows that were taken back.")]
    undecided: Annotated[str, Field(description="What look-alikes become that nobody has decided about.")]
    problem: Annotated[Trouble | None, Field(description="Only for those who may read the file.")]
    words: Annotated[list[Word], Field(description="Only for those who may read the file; the most frequent first.")]


def _id(name: str) -> Column:
    return Column(f"{name}_id", lambda row: None if row[name] is None else str(row[name]), "id")


listed(
    "list_imports", "/incubators/{incubator}/imports", GROUP,
    replace(IMPORTS, columns=(*IMPORTS.columns, Column("done", lambda row: row["done"], "number"))),
    "List the imports of an incubator",
    "For its managers and the organisers of its country. What is not in the log yet comes first, and is there only for "
    "its managers and for whoever sent it.", owner=lambda call, key: incubator_of(call, key).id,
)  # fmt: skip


@operation("GET", HERE, GROUP)
def read_import(call: Call, job: UUID) -> Counted:
    """Read how an import stands

    `total` and `done` say how far the step at work has come: ask again while `state` is `checking`, `running` or
    `undoing`.
    """
    found, reads_file = look_at(call, job)
    problem = found.problem if reads_file else None
    params = {name: value for name, value in (problem or {}).get("params", {}).items() if isinstance(value, int | str)}
    undone = taken_back(call.bridge, job) if found.state == "undone" else {}
    return Counted(
        **_told(found).model_dump(), counts=call.bridge.import_jobs.counts(job), undone=dict(undone),
        undecided=str(found.settings.get("undecided", "skip")),
        problem=None if problem is None else Trouble(code=problem["code"], params=params),
        words=[Word(word=word, rows=count) for word, count in found.words] if reads_file else [],
    )  # fmt: skip


def look_at(call: Call, job: UUID) -> tuple[Job, bool]:
    """An import, and whether the caller may read its file. Raises `Missing` as its pages do."""
    found = call.bridge.import_jobs.get(job)
    if found is None:
        raise Missing("import", job)
    with call.reading() as reading:
        house = seeing.incubator(reading, call.actor, str(found.incubator))
    reads_file = house.leads and steps.may_read(call.actor, found, manages=house.manages)
    if not house.leads or (found.state in BEFORE and not reads_file):
        raise Missing("import", job)
    return found, reads_file


def look_inside(call: Call, job: UUID) -> Job:
    """An import whose file the caller may read and change. Raises `Missing`."""
    found, reads_file = look_at(call, job)
    if not reads_file:
        raise Missing("import", job)
    return found


def _owner(call: Call, key: str) -> UUID:
    id = seeing.id_of(key)
    if id is None:
        raise Missing("import", key)
    return id


DECIDABLE = (*ROWS.columns, _id("alike"), Column("decision", lambda row: row["decision"], "code"))
listed(
    "list_import_rows", f"{HERE}/rows", GROUP, replace(ROWS, columns=DECIDABLE), "List the rows of an import",
    "What became of each, in the order of the file, with what was wrong as codes; of look-alikes the startup that they "
    "look like, and what was decided.", owner=_owner, of="job",
)  # fmt: skip


def _told(job: Job) -> Import:
    plain = {name: getattr(job, name) for name in ("id", "incubator", "state", "total", "done")}
    return Import(**plain, list=job.list_name, uploaded_at=utc(job.uploaded_at), changed_at=utc(job.changed_at))
