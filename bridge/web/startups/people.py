"""The founders of a startup: who they are, inviting one more, leaving."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.web.app import Answer, current_bridge
from bridge.web.invitations import people as inviting
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint, look, seen_by
from bridge.web.viewer import current_viewer


@blueprint.route("/startups/<slug>/people/link", methods=["GET", "POST"], endpoint="hand_over_invitation")
@blueprint.route("/startups/<slug>/people", methods=["GET", "POST"])
@members_only
def people(slug: str) -> Answer:
    """Show who acts for a startup, or invite one more person."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.may_edit)
        founders = reading.views.directory.founders(reading.connection, seen.id)
    values = {"seen": seen, "founders": founders, "address": f"{seen.address}/people"}
    return inviting.page("startups/people.html", "startup", seen.id, founders, values)


@blueprint.post("/startups/<slug>/people/invitations/<uuid:invitation>/revoke")
@members_only
def revoke_invitation(slug: str, invitation: UUID) -> Response:
    """Take an invitation back."""
    return inviting.taken_back("startup", seen_by(slug).id, invitation)


@blueprint.post("/startups/<slug>/people/invitations/<uuid:invitation>/renew")
@members_only
def renew_invitation(slug: str, invitation: UUID) -> Answer:
    """Send a newer invitation instead."""
    seen = seen_by(slug)
    seen.must(seen.may_edit)
    return inviting.renewed("startup", seen.id, invitation)


@blueprint.post("/startups/<slug>/people/<uuid:account>/leave")
@members_only
def leave(slug: str, account: UUID) -> Response:
    """Leave, or take another founder off."""
    seen, actor = seen_by(slug), current_viewer().actor
    current_bridge().startups.leave(actor, seen.id, account)
    if account == actor.account:
        flash(gettext("You do not act for %(name)s any more.", name=seen.name), "success")
        return redirect("/startups" if seen.row["visibility"] == "hidden" else seen.address, 303)
    flash(gettext("This person does not act for the startup any more."), "success")
    return redirect(f"{seen.address}/people", 303)
