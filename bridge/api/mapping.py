"""How a list that is brought in is read, and what its columns hold."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.imports import GROUP, HERE, look_inside
from bridge.api.operation import operation
from bridge.api.words import Country, OneOf, Sent, Text, Told
from bridge.importing import steps
from bridge.importing.columns import CHOOSABLE
from bridge.importing.encodings import ENCODINGS
from bridge.importing.engine import Made, Reader
from bridge.importing.jobs import Job
from bridge.importing.reading import Table, Unreadable
from bridge.importing.working import options_of, told
from events.checks import Checker
from events.errors import Broken, Invalid, Missing, Problem

WRITE = "write:incubators"
LOOKED_AT, SHOWN, EXAMPLES = 40, 6, 3


class ReadAs(Sent):
    """How to read the file; what is left out, we find out."""

    encoding: Annotated[str, OneOf(ENCODINGS)] | None = None
    delimiter: Annotated[str, OneOf(tuple(steps.SIGNS))] | None = None
    sheet: Text | None = None
    header: Annotated[int | None, Field(description="The row of the headers, counted from 1.")] = None


class Mapped(Sent):
    """What the columns hold."""

    columns: Annotated[
        list[Annotated[str, OneOf(CHOOSABLE)] | None],
        Field(max_length=200, description="By place; null for a column that is not taken in."),
    ]
    list: Annotated[Text, Field(description="The list that the rows belong to, at most 60 characters.")] = "list"
    country: Annotated[Country | None, Field(description="Of rows that name none.")] = None


class OwnColumn(Told):
    """One column of theirs: its name, some of its cells, what it holds."""

    header: str
    examples: list[str]
    field: str | None


class Wrong(Told):
    """What is wrong with a cell, or with a row where `column` is empty."""

    column: str
    code: str
    params: dict[str, Any]


class Preview(Told):
    """What a row would become: a profile, or what keeps it out."""

    number: int
    name: str
    profile: Annotated[dict[str, Any] | None, Field(description="As the fields of a startup.")]
    problems: list[Wrong]


class Mapping(Told):
    """How the file is read, what its columns hold, and what that makes of its first rows."""

    encoding: str
    delimiter: str | None
    sheet: str
    sheets: list[str]
    header: int
    notes: Annotated[list[str], Field(description="Codes of what a reader should know, such as `merged_filled`.")]
    columns: list[OwnColumn]
    rows: list[Preview]
    country: str | None
    list: str


@operation("GET", f"{HERE}/mapping", GROUP, also=(409,))
def read_mapping(call: Call, job: UUID) -> Mapping:
    """Read how the file is read and what its columns hold

    With some cells of each column, and what the mapping makes of the first rows. For those who may read the file.
    """
    return _mapping(call, look_inside(call, job))


@operation("PUT", f"{HERE}/reading", GROUP, scope=WRITE, example={"encoding": "windows-1251", "header": 2})
def read_otherwise(call: Call, job: UUID, body: ReadAs) -> Mapping:
    """Say how the file is read

    The columns are looked at anew. A file that cannot be read so stays as it was.
    """
    found, check = look_inside(call, job), Checker()
    how = steps.said(check, body.model_dump())
    check.done()
    try:
        steps.read_otherwise(call.bridge, found, how)
    except Unreadable as error:
        raise unreadable(error) from error
    return _mapping(call, look_inside(call, job))


@operation("PUT", f"{HERE}/mapping", GROUP, scope=WRITE,
           example={"columns": ["id", "name", "country", None], "list": "2026 cohort"})  # fmt: skip
def map_columns(call: Call, job: UUID, body: Mapped) -> Mapping:
    """Say what the columns hold

    After a check too: it is forgotten then.
    """
    found, check = look_inside(call, job), Checker()
    settings = steps.settings_of(check, body.list, body.country)
    check.problems += steps.wrong(body.columns, settings)
    if len(body.columns) > len(found.columns):
        check.problem("columns", "too_many", most=len(found.columns))
    check.done()
    columns = [*body.columns, *[None] * len(found.columns)][: len(found.columns)]
    steps.keep_mapping(call.bridge, found, columns, settings)
    return _mapping(call, look_inside(call, job))


def unreadable(error: Unreadable) -> Invalid:
    """What keeps a file from being read, beside the body."""
    return Invalid([Problem("body", error.code, error.params)])


def _mapping(call: Call, job: Job) -> Mapping:
    try:
        table = steps.look_into(call.bridge, job, LOOKED_AT)
    except Unreadable as error:
        raise Broken(error.code, **error.params) from error
    signs = {sign: name for name, sign in steps.SIGNS.items()}
    fields = [*job.columns, *[None] * len(table.headers)]
    return Mapping(
        encoding=table.encoding, delimiter=signs.get(table.delimiter), sheet=table.sheet, sheets=list(table.sheets),
        header=table.header, notes=list(table.notes), list=job.list_name, country=job.settings.get("country"),
        columns=[
            OwnColumn(header=header, examples=_examples(table, number), field=fields[number])
            for number, header in enumerate(table.headers)
        ],
        rows=[
            Preview(
                number=made.row.number, name=made.name, problems=[Wrong(**one) for one in told(made.problems)],
                profile=None if made.profile is None else {**made.profile},
            )
            for made in _first(call, job, table)
        ],
    )  # fmt: skip


def _examples(table: Table, number: int) -> list[str]:
    cells = [row.cells[number].strip() for row in table.rows if number < len(row.cells)]
    return [cell[:60] for cell in dict.fromkeys(cell for cell in cells if cell)][:EXAMPLES]


def _first(call: Call, job: Job, table: Table) -> list[Made]:
    """The first rows as they would be; nothing where no column holds the names yet."""
    with call.reading() as reading:
        houses = reading.views.directory.incubators_by_ids(reading.connection, call.actor, [job.incubator])
    if job.incubator not in houses:
        raise Missing("import", job.id)
    slug, year = str(houses[job.incubator]["slug"]), call.bridge.clock().year
    try:
        reader = Reader(table.headers, options_of(job, slug, year, len(table.headers)))
    except Unreadable:
        return []
    return [reader.take(row) for row in table.rows[:SHOWN]]
