"""What the people pages of startups and incubators have in common: inviting, renewing, taking back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.inviting import Kind
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.invitations import sending
from bridge.web.invitations.access import offered
from bridge.web.sharing.previews import absolute
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid


def page(
    template: str,
    kind: Kind,
    subject: UUID,
    people: Iterable[UUID],
    values: Mapping[str, Any],
    rights: Sequence[str] = (),
) -> Answer:
    """Show who acts for something and who is invited; a sent form invites one more.

    By mail from the page's own address, with a link that is handed over from `/link` below it.
    """
    bridge, form, status, link = current_bridge(), Form.of_request(), 200, request.path.endswith("/link")
    if link and request.method == "GET":
        return redirect(offered(kind, subject).people_address, 303)
    if request.method == "POST":
        try:
            if link:
                path = sending.hand_over(kind, subject, form.text("name"), rights)
                return _link(kind, subject, path, form.text("name"))
            sending.invite(kind, subject, form.text("email"), rights)
        except (Invalid, Broken) as refusal:
            status = form.refuse(refusal, "name" if link else "email")
        else:
            flash(gettext("The invitation is on its way."), "success")
            return redirect(offered(kind, subject).people_address, 303)
    invitations = bridge.invitations.open_for(subject, kind)
    invited = [id for one in invitations for id in (one.account, one.asked_by) if id is not None]
    names = bridge.accounts.names({*people, *invited})
    return render_template(template, names=names, invitations=invitations, form=form, **values), status


def taken_back(kind: Kind, subject: UUID, invitation: UUID) -> Response:
    """Take an invitation back."""
    sending.revoke(kind, subject, invitation)
    flash(gettext("The invitation is taken back."), "success")
    return redirect(offered(kind, subject).people_address, 303)


def renewed(kind: Kind, subject: UUID, invitation: UUID) -> Answer:
    """Send a newer invitation to the same person, or to the one who asked for it; the old link is dead then."""
    old = current_bridge().invitations.by_id(invitation)
    path = sending.renew(kind, subject, invitation, to_who_asked=request.form.get("to") == "asker")
    if old is not None and old.name is not None and request.form.get("to") != "asker":
        return _link(kind, subject, path, old.name)
    flash(gettext("A new invitation is on its way. The old link does not work any more."), "success")
    return redirect(offered(kind, subject).people_address, 303)


def _link(kind: Kind, subject: UUID, path: str, name: str) -> Response:
    """Show a link that is to be handed over: now, and never again."""
    to = offered(kind, subject)
    inviter = {"inviter": current_viewer().name or "", "name": to.name}
    if kind == "startup":
        text = gettext("%(inviter)s invites you to become a founder of %(name)s at Startup Bridge.", **inviter)
    elif kind == "hackathon":
        text = gettext("%(inviter)s invites you to help with the hackathon %(name)s at Startup Bridge.", **inviter)
    else:
        text = gettext("%(inviter)s invites you to become a manager of %(name)s at Startup Bridge.", **inviter)
    page = render_template("invitations/link.html", to=to, name=name, address=absolute(path), text=text)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
