"""Bringing a list in, step by step: the file, the check, look-alikes, the start, what was refused, the way back."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.imports import GROUP, HERE, Counted, look_at, look_inside, read_import
from bridge.api.incubators import look as incubator_of
from bridge.api.mapping import WRITE, unreadable
from bridge.api.operation import operation
from bridge.api.words import Asked, Line, OneOf, Sent, Told
from bridge.importing import steps
from bridge.importing.jobs import MOST_BYTES
from bridge.importing.mending import mending_file, mending_workbook, refused
from bridge.importing.reading import Table, Unreadable
from bridge.importing.report import Finding, Report
from bridge.importing.undoing import touched, undoable_rows
from events.errors import Broken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES = ("text/csv", XLSX)
TOUCHED = 30
DECISION = Annotated[str, OneOf(steps.DECISIONS)]


class Named(Asked):
    """What is sent beside a file."""

    name: Annotated[Line, Field(description="What the file is called: the list gets its name from it.")] = "list"


class Decided(Sent):
    """What becomes of one row that looks like a startup that is there."""

    number: Annotated[int, Field(ge=1, le=1_000_000_000)]
    decision: DECISION


class Decisions(Sent):
    """What becomes of rows that look like startups that are there; rows that do not are left alone."""

    undecided: Annotated[DECISION, Field(description="What becomes of those that nobody decides about.")] = "skip"
    rows: Annotated[list[Decided], Field(max_length=500)] = []


class Undo(Sent):
    """Whether startups to which something has happened since may stay as they are."""

    touched: Literal["stay"] | None = None


class Changed(Told):
    """A startup of an import to which something has happened since."""

    id: UUID
    name: str


class Undoing(Told):
    """What an undo would do: rows that it takes back, and the first thirty startups that were touched since."""

    free: int
    touched: int
    startups: list[Changed]


@operation("POST", "/incubators/{incubator}/imports", GROUP, scope=WRITE, status=201, takes=FILES, most=MOST_BYTES)
def send_list(call: Call, incubator: str, query: Named, body: bytes) -> Answer[Counted]:
    """Send a list of startups

    The body is the file: CSV as spreadsheets write it, or .xlsx, at most 10 MB and 50,000 rows. For managers and the
    organisers of the country. Nothing is brought in yet: look at its mapping, let it be checked, start it.
    """
    house = incubator_of(call, incubator)
    house.must(house.leads)
    try:
        job = steps.send(call.bridge, house.id, call.account, query.name, body)
    except Unreadable as error:
        raise unreadable(error) from error
    return Answer(read_import(call, job.id), location=f"/api/v1/imports/{job.id}")


@operation("DELETE", HERE, GROUP, scope=WRITE)
def drop_import(call: Call, job: UUID) -> None:
    """Remove a file of which nothing was brought in"""
    steps.drop(call.bridge, look_inside(call, job))


@operation("POST", f"{HERE}/check", GROUP, scope=WRITE)
def check_import(call: Call, job: UUID) -> Counted:
    """Let all rows be checked

    The dry run: it says of every row what would become of it, and writes nothing into the directory.
    """
    found = look_inside(call, job)
    steps.begin_check(call.bridge, found, found.columns, found.settings)
    return read_import(call, job)


@operation("PUT", f"{HERE}/decisions", GROUP, scope=WRITE,
           example={"undecided": "skip", "rows": [{"number": 2, "decision": "update"}]})  # fmt: skip
def decide_rows(call: Call, job: UUID, body: Decisions) -> Counted:
    """Decide about rows that look like startups that are there

    After the check, five hundred at a time: leave the row out, update the startup that is there, or make a new one.
    """
    chosen = {one.number: one.decision for one in body.rows}
    steps.decide(call.bridge, look_inside(call, job), body.undecided, chosen)
    return read_import(call, job)


@operation("POST", f"{HERE}/start", GROUP, scope=WRITE)
def start_import(call: Call, job: UUID) -> Counted:
    """Bring the checked rows in"""
    steps.start(call.bridge, call.actor, look_inside(call, job))
    return read_import(call, job)


@operation("POST", f"{HERE}/go-on", GROUP, scope=WRITE)
def go_on_with_import(call: Call, job: UUID) -> Counted:
    """Go on with an import that stands still, in your name"""
    steps.go_on(call.bridge, call.actor, look_inside(call, job))
    return read_import(call, job)


@operation("POST", f"{HERE}/dismiss", GROUP, scope=WRITE)
def dismiss_import(call: Call, job: UUID) -> Counted:
    """Leave an import that stands still as it is

    Nobody is asked about it any more. What came in stays; it can still go on or be undone.
    """
    steps.dismiss(call.bridge, call.actor, look_inside(call, job))
    return read_import(call, job)


@operation("GET", f"{HERE}/bad-rows.csv", GROUP, media="text/csv", also=(409,))
def read_bad_rows(call: Call, job: UUID) -> bytes:
    """Read the refused rows as CSV, to mend and send again

    With all their columns and one more, `problem`, that says why in codes. Cells are safe from spreadsheet formulas.
    """
    return mending_file(*_refused(call, job), say=_in_codes)


@operation("GET", f"{HERE}/bad-rows.xlsx", GROUP, media=XLSX, also=(409,))
def read_bad_rows_as_workbook(call: Call, job: UUID) -> bytes:
    """Read the refused rows for Excel, to mend and send again"""
    return mending_workbook(*_refused(call, job), say=_in_codes)


@operation("GET", f"{HERE}/undo", GROUP, also=(409,))
def read_undo(call: Call, job: UUID) -> Undoing:
    """Read what an undo would take back"""
    look_at(call, job)
    call.bridge.imports.must_be_undoable(call.actor, job)
    with call.reading() as reading:
        since, total = touched(reading, job, TOUCHED)
        shown = reading.views.directory.by_ids(reading.connection, call.actor, {row["id"] for row in since})
    startups = [Changed(id=row["id"], name=row["name"]) for row in since if row["id"] in shown]
    return Undoing(free=undoable_rows(call.bridge, job) - total, touched=total, startups=startups)


@operation("POST", f"{HERE}/undo", GROUP, scope=WRITE, example={"touched": "stay"})
def undo_import(call: Call, job: UUID, body: Undo) -> Counted:
    """Take an import back

    What was touched since stays, and only if you say so. For managers and the organisers of the country.
    """
    found, _ = look_at(call, job)
    steps.undo(call.bridge, call.actor, found, touched_stay=body.touched == "stay")
    return read_import(call, job)


def _refused(call: Call, job: UUID) -> tuple[Table, Report]:
    try:
        return refused(call.bridge, look_inside(call, job))
    except Unreadable as error:
        raise Broken(error.code, **error.params) from error


def _in_codes(finding: Finding) -> str:
    params = " ".join(f"{name}={value}" for name, value in finding.params.items() if name != "value")
    said = f"{finding.code} ({params})" if params else finding.code
    return f"{finding.column}: {said}" if finding.column else said
