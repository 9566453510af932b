"""The managers of an incubator: who they are, inviting one more, taking back, leaving."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.incubators.access import Seen, blueprint, seen_by
from bridge.web.invitations import people as inviting
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken


@blueprint.route(
    "/incubators/<slug>/manage/people/link", methods=["GET", "POST"], endpoint="hand_over_manager_invitation"
)
@blueprint.route("/incubators/<slug>/manage/people", methods=["GET", "POST"])
@members_only
def people(slug: str) -> Answer:
    """Show who manages an incubator, or invite one more person."""
    seen = _led(slug)
    values = {"seen": seen, "address": f"{seen.address}/manage/people"}
    return inviting.page("incubators/people.html", "incubator", seen.id, seen.managers, values)


@blueprint.post("/incubators/<slug>/manage/people/invitations/<uuid:invitation>/revoke")
@members_only
def revoke_manager_invitation(slug: str, invitation: UUID) -> Answer:
    """Take an invitation back."""
    return inviting.taken_back("incubator", _led(slug).id, invitation)


@blueprint.post("/incubators/<slug>/manage/people/invitations/<uuid:invitation>/renew")
@members_only
def renew_manager_invitation(slug: str, invitation: UUID) -> Answer:
    """Send a newer invitation instead."""
    return inviting.renewed("incubator", _led(slug).id, invitation)


@blueprint.post("/incubators/<slug>/manage/people/<uuid:account>/leave")
@members_only
def take_manager_off(slug: str, account: UUID) -> Answer:
    """Leave, or take another manager off."""
    seen, actor = _led(slug), current_viewer().actor
    if account not in seen.managers:
        raise Broken("not_a_manager_here")
    current_bridge().incubators.leave(actor, seen.id, account)
    if account == actor.account:
        flash(gettext("You do not manage %(name)s any more.", name=seen.name), "success")
        return redirect("/incubators" if seen.row["visibility"] == "hidden" else seen.address, 303)
    flash(gettext("This person does not manage the incubator any more."), "success")
    return redirect(f"{seen.address}/manage/people", 303)


def _led(slug: str) -> Seen:
    seen = seen_by(slug)
    seen.must(seen.leads)
    return seen
