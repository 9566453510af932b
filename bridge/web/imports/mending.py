"""The file of the rows that did not go in, to mend and send again."""

from uuid import UUID

from flask import Response

from bridge.importing.mending import mending_file, mending_workbook, refused
from bridge.importing.reading import Unreadable
from bridge.web.app import Answer, current_bridge
from bridge.web.imports import wording
from bridge.web.imports.access import ONE, blueprint, look_inside
from bridge.web.sign_in import members_only
from events import slugs
from events.errors import Broken

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get(f"{ONE}/rows.<any(csv, xlsx):kind>")
@members_only
def bad_rows(slug: str, job: UUID, kind: str) -> Answer:
    """The refused rows with all their columns, and one more that says why in the reader's language."""
    at, bridge = look_inside(slug, job), current_bridge()
    try:
        table, report = refused(bridge, at.job)
    except Unreadable as error:
        raise Broken(error.code, **error.params) from error
    made = mending_file if kind == "csv" else mending_workbook
    name = slugs.slug(at.job.list_name, fallback="list")
    answer = Response(made(table, report, wording.of_finding), mimetype="text/csv" if kind == "csv" else XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-to-mend.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
