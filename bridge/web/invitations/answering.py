"""The page of an invitation: what it is to, whether it still works and for whom, and what to do if not."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge import invited
from bridge.accounts.invitations import ASK_AGAIN, Invitation
from bridge.web.app import Answer, current_bridge
from bridge.web.invitations.access import Offered, blueprint, offered
from bridge.web.sign_in import current_account, members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken

# What a page answers in each state of its invitation.
STATUS = {
    "ready": 200, "sign_in": 200, "joined": 200, "other": 403,
    "used_by_you": 410, "used": 410, "replaced": 410, "revoked": 410, "expired": 410,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An invitation in front of somebody; `address` is its page, which they came by."""

    invitation: Invitation
    to: Offered
    state: str
    address: str

    @property
    def masked(self) -> str:
        """Enough of the invited address to know one's own by it, and too little to learn another's."""
        name, _, host = (self.invitation.email or "").partition("@")
        return f"{name[:1]}…@{host[:1]}….{host.rpartition('.')[2]}" if host else ""

    @property
    def may_ask(self) -> bool:
        return self.state in invited.ASKABLE and not self.asked

    @property
    def asked(self) -> bool:
        """Whether somebody asked for a newer one a little while ago."""
        asked = self.invitation.asked_at
        return asked is not None and asked > current_bridge().clock() - ASK_AGAIN


@blueprint.route("/i/<secret>", methods=["GET", "POST"])
def answer(secret: str) -> Answer:
    """Say what an invitation is to; the button accepts it."""
    return _page(invited.linked(current_bridge(), secret), f"/i/{secret}")


@blueprint.route("/invitations/<uuid:invitation>", methods=["GET", "POST"])
@members_only
def own(invitation: UUID) -> Answer:
    """The same for the person whom it is for, signed in, without the link of the letter."""
    found = invited.own(current_bridge(), invitation, current_account())
    return _page(found, f"/invitations/{invitation}")


@blueprint.post("/i/<secret>/ask")
def ask(secret: str) -> Answer:
    """Ask the people who sent an invitation for a newer one; whoever has the link may, once a day."""
    return _ask(invited.linked(current_bridge(), secret), f"/i/{secret}")


@blueprint.post("/invitations/<uuid:invitation>/ask")
@members_only
def ask_own(invitation: UUID) -> Answer:
    """The same without the link."""
    found = invited.own(current_bridge(), invitation, current_account())
    return _ask(found, f"/invitations/{invitation}")


def _ask(found: Invitation, address: str) -> Answer:
    account = current_account()
    to = offered(found.kind, found.subject)
    shown = Shown(found, to, invited.state(found, to.people, account), address)
    if shown.state not in invited.ASKABLE:
        return _show(shown)
    invited.ask_again(current_bridge(), found, account, name=to.name, path=to.people_address)
    flash(gettext("We have told the people who invited you. A new link comes from them."), "success")
    return redirect(shown.address, 303)


def _page(found: Invitation, address: str) -> Answer:
    to, account = offered(found.kind, found.subject), current_account()
    shown = Shown(found, to, invited.state(found, to.people, account), address)
    if request.method == "POST" and shown.state == "joined":
        return redirect(to.address, 303)  # pressed twice, say: they are where they wanted to be
    if request.method == "GET" or shown.state != "ready":
        return _show(shown)
    try:
        invited.join(current_bridge(), current_viewer().actor, found)
    except Broken as broken:
        if broken.code == "register_first":
            flash(gettext("First register for the hackathon. The invitation waits for you meanwhile."), "warning")
            return redirect(f"{to.address.partition('/teams/')[0]}/register", 303)
        if broken.code != "invitation_used_or_revoked":
            raise
        # Revoked between the log and the row, or used in another window a moment ago.
        return _show(Shown(found, to, "revoked", address))
    flash(gettext("Welcome: you act for %(name)s now.", name=to.name), "success")
    return redirect(to.address, 303)


def _show(shown: Shown) -> Response:
    page = render_template("invitations/show.html", shown=shown, account=current_account())
    response = make_response(page, STATUS[shown.state])
    response.headers["Cache-Control"] = "no-store"  # its address is a key
    response.headers["X-Robots-Tag"] = "noindex"
    return response
