"""The mapping step: how the file is read, what its columns hold, and what would be made of the first rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask import redirect, render_template

from bridge.importing import steps
from bridge.importing.engine import Made, Reader
from bridge.importing.jobs import Job
from bridge.importing.reading import Table, Unreadable
from bridge.importing.working import options_of
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.imports import wording
from bridge.web.imports.access import ONE, At, blueprint, look_inside
from bridge.web.names import country, label
from bridge.web.sign_in import members_only
from events import vocabulary
from events.checks import Checker
from events.errors import Broken

LOOKED_AT, SHOWN, EXAMPLES = 40, 6, 3
_TERMS = {
    "industry": ("sectors", vocabulary.sectors), "subindustry": ("sectors", vocabulary.sectors),
    "technologies": ("technologies", vocabulary.technologies), "stage": ("stages", vocabulary.stages),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of theirs: its name, some of its cells, and what its words would become."""

    number: int
    header: str
    examples: list[str]
    known: list[tuple[str, str]]
    unknown: list[str]


@blueprint.post(f"{ONE}/reading")
@members_only
def read_otherwise(slug: str, job: UUID) -> Answer:
    """Read the file as the person says; the columns are then looked at anew."""
    at, form = look_inside(slug, job), Form.of_request()
    check = Checker()
    how = steps.said(check, {name: form.text(name) for name in ("encoding", "delimiter", "sheet", "header")})
    form.problems += check.problems
    if not form.ok:
        return page(at, reading=form, status=422)
    try:
        steps.read_otherwise(current_bridge(), at.job, how)
    except Unreadable as error:
        problem = {"code": error.code, "params": {}, "during": "reading"}
        if not current_bridge().import_jobs.change(job, ("mapping", "unreadable"), how=how, problem=problem):
            raise Broken("import_moved_on") from error
    return redirect(at.address, 303)


@blueprint.post(f"{ONE}/check")
@members_only
def check(slug: str, job: UUID) -> Answer:
    """Keep the mapping; show what it makes of the first rows, or let all rows be checked."""
    at, form = look_inside(slug, job), Form.of_request()
    if at.job.state not in steps.MAPPABLE:
        raise Broken("import_moved_on")
    table = _table(at.job)
    width = len(table.headers) if table else len(at.job.columns)
    typed = [form.text(f"column.{number}") for number in range(width)]
    columns = [field if field in wording.FIELDS else None for field in typed]
    typing = Checker()
    settings = steps.settings_of(typing, form.text("list"), form.text("country"))
    form.problems += [*typing.problems, *steps.wrong(typed, settings)]
    checks = form.text("do") == "check"
    if table is None or (not form.ok and (checks or "unknown_code" in {p.code for p in form.problems})):
        present = replace(at.job, columns=columns, settings=settings)
        return page(At(at.seen, present), form, status=422)
    (steps.begin_check if checks else steps.keep_mapping)(current_bridge(), at.job, columns, settings)
    return redirect(at.address, 303)


@blueprint.post(f"{ONE}/back")
@members_only
def back(slug: str, job: UUID) -> Answer:
    """Go back from the check to the columns."""
    at = look_inside(slug, job)
    steps.back_to_mapping(current_bridge(), at.job)
    return redirect(at.address, 303)


def page(at: At, form: Form | None = None, reading: Form | None = None, status: int = 200) -> tuple[str, int]:
    """Show the columns, with what the present mapping makes of the first rows."""
    job, table, problem = at.job, None, at.job.problem
    try:
        table = steps.look_into(current_bridge(), job, LOOKED_AT)
    except Unreadable as error:
        problem = {"code": error.code, "params": {k: v for k, v in error.params.items() if isinstance(v, int)}}
    columns = _columns(table, job.columns) if table else []
    shown = render_template(
        "imports/mapping.html",
        at=at,
        seen=at.seen,
        job=job,
        table=table,
        problem=problem,
        columns=columns,
        made=_made(at, table) if table else [],
        form=form or Form(_stored(job)),
        reading=reading or Form(_read_as(job, table)),
        read_as=_read_as(job, table),
        fields=wording.FIELDS,
        encodings=wording.ENCODINGS,
        delimiters=wording.DELIMITERS,
        notes=[wording.NOTES[note] for note in table.notes] if table else [],
        countries=[(code, country(code)) for code in vocabulary.countries.codes],
        reason=wording.of_finding,
    )
    return shown, status


def _table(job: Job) -> Table | None:
    try:
        return steps.look_into(current_bridge(), job, 1)
    except Unreadable:
        return None


def _stored(job: Job) -> dict[str, object]:
    columns: dict[str, object] = {
        f"column.{number}": field or steps.LEFT_OUT for number, field in enumerate(job.columns)
    }
    return columns | {"list": job.list_name, "country": job.settings.get("country") or ""}


def _read_as(job: Job, table: Table | None) -> dict[str, object]:
    if table is None:
        return dict(job.how)
    names = {sign: name for name, sign in steps.SIGNS.items()}
    return {
        "encoding": table.encoding, "delimiter": names.get(table.delimiter, ""), "sheet": table.sheet,
        "header": table.header,
    }  # fmt: skip


def _columns(table: Table, fields: Sequence[str | None]) -> list[Column]:
    columns = []
    for number, header in enumerate(table.headers):
        cells = [row.cells[number].strip() for row in table.rows if number < len(row.cells)]
        different = list(dict.fromkeys(cell for cell in cells if cell))
        field = fields[number] if number < len(fields) else None
        known, unknown = _words(field, different)
        if not header and not different:
            continue
        examples = [cell if len(cell) <= 60 else cell[:59] + "…" for cell in different[:EXAMPLES]]
        columns.append(Column(number, header, examples, known[:8], unknown[:8]))
    return columns


def _words(field: str | None, cells: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Cells that are words of our vocabulary, with what they mean; and those that are not."""
    if field == "country":
        found = [(cell, vocabulary.countries.match(cell)) for cell in cells]
        return [(cell, country(code)) for cell, code in found if code], [cell for cell, code in found if not code]
    if field not in _TERMS:
        return [], []
    name, terms = _TERMS[field]
    meant = [(cell, terms.matches(cell)) for cell in cells]
    known = [(cell, ", ".join(label(code, name) for code in codes)) for cell, codes in meant if codes]
    return known, [cell for cell, codes in meant if not codes]


def _made(at: At, table: Table) -> list[Made]:
    """The first rows as they would be; nothing where no column holds the names yet."""
    bridge = current_bridge()
    slug, year = str(at.seen.row["slug"]), bridge.clock().year
    try:
        reader = Reader(table.headers, options_of(at.job, slug, year, len(table.headers)))
    except Unreadable:
        return []
    return [reader.take(row) for row in table.rows[:SHOWN]]
