"""What managers decide about projects: late versions, and who is out of the judging and in again."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import blueprint
from bridge.web.taking_part.showing import ONE, page, project_of
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid


@blueprint.post(f"{ONE}/<any(disqualify, reinstate):what>")
@members_only
def judge(slug: str, project: UUID, what: str) -> Answer:
    """Take a project out of the judging, or back in, with a reason."""
    bridge, form = current_bridge(), Form.of_request()
    with bridge.reading() as reading:
        found = project_of(reading, slug, project)
    command = bridge.projects.disqualify if what == "disqualify" else bridge.projects.reinstate
    said = gettext("The project is out of the judging.") if what == "disqualify" else gettext("The project is back in.")
    try:
        command(current_viewer().actor, found.row["team"], form.text("why"))
    except (Invalid, Broken) as refusal:
        return page(slug, project, form=form, status=form.refuse(refusal, "why"))
    flash(said, "success")
    return redirect(found.address, 303)


@blueprint.post(f"{ONE}/versions/<int:number>/answer")
@members_only
def answer_late(slug: str, project: UUID, number: int) -> Answer:
    """Let a late version count, or not, with a reason."""
    bridge, form = current_bridge(), Form.of_request()
    with bridge.reading() as reading:
        found = project_of(reading, slug, project)
    try:
        yes = form.yes("answer")
        bridge.projects.answer_late(current_viewer().actor, found.row["team"], number, yes, form.text("why"))
    except (Invalid, Broken) as refusal:
        return page(slug, project, form=form, late=number, status=form.refuse(refusal, "why"))
    flash(gettext("The late version counts.") if yes else gettext("The late version does not count."), "success")
    return redirect(found.address, 303)
