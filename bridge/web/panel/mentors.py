"""Mentors: people who help teams and judge nothing here. They are asked by mail, and say yes with an account."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.invitations import sending
from bridge.web.panel.access import blueprint, led_by, panel_in_front
from bridge.web.panel.judges import page
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem

MENTORS = "/hackathons/<slug>/manage/mentors"


@blueprint.post(MENTORS)
@members_only
def ask_mentor(slug: str) -> Answer:
    """Ask somebody to help teams; whether they have an account is theirs to tell."""
    panel, form = panel_in_front(slug, "judging", "people"), Form.of_request()
    try:
        sending.invite("mentor", panel.seen.id, form.text("mentor"), topics=form.many("topics"))
    except (Invalid, Broken) as refusal:
        status = form.refuse(refusal, "email")
        form.problems = [
            Problem("mentor" if one.field == "email" else one.field, one.code, one.params) for one in form.problems
        ]
        return page(panel, Form({"languages": ["en"]}), status, form)
    flash(gettext("The invitation is on its way."), "success")
    return redirect(f"{panel.address}#mentors", 303)


@blueprint.post(f"{MENTORS}/invitations/<uuid:invitation>/<any(revoke, renew):what>")
@members_only
def mentor_invitation(slug: str, invitation: UUID, what: str) -> Answer:
    """Take an unused invitation back, or send a newer one."""
    seen = led_by(slug, "judging", "people")
    if what == "revoke":
        sending.revoke("mentor", seen.id, invitation)
        flash(gettext("The invitation is taken back."), "success")
    else:
        sending.renew("mentor", seen.id, invitation)
        flash(gettext("A new invitation is on its way. The old link does not work any more."), "success")
    return redirect(f"{seen.address}/manage/judges#mentors", 303)


@blueprint.post(f"{MENTORS}/<uuid:mentor>/remove")
@members_only
def remove_mentor(slug: str, mentor: UUID) -> Answer:
    """They help no more; whom they helped stays known."""
    seen = led_by(slug, "judging", "people")
    current_bridge().panels.remove_mentor(current_viewer().actor, seen.id, mentor)
    flash(gettext("Done."), "success")
    return redirect(f"{seen.address}/manage/judges#mentors", 303)
