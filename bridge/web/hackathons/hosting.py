"""The hosts of a hackathon: asking another incubator, its answer, leaving."""

from uuid import UUID

from flask import flash, redirect
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import blueprint, led, seen_by
from bridge.web.hackathons.managing import overview
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Problem, Refused


@blueprint.post("/hackathons/<slug>/manage/hosts")
@members_only
def invite_host(slug: str) -> Answer:
    """Ask another incubator, named by its address or its page."""
    seen, form, bridge = led(slug, "setup"), Form.of_request(), current_bridge()
    wanted = form.text("incubator").rstrip("/").rpartition("/")[2]
    actor = current_viewer().actor
    with bridge.reading() as reading:
        row = reading.views.directory.incubator_by_slug(reading.connection, actor, wanted)
    try:
        if row is None:
            raise Invalid([Problem("incubator", "no_such_incubator" if wanted else "required")])
        bridge.hackathons.invite_host(actor, seen.id, row["id"])
    except (Invalid, Broken) as refusal:
        return overview(slug, form, form.refuse(refusal, "incubator"))
    flash(gettext("They are asked. Rules, dates and results need them from the moment they accept."), "success")
    return redirect(f"{seen.address}/manage/setup#hosts", 303)


@blueprint.post("/hackathons/<slug>/manage/hosts/<uuid:incubator>/answer")
@members_only
def answer_host(slug: str, incubator: UUID) -> Answer:
    """Say yes or no for an incubator that was asked."""
    seen = seen_by(slug)
    if incubator not in {host["incubator"] for host in seen.asks_me}:
        raise Refused("not_a_manager")
    accept = Form.of_request().yes("accept")
    current_bridge().hackathons.answer_host(current_viewer().actor, seen.id, incubator, accept)
    if not accept:
        flash(gettext("Declined. They see it in the setup."), "success")
        return redirect("/hackathons", 303)
    flash(gettext("You host it together. Read the rules and dates, and agree to them."), "success")
    return redirect(f"{seen.address}/manage/setup", 303)


@blueprint.post("/hackathons/<slug>/manage/hosts/<uuid:incubator>/leave")
@members_only
def leave_host(slug: str, incubator: UUID) -> Answer:
    """Stop hosting, or take an invitation back."""
    seen = led(slug, "setup")
    current_bridge().hackathons.leave_as_host(current_viewer().actor, seen.id, incubator)
    flash(gettext("Done."), "success")
    still = any(host != incubator for host in seen.own_hosts) or incubator not in seen.own_hosts
    return redirect(f"{seen.address}/manage/setup#hosts" if still else "/hackathons", 303)
