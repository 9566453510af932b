"""The steps that a person takes with an import, on pages or through a program: each is checked here, for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.importing.columns import CHOOSABLE, JOINED, mapping
from bridge.importing.encodings import ENCODINGS
from bridge.importing.jobs import BEFORE, MOST_BYTES, Job, header_hash
from bridge.importing.opening import opened
from bridge.importing.reading import MOST_ROWS, How, Table, Unreadable
from bridge.importing.undoing import touched, undoable_rows
from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Invalid, Problem
from events.store import Transaction

if TYPE_CHECKING:
    from bridge.composition import Bridge

MOST_WAITING = 20
LEFT_OUT = "-"  # what a form says of a column that is not taken in
DECISIONS = ("skip", "update", "new")
SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
TAKEN_BACK = ("undoing", "undone")
MAPPABLE = ("mapping", "checked", "unreadable")


def may_read(actor: Actor, job: Job, *, manages: bool) -> bool:
    """Whether somebody may see what is in the file: the managers, and an organiser who has sent it."""
    # Who takes an import back need not be who sent the file.
    sent = job.account == actor.account and job.state not in TAKEN_BACK
    return manages or (sent and (job.problem or {}).get("during") != "undoing")


# -- a file comes -----------------------------------------------------------------------------------------------


def send(bridge: Bridge, incubator: UUID, account: UUID, file_name: str, content: bytes) -> Job:
    """Take a file in, with the mapping that it begins with. Raises `Unreadable`."""
    jobs = bridge.import_jobs
    if len(content) > MOST_BYTES:
        raise Unreadable("list_too_large", most=MOST_BYTES // 1_000_000)
    if len(jobs.of(incubator, BEFORE, MOST_WAITING)) == MOST_WAITING:
        raise Unreadable("too_many_waiting", most=MOST_WAITING)
    table = opened(content, most=1)
    job = jobs.upload(incubator, account, file_name, content)
    jobs.change(job.id, ("mapping",), **offered(bridge, incubator, table, file_name))
    return job


def offered(bridge: Bridge, incubator: UUID, table: Table, file_name: str) -> dict[str, Any]:
    """The mapping that a file begins with: that of the last file with the same header, else by the headers' names."""
    headers = header_hash(table.headers)
    known = bridge.import_jobs.remembered(incubator, headers)
    if known is not None:
        columns, settings = known
        columns = [*columns, *[None] * len(table.headers)][: len(table.headers)]
        return {"columns": columns, "headers": headers, "settings": {**settings, "undecided": "skip", "again": True}}
    columns = [None if field == "ignored" else field for field in mapping(table.headers)]
    name = " ".join(PurePath(file_name).stem.split())[:60]
    return {"columns": columns, "headers": headers, "settings": {"list": name, "country": None, "undecided": "skip"}}


def look_into(bridge: Bridge, job: Job, most: int | None = None) -> Table:
    """The file of an import, or its first rows. Raises `Unreadable`."""
    content = bridge.import_jobs.uploads.read(job.id)
    if content is None:
        raise Unreadable("file_removed")
    return opened(content, job.reading, most)


# -- how it is read, and what its columns hold ------------------------------------------------------------------


def said(check: Checker, typed: Mapping[str, object]) -> dict[str, Any]:
    """How somebody says that a file is read; what cannot be is noted beside its field."""
    encoding, delimiter = typed.get("encoding"), typed.get("delimiter")
    for name, value, known in (("encoding", encoding, ENCODINGS), ("delimiter", delimiter, SIGNS)):
        if value and value not in known:
            check.problem(name, "unknown_code")
    sheet = check.text("sheet", typed.get("sheet"), most=80)
    header = check.number("header", typed.get("header"), 1, MOST_ROWS)
    found = {"encoding": encoding, "delimiter": SIGNS.get(str(delimiter)), "sheet": sheet, "header": header}
    return {name: value for name, value in found.items() if value}


def read_otherwise(bridge: Bridge, job: Job, how: dict[str, Any]) -> None:
    """Read the file as somebody says; the columns are looked at anew. Raises `Unreadable`, and keeps nothing then."""
    content = bridge.import_jobs.uploads.read(job.id) or b""
    values = offered(bridge, job.incubator, opened(content, How(**how), 1), job.file_name)
    values |= {"settings": {**values["settings"], "list": job.list_name}, "problem": None, "state": "mapping"}
    _move(bridge, job, ("mapping", "unreadable"), how=how, **values)


def settings_of(check: Checker, list_name: str, country: str | None) -> dict[str, Any]:
    """What a list is called and the country of its rows; what cannot be is noted beside its field."""
    name = check.text("list", " ".join(list_name.split()), most=60)
    if country and country not in vocabulary.countries:
        check.problem("country", "unknown_code")
    return {"list": name or "list", "undecided": "skip", "country": country or None}


def wrong(columns: Sequence[str | None], settings: Mapping[str, object]) -> list[Problem]:
    """What keeps a mapping from being checked."""
    problems = [] if "name" in columns else [Problem("columns", "no_name_column")]
    if "country" not in columns and not settings.get("country"):
        problems.append(Problem("country", "no_country"))
    for number, field in enumerate(columns):
        if field and field not in CHOOSABLE and field != LEFT_OUT:
            problems.append(Problem(f"column.{number}", "unknown_code"))
        elif field in CHOOSABLE and field not in JOINED and field in columns[:number]:
            problems.append(Problem(f"column.{number}", "column_twice"))
    return problems


def keep_mapping(bridge: Bridge, job: Job, columns: Sequence[str | None], settings: Mapping[str, Any]) -> None:
    """Keep what the columns hold; nothing is checked yet."""
    mapped = {"columns": list(columns), "settings": dict(settings), "problem": None}
    _move(bridge, job, MAPPABLE, state="mapping", **mapped)


def begin_check(bridge: Bridge, job: Job, columns: Sequence[str | None], settings: Mapping[str, Any]) -> None:
    """Let all rows be checked, which the follower does; what a check before found is forgotten."""
    if problems := wrong(columns, settings):
        raise Invalid(problems)
    # What was there at this moment is what the rows are compared with.
    begun = {**settings, "checked_at": bridge.clock().isoformat()}
    mapped = {"columns": list(columns), "settings": begun, "problem": None}
    if not bridge.import_jobs.check_anew(job.id, MAPPABLE, **mapped):
        raise Broken("import_moved_on")


def back_to_mapping(bridge: Bridge, job: Job) -> None:
    """Go back from the check to the columns."""
    _move(bridge, job, ("checked", "unreadable"), state="mapping")


# -- after the check --------------------------------------------------------------------------------------------


def decide(bridge: Bridge, job: Job, undecided: str, chosen: Mapping[int, str]) -> None:
    """Keep what somebody decided about rows that look like startups that there are, and what the others become."""
    if job.state != "checked":
        raise Broken("import_moved_on")
    if not {undecided, *chosen.values()} <= set(DECISIONS):
        raise Invalid([Problem("undecided", "unknown_code")])
    _move(bridge, job, ("checked",), settings={**job.settings, "undecided": undecided})
    bridge.import_jobs.decide(job.id, chosen)


def start(bridge: Bridge, actor: Actor, job: Job) -> None:
    """Bring the checked rows in; the follower does it."""
    if job.state != "checked":
        raise Broken("import_moved_on")
    checked = job.settings.get("checked_at")
    bridge.imports.start(
        actor, job.id, job.incubator, digest=job.digest, rows=job.total,
        checked_at=datetime.fromisoformat(checked) if checked else None,
    )  # fmt: skip
    _move(bridge, job, ("checked",), state="running", done=0, account=actor.account, problem=None)


def go_on(bridge: Bridge, actor: Actor, job: Job) -> None:
    """Go on with an import that stands still, in one's own name."""
    if job.state != "stopped":
        raise Broken("import_moved_on")
    state = (job.problem or {}).get("during", "running")

    def also(tx: Transaction) -> None:
        values = {"state": state, "account": actor.account, "problem": None}
        if not bridge.import_jobs.move(tx, job.id, ("stopped",), **values):
            raise Broken("import_moved_on")

    bridge.imports.go_on(actor, job.id, state, also)


def dismiss(bridge: Bridge, actor: Actor, job: Job) -> None:
    """Leave an import that stands still as it is: nobody is asked about it any more."""
    if job.state != "stopped":
        raise Broken("import_moved_on")
    bridge.imports.dismiss(actor, job.id)


def drop(bridge: Bridge, job: Job) -> None:
    """Remove a file of which nothing was brought in."""
    if not bridge.import_jobs.drop(job.id):
        raise Broken("import_moved_on")


def undo(bridge: Bridge, actor: Actor, job: Job, *, touched_stay: bool) -> None:
    """Take an import back, also half of one; what was touched since stays, if the person says so."""
    bridge.imports.must_be_undoable(actor, job.id)
    with bridge.reading() as reading:
        if not touched_stay and touched(reading, job.id, 0)[1]:
            raise Broken("import_touched")
    total = undoable_rows(bridge, job.id)
    _move(bridge, job, ("done", "stopped"), state="undoing", done=0, total=total, account=actor.account, problem=None)


def _move(bridge: Bridge, job: Job, states: Sequence[str], **values: Any) -> None:
    if not bridge.import_jobs.change(job.id, states, **values):
        raise Broken("import_moved_on")
