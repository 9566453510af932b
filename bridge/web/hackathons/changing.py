"""Answering what another host proposes after the announcement."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import blueprint, led
from bridge.web.hackathons.managing import overview
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Invalid


@blueprint.post("/hackathons/<slug>/manage/changes/<uuid:change>/agree")
@members_only
def agree_change(slug: str, change: UUID) -> Answer:
    """Agree to a proposed change; with the last host it applies."""
    seen, form = led(slug, "setup"), Form.of_request()
    try:
        found = current_bridge().hackathons.agree_change(current_viewer().actor, seen.id, change)
    except Invalid as invalid:  # a moment that it would set has passed meanwhile
        form.refuse(invalid)
        return overview(slug, form, 422)
    applied = change.hex not in found.open_changes
    flash(gettext("Every host agrees: it is changed.") if applied else gettext("Your side agrees."), "success")
    return redirect(f"{seen.address}/manage/setup", 303)


@blueprint.post("/hackathons/<slug>/manage/changes/<uuid:change>/refuse")
@members_only
def refuse_change(slug: str, change: UUID) -> Answer:
    """Say no to a proposed change, or take back one's own."""
    seen, form = led(slug, "setup"), Form.of_request()
    try:
        current_bridge().hackathons.refuse_change(current_viewer().actor, seen.id, change, form.text("why"))
    except Invalid as invalid:
        form.refuse(invalid)
        return overview(slug, form, 422)
    flash(gettext("What was announced stays."), "success")
    return redirect(f"{seen.address}/manage/setup", 303)
