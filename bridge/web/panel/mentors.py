"""Mentors: people with an account who help teams and judge nothing here."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.panel.access import blueprint, led_by, panel_in_front
from bridge.web.panel.judges import page
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem

MENTORS = "/hackathons/<slug>/manage/mentors"


@blueprint.post(MENTORS)
@members_only
def add_mentor(slug: str) -> Answer:
    """Let somebody with an account help teams."""
    panel, form, bridge = panel_in_front(slug, "judging", "people"), Form.of_request(), current_bridge()
    try:
        account = bridge.accounts.by_email(form.text("mentor"))
        if account is None:
            raise Invalid([Problem("mentor", "no_account_to_mentor" if form.text("mentor") else "required")])
        bridge.panels.add_mentor(current_viewer().actor, panel.seen.id, account.id, form.many("topics"))
    except Invalid as invalid:
        form.refuse(invalid)
        return page(panel, Form({"languages": ["en"]}), 422, form)
    except Broken as broken:
        form.refuse(Invalid([Problem("mentor", broken.code, broken.params)]))
        return page(panel, Form({"languages": ["en"]}), 422, form)
    flash(gettext("%(name)s helps teams now.", name=account.name), "success")
    return redirect(f"{panel.address}#mentors", 303)


@blueprint.post(f"{MENTORS}/<uuid:mentor>/remove")
@members_only
def remove_mentor(slug: str, mentor: UUID) -> Answer:
    """They help no more; whom they helped stays known."""
    seen = led_by(slug, "judging", "people")
    current_bridge().panels.remove_mentor(current_viewer().actor, seen.id, mentor)
    flash(gettext("Done."), "success")
    return redirect(f"{seen.address}/manage/judges#mentors", 303)
