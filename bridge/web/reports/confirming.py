"""One button: all is still right."""

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.reports.access import blueprint
from bridge.web.sign_in import members_only
from bridge.web.startups.access import seen_by
from bridge.web.viewer import current_viewer


@blueprint.post("/startups/<slug>/confirm")
@members_only
def confirm(slug: str) -> Answer:
    """Its founders, or those who keep an unclaimed profile, say that all is still right."""
    seen = seen_by(slug)
    current_bridge().confirmations.confirm(current_viewer().actor, seen.id)
    flash(gettext("Thank you. Everybody sees that the profile is fresh."), "success")
    return redirect(seen.address, 303)
