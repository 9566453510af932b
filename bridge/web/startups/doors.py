"""Whom a startup wants to hear from: the pause switch and the list of blocked startups."""

from uuid import UUID

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.sign_in import members_only
from bridge.web.startups.access import Seen, blueprint, look
from bridge.web.viewer import current_viewer
from events.errors import Invalid

Page = str | tuple[str, int] | Response


@blueprint.post("/startups/<slug>/pause")
@members_only
def pause(slug: str) -> Response:
    """Close or open the door for new proposals."""
    seen = _seen(slug)
    paused = Form.of_request().yes("paused")
    current_bridge().startups.pause(current_viewer().actor, seen.id, paused)
    if paused:
        flash(gettext("Paused: nobody can send you new proposals until you resume."), "success")
    else:
        flash(gettext("You receive proposals again."), "success")
    return redirect(seen.address, 303)


@blueprint.post("/startups/<slug>/publish")
@members_only
def publish(slug: str) -> Response:
    """Show an unclaimed profile to everybody or to members, or hide it again."""
    seen = _seen(slug)
    current_bridge().startups.publish(current_viewer().actor, seen.id, request.form.get("visibility", ""))
    flash(gettext("Done: others see it as you chose."), "success")
    return redirect(seen.address, 303)


@blueprint.route("/startups/<slug>/blocked", methods=["GET", "POST"])
@members_only
def blocked(slug: str) -> Page:
    """List the blocked startups, or block one more (`other` is its slug)."""
    bridge, actor, form = current_bridge(), current_viewer().actor, Form.of_request()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        seen.must(seen.own)
        directory, connection = reading.views.directory, reading.connection
        rows = directory.blocked(connection, seen.id)
        other = look(reading, form.text("other") or request.args.get("other", "")) if _names_one(form) else None
    status = 200
    if request.method == "POST" and other is not None:
        try:
            bridge.startups.block(actor, seen.id, other.id, form.text("why"))
        except Invalid as invalid:
            form.refuse(invalid)
            status = 422
        else:
            flash(gettext("Blocked. Neither of you will be suggested to the other."), "success")
            return redirect(f"{seen.address}/blocked", 303)
    return render_template("startups/blocked.html", seen=seen, rows=rows, other=other, form=form), status


@blueprint.post("/startups/<slug>/blocked/<uuid:other>/remove")
@members_only
def unblock(slug: str, other: UUID) -> Response:
    """Take a block back."""
    seen = _seen(slug)
    current_bridge().startups.unblock(current_viewer().actor, seen.id, other)
    flash(gettext("The block is taken back."), "success")
    return redirect(f"{seen.address}/blocked", 303)


def _names_one(form: Form) -> bool:
    return bool(form.text("other") or request.args.get("other"))


def _seen(slug: str) -> Seen:
    with current_bridge().reading() as reading:
        return look(reading, slug)
