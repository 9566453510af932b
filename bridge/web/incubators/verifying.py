"""What a manager has seen of a startup of theirs, and what an organiser has seen of an incubator."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.incubators.access import blueprint, managed, seen_by
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Refused


@blueprint.post("/incubators/<slug>/manage/startups/<uuid:startup>/verify")
@members_only
def verify_startup(slug: str, startup: UUID) -> Answer:
    """Say what the incubator has seen of a startup (`answer` yes), or take it back (no)."""
    seen, form, actor = managed(slug), Form.of_request(), current_viewer().actor
    service = current_bridge().verifications
    if form.yes("answer"):
        service.verify(actor, startup, seen.id, form.text("what"), form.text("note"))
        flash(gettext("Verified. It shows on the startup's page for two years."), "success")
    else:
        service.withdraw(actor, startup, seen.id, form.text("what"))
        flash(gettext("Taken back. It stays in the history."), "success")
    return redirect(f"{seen.address}/manage/startups/{startup}#verify", 303)


@blueprint.post("/incubators/<slug>/verify")
@members_only
def verify_incubator(slug: str) -> Answer:
    """The same for an incubator, by the organisers of its country."""
    seen, form, actor = seen_by(slug), Form.of_request(), current_viewer().actor
    if not seen.organises:
        raise Refused("not_an_organiser")
    service = current_bridge().verifications
    if form.yes("answer"):
        service.verify_incubator(actor, seen.id, form.text("what"), form.text("note"))
        flash(gettext("Verified. It shows on the incubator's page for two years."), "success")
    else:
        service.withdraw_incubator(actor, seen.id, form.text("what"))
        flash(gettext("Taken back. It stays in the history."), "success")
    return redirect(f"{seen.address}#verify", 303)
