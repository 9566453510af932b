"""An import's own page by its state, the decisions about rows that look like startups that there are, and the start."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext

from bridge.importing import steps
from bridge.importing.jobs import AT_WORK
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.imports import mapping, report, wording
from bridge.web.imports.access import ONE, At, blueprint, look, look_inside
from bridge.web.messages import sentence
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem

NOT_NOW = ("import_running_here", "import_check_again", "too_many_imports_today")
SLOW = 90  # seconds without a row after which the page says that somebody must look


@blueprint.get(ONE)
@members_only
def show(slug: str, job: UUID) -> Answer:
    """Show an import as far as it has come."""
    at = look(slug, job)
    if at.job.state in AT_WORK:
        return _at_work(at)
    if request.headers.get("HX-Request") == "true":  # the work ended while its page asked
        answer = make_response("")
        answer.headers["HX-Refresh"] = "true"
        return answer
    if at.job.state in ("mapping", "unreadable"):
        return mapping.page(at)
    return report.page(at)


@blueprint.get(f"{ONE}/<any(reading, check, back, decide, start, go_on, dismiss, drop):part>")
def back_to_import(slug: str, job: UUID, part: str) -> Answer:
    """Whoever had to sign in while a form was on its way comes back to the import."""
    return redirect(f"/incubators/{slug}/manage/import/{job}", 303)


@blueprint.post(f"{ONE}/decide")
@members_only
def decide(slug: str, job: UUID) -> Answer:
    """Keep what was decided about the rows of this page, and what becomes of the others."""
    at, form = look_inside(slug, job), Form.of_request()
    chosen, undecided = form.mapping("decision"), form.text("undecided")
    if not all(_is_row(number) for number in chosen):
        raise Invalid([Problem("undecided", "unknown_code")])
    steps.decide(current_bridge(), at.job, undecided, {int(number): choice for number, choice in chosen.items()})
    flash(gettext("Noted."), "success")
    return redirect(f"{at.address}?rows=alike", 303)


@blueprint.post(f"{ONE}/start")
@members_only
def start(slug: str, job: UUID) -> Answer:
    """Bring the checked rows in; the follower does it."""
    at = look_inside(slug, job)
    try:
        steps.start(current_bridge(), current_viewer().actor, at.job)
    except Broken as broken:
        if broken.code not in NOT_NOW:
            raise
        flash(sentence(broken.code, broken.params), "warning")  # the checked file waits, with its decisions
    return redirect(at.address, 303)


@blueprint.post(f"{ONE}/go_on")
@members_only
def go_on(slug: str, job: UUID) -> Answer:
    """Go on with an import that stands still, in one's own name."""
    at = look_inside(slug, job)
    steps.go_on(current_bridge(), current_viewer().actor, at.job)
    return redirect(at.address, 303)


@blueprint.post(f"{ONE}/dismiss")
@members_only
def dismiss(slug: str, job: UUID) -> Answer:
    """Leave an import that stands still as it is."""
    at = look_inside(slug, job)
    steps.dismiss(current_bridge(), current_viewer().actor, at.job)
    flash(gettext("Noted. What came in stays, and you can still go on or undo it."), "success")
    return redirect(at.address, 303)


def _is_row(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 9


def _at_work(at: At) -> Answer:
    waits = (current_bridge().clock() - at.job.changed_at).total_seconds()
    part = request.headers.get("HX-Request") == "true"
    template = "imports/_working.html" if part else "imports/working.html"
    answer = make_response(
        render_template(template, at=at, seen=at.seen, job=at.job, slow=waits > SLOW, outcomes=wording.OUTCOMES)
    )
    answer.vary.add("HX-Request")  # or a browser's cache would show the part as the page
    return answer
