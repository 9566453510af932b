"""Inviting people to a team: by mail, or with a link that the inviter hands over."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.invitations import sending
from bridge.web.sharing.previews import absolute
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import blueprint
from bridge.web.taking_part.team import STARTED, page, team_of
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid


@blueprint.post(f"{STARTED}/invite")
@members_only
def invite(slug: str, team: UUID) -> Answer:
    """Mail an invitation, or make a link; both expire after two weeks."""
    form = Form.of_request()
    try:
        if form.text("how") == "link":
            return _link(slug, team, form.text("name"), sending.hand_over("team", team, form.text("name")))
        sending.invite("team", team, form.text("email"))
    except (Invalid, Broken) as refusal:
        return page(slug, team, form, form.refuse(refusal, "name" if form.text("how") == "link" else "email"))
    flash(gettext("The invitation is on its way."), "success")
    return redirect(f"/hackathons/{slug}/teams/{team}", 303)


@blueprint.post(f"{STARTED}/invitations/<uuid:invitation>/<any(revoke, renew):what>")
@members_only
def invitation(slug: str, team: UUID, invitation: UUID, what: str) -> Answer:
    """Take an unused invitation back, or send a newer one."""
    if what == "revoke":
        sending.revoke("team", team, invitation)
        flash(gettext("The invitation is taken back."), "success")
        return redirect(f"/hackathons/{slug}/teams/{team}", 303)
    old = current_bridge().invitations.by_id(invitation)
    path = sending.renew("team", team, invitation)
    if old is not None and old.name is not None:
        return _link(slug, team, old.name, path)
    flash(gettext("A new invitation is on its way. The old link does not work any more."), "success")
    return redirect(f"/hackathons/{slug}/teams/{team}", 303)


def _link(slug: str, team: UUID, name: str, path: str) -> Answer:
    """Show a link that is to be handed over: now, and never again."""
    with current_bridge().reading() as reading:
        found = team_of(reading, slug, team)
    told = {"inviter": current_viewer().name or "", "team": found.row["name"], "name": found.part.seen.name}
    text = gettext("%(inviter)s invites you to the team %(team)s of %(name)s.", **told)
    shown = render_template("taking_part/link.html", team=found, name=name, address=absolute(path), text=text)
    response = make_response(shown)
    response.headers["Cache-Control"] = "no-store"
    return response
