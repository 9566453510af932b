"""What became of the rows: after the check, and for good after the import; and taking an import back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import redirect, render_template, request

from bridge.composition import Reading
from bridge.importing import steps
from bridge.importing.jobs import Job
from bridge.importing.undoing import taken_back, touched, undoable_rows
from bridge.web import history
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.imports import wording
from bridge.web.imports.access import ONE, At, blueprint, look
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.imports.aggregate import Import

LISTED = 50
TOUCHED = 30
BY_FIRST = ("alike", "refused", "new", "updated", "same", "kept", "skipped")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list, the startup that it became or looks like, and what was wrong with it."""

    row: sa.RowMapping
    startup: sa.RowMapping | None
    alike: sa.RowMapping | None
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class Touched:
    """A startup of the import to which something has happened since."""

    name: str
    lines: list[history.Line]


def page(at: At) -> tuple[str, int]:
    """Show the rows, fifty at a time, by what became of them."""
    bridge, job = current_bridge(), at.job
    counts = bridge.import_jobs.counts(job.id)
    asked = request.args.get("rows", "")
    first = next((outcome for outcome in BY_FIRST if counts.get(outcome)), "")
    chosen = asked if asked in counts else first
    paged = page_of(request.args, counts.get(chosen, 0), LISTED)
    found = bridge.import_jobs.rows(job.id, [chosen], limit=paged.size, offset=paged.offset) if chosen else []
    with bridge.reading() as reading:
        lines = _lines(reading, found)
        record = reading.views.imports.one(reading.connection, job.id)
    accounts = [job.account] if record is None else [UUID(record["by"])] if "-" in record["by"] else []
    shown = render_template(
        "imports/report.html",
        at=at,
        seen=at.seen,
        job=job,
        counts=counts,
        chosen=chosen,
        page=paged,
        lines=lines,
        record=record,
        who=next(iter(bridge.accounts.names(accounts).values()), None),
        tabs=[
            (f"{wording.OUTCOMES[outcome]} ({counts[outcome]})", f"{at.address}?rows={outcome}", outcome == chosen)
            for outcome in BY_FIRST if counts.get(outcome)
        ],
        outcomes=wording.OUTCOMES,
        form=Form({f"decision.{row['number']}": row["decision"] for row in found} | {"undecided": _undecided(job)}),
        undoable=undoable_rows(bridge, job.id) if job.state in ("done", "stopped") else 0,
        left=job.state == "stopped" and bridge.log.get(Import, job.id).dismissed,
        taken_back=taken_back(bridge, job.id) if job.state == "undone" else {},
    )  # fmt: skip
    return shown, 200


@blueprint.get(f"{ONE}/undo")
@members_only
def ask_undo(slug: str, job: UUID) -> Answer:
    """Show what an undo would take back, and what was touched since and by what."""
    at = look(slug, job)
    current_bridge().imports.must_be_undoable(current_viewer().actor, job)
    since, total = _touched(job)
    return render_template(
        "imports/undo.html", at=at, seen=at.seen, touched=since, total=total,
        free=undoable_rows(current_bridge(), job) - total,
    )  # fmt: skip


@blueprint.post(f"{ONE}/undo")
@members_only
def undo(slug: str, job: UUID) -> Answer:
    """Take the import back; what was touched since stays, if the person says so."""
    at, actor, bridge = look(slug, job), current_viewer().actor, current_bridge()
    steps.undo(bridge, actor, at.job, touched_stay=request.form.get("touched") == "stay")
    return redirect(at.address, 303)


def _lines(reading: Reading, found: Sequence[sa.RowMapping]) -> list[Line]:
    ids = {row[name] for row in found for name in ("startup", "alike") if row[name] is not None}
    actor = current_viewer().actor
    startups = reading.views.directory.by_ids(reading.connection, actor, ids) if ids else {}
    return [
        Line(row, startups.get(row["startup"]), startups.get(row["alike"]), list(map(wording.reason, row["problems"])))
        for row in found
    ]


def _undecided(job: Job) -> str:
    return str(job.settings.get("undecided", "skip"))


def _touched(job: UUID) -> tuple[list[Touched], int]:
    """The startups of an import to which something has happened since, with what, and how many there are."""
    with current_bridge().reading() as reading:
        lines = reading.views.history.rows
        found, total = touched(reading, job, TOUCHED)
        versions = {row["id"]: row["version"] for row in found}
        events = sa.select(lines).where(lines.c.subject.in_(versions), lines.c.about == lines.c.subject)
        events = events.where(lines.c.private.is_(False)).order_by(lines.c.event_id)
        later = [
            row for row in reading.connection.execute(events).mappings() if row["version"] > versions[row["about"]]
        ]
        told: dict[Any, list[history.Line]] = {}
        for row, line in zip(later, history.lines(reading, later), strict=True):
            told.setdefault(row["about"], []).append(line)
    return [Touched(row["name"], told.get(row["id"], [])[-3:]) for row in found], total
