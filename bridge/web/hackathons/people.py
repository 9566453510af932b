"""The people who help with a hackathon: who they are, their rights, inviting one more, taking off."""

from uuid import UUID

from flask import flash, redirect, request
from flask_babel import gettext

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathon_words import RIGHTS
from bridge.web.hackathons.access import Seen, blueprint, look, seen_by
from bridge.web.invitations import people as inviting
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken


@blueprint.route("/hackathons/<slug>/manage/team/link", methods=["GET", "POST"], endpoint="hand_over_invitation")
@blueprint.route("/hackathons/<slug>/manage/team", methods=["GET", "POST"])
@members_only
def team(slug: str) -> Answer:
    """Show who helps, or invite one more person."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        seen.must("people")
        helpers = reading.views.hackathons.people_of(reading.connection, seen.id)
    values = {
        "seen": seen,
        "address": f"{seen.address}/manage/team",
        "helpers": [(row["account"], unpacked(row["rights"])) for row in helpers],
        "rights": [(code, str(text)) for code, text in RIGHTS.items() if code in seen.rights],
        "words": RIGHTS,
    }
    people = [row["account"] for row in helpers]
    chosen = request.form.getlist("rights")
    return inviting.page("hackathons/team.html", "hackathon", seen.id, people, values, chosen)


@blueprint.post("/hackathons/<slug>/manage/team/invitations/<uuid:invitation>/revoke")
@members_only
def revoke_invitation(slug: str, invitation: UUID) -> Answer:
    """Take an invitation back."""
    return inviting.taken_back("hackathon", _led(slug).id, invitation)


@blueprint.post("/hackathons/<slug>/manage/team/invitations/<uuid:invitation>/renew")
@members_only
def renew_invitation(slug: str, invitation: UUID) -> Answer:
    """Send a newer invitation instead."""
    return inviting.renewed("hackathon", _led(slug).id, invitation)


@blueprint.post("/hackathons/<slug>/manage/team/<uuid:account>/rights")
@members_only
def change_rights(slug: str, account: UUID) -> Answer:
    """Give somebody other rights."""
    seen = _led(slug)
    chosen = Form.of_request().many("rights")
    current_bridge().hackathons.change_rights(current_viewer().actor, seen.id, account, chosen)
    flash(gettext("Saved."), "success")
    return redirect(f"{seen.address}/manage/team", 303)


@blueprint.post("/hackathons/<slug>/manage/team/<uuid:account>/leave")
@members_only
def leave(slug: str, account: UUID) -> Answer:
    """Stop helping, or take somebody off."""
    seen, actor = seen_by(slug), current_viewer().actor
    if account != actor.account:
        seen.must("people")
    elif not seen.leads:
        raise Broken("does_not_help")
    current_bridge().hackathons.leave(actor, seen.id, account)
    flash(gettext("Done."), "success")
    own = account == actor.account and not seen.own_hosts
    return redirect("/hackathons" if own else f"{seen.address}/manage/team", 303)


def _led(slug: str) -> Seen:
    seen = seen_by(slug)
    seen.must("people")
    return seen
