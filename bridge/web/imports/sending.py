"""The way in: the imports of an incubator so far, and sending a file."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.importing import steps
from bridge.importing.jobs import MOST_BYTES
from bridge.importing.past import IMPORTS, Wanted
from bridge.importing.reading import Unreadable
from bridge.listings import look
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.imports.access import BASE, ONE, blueprint, led, look_inside
from bridge.web.imports.wording import STATES
from bridge.web.incubators.access import Seen
from bridge.web.pagination import page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Problem

LISTED = 20


@blueprint.get(BASE)
@members_only
def index(slug: str) -> Answer:
    """Show what was brought in so far, and take one more file."""
    return _page(led(slug), Form(), 200)


@blueprint.post(BASE)
@members_only
def send(slug: str) -> Answer:
    """Take a file in; what can be told of it at once is told beside its field."""
    seen, form = led(slug), Form.of_request()
    account = current_viewer().actor.account
    upload = request.files.get("file")
    content = upload.read() if upload is not None else b""
    try:
        if upload is None or not upload.filename or account is None:
            raise Unreadable("no_file")
        job = steps.send(current_bridge(), seen.id, account, upload.filename, content)
    except Unreadable as error:
        form.problems.append(Problem("file", error.code, error.params))
        return _page(seen, form, 422)
    return redirect(f"{seen.address}/manage/import/{job.id}", 303)


@blueprint.post(f"{ONE}/drop")
@members_only
def drop(slug: str, job: UUID) -> Answer:
    """Remove a file of which nothing was brought in."""
    at = look_inside(slug, job)
    steps.drop(current_bridge(), at.job)
    flash(gettext("The file is removed. Nothing of it was brought in."), "success")
    return redirect(f"{at.seen.address}/manage/import", 303)


def _page(seen: Seen, form: Form, status: int) -> tuple[str, int]:
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        here = look(bridge, reading, actor)
        page = page_of(request.args, IMPORTS.page(here, Wanted(seen.id, past=True), limit=0).total, LISTED)
        past = IMPORTS.page(here, Wanted(seen.id, past=True), limit=page.size, offset=page.offset)
        waiting = IMPORTS.page(here, Wanted(seen.id, past=False))
    shown = render_template(
        "imports/index.html", seen=seen, form=form, page=page, past=past.rows, waiting=waiting.rows, states=STATES,
        most=MOST_BYTES // 1_000_000,
    )  # fmt: skip
    return shown, status
