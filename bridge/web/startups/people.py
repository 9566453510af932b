"""The founders of a startup: who they are, inviting one more, leaving."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.web import invitations
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint, look, seen_by
from bridge.web.viewer import current_viewer
from events.errors import Invalid


@blueprint.route("/startups/<slug>/people", methods=["GET", "POST"])
@members_only
def people(slug: str) -> Answer:
    """Show who acts for a startup, or invite one more person."""
    bridge, form, status = current_bridge(), Form.of_request(), 200
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.may_edit)
        founders = reading.views.directory.founders(reading.connection, seen.id)
    if request.method == "POST":
        try:
            invitations.invite("startup", seen.id, form.text("email"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("The invitation is on its way."), "success")
            return redirect(f"{seen.address}/people", 303)
    names = bridge.accounts.names(founders)
    waiting = bridge.invitations.open_for(seen.id)
    page = render_template(
        "startups/people.html", seen=seen, founders=founders, names=names, invitations=waiting, form=form
    )
    return page, status


@blueprint.post("/startups/<slug>/people/invitations/<uuid:invitation>/revoke")
@members_only
def revoke_invitation(slug: str, invitation: UUID) -> Response:
    """Take an invitation back."""
    seen = seen_by(slug)
    invitations.revoke("startup", seen.id, invitation)
    flash(gettext("The invitation is taken back."), "success")
    return redirect(f"{seen.address}/people", 303)


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
