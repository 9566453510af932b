"""The page of an invitation: what it is to, whether it still works and for whom, and what to do if not."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.accounts.invitations import ASK_AGAIN, Invitation
from bridge.mail import Letter
from bridge.web.app import Answer, current_bridge
from bridge.web.invitations.access import Offered, blueprint, offered, who_renews
from bridge.web.sign_in import current_account, members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Missing

# What a page answers in each state of its invitation.
STATUS = {
    "ready": 200, "sign_in": 200, "joined": 200, "other": 403,
    "used_by_you": 410, "used": 410, "replaced": 410, "revoked": 410, "expired": 410,
}  # fmt: skip
ASKABLE = ("expired", "other")


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
        return self.state in ASKABLE and not self.asked

    @property
    def asked(self) -> bool:
        """Whether somebody asked for a newer one a little while ago."""
        asked = self.invitation.asked_at
        return asked is not None and asked > current_bridge().clock() - ASK_AGAIN


@blueprint.route("/i/<secret>", methods=["GET", "POST"])
def answer(secret: str) -> Answer:
    """Say what an invitation is to; the button accepts it."""
    return _page(_linked(secret), f"/i/{secret}")


@blueprint.route("/invitations/<uuid:invitation>", methods=["GET", "POST"])
@members_only
def own(invitation: UUID) -> Answer:
    """The same for the person whom it is for, signed in, without the link of the letter."""
    return _page(_mine(invitation), f"/invitations/{invitation}")


@blueprint.post("/i/<secret>/ask")
def ask(secret: str) -> Answer:
    """Ask the people who sent an invitation for a newer one; whoever has the link may, once a day."""
    return _ask(_linked(secret), f"/i/{secret}")


@blueprint.post("/invitations/<uuid:invitation>/ask")
@members_only
def ask_own(invitation: UUID) -> Answer:
    """The same without the link."""
    return _ask(_mine(invitation), f"/invitations/{invitation}")


def _linked(secret: str) -> Invitation:
    found = current_bridge().invitations.by_secret(secret)
    if found is None:
        raise Missing("invitation", "")
    return found


def _mine(invitation: UUID) -> Invitation:
    found, account = current_bridge().invitations.by_id(invitation), current_account()
    if found is None or account is None:
        raise Missing("invitation", invitation)
    named = bool(found.email or found.account) and found.is_for(account.id, account.email)
    if not named and found.used_by != account.id:
        raise Missing("invitation", invitation)
    return found


def _ask(found: Invitation, address: str) -> Answer:
    bridge, account = current_bridge(), current_account()
    to = offered(found.kind, found.subject)
    shown = Shown(found, to, _state(found, to, account), address)
    if shown.state not in ASKABLE:
        return _show(shown)
    another = account if account is not None and not found.is_for(account.id, account.email) else None
    reader = who_renews(to, found.invited_by)
    with bridge.db.change() as tx:
        if bridge.invitations.ask(tx.connection, found.id, another.id if another else None) and reader is not None:
            params = {"kind": to.kind, "name": to.name, "asker": another.name if another else ""}
            letter = Letter("invitation_asked", account=reader, params=params, path=to.people_address)
            bridge.outbox.put(tx.connection, letter)
    flash(gettext("We have told the people who invited you. A new link comes from them."), "success")
    return redirect(shown.address, 303)


def _page(found: Invitation, address: str) -> Answer:
    to, account = offered(found.kind, found.subject), current_account()
    shown = Shown(found, to, _state(found, to, account), address)
    if request.method == "POST" and shown.state == "joined":
        return redirect(to.address, 303)  # pressed twice, say: they are where they wanted to be
    if request.method == "GET" or shown.state != "ready":
        return _show(shown)
    bridge, actor = current_bridge(), current_viewer().actor
    try:
        if found.kind == "startup":
            bridge.startups.join(actor, found.subject, found.id)
        else:
            bridge.incubators.join(actor, found.subject, found.id)
    except Broken as broken:
        if broken.code != "invitation_used_or_revoked":
            raise
        # Revoked between the log and the row, or used in another window a moment ago.
        return _show(Shown(found, to, "revoked", address))
    bridge.invitations.used(found.id, actor.account)
    flash(gettext("Welcome: you act for %(name)s now.", name=to.name), "success")
    return redirect(to.address, 303)


def _show(shown: Shown) -> Response:
    page = render_template("invitations/show.html", shown=shown, account=current_account())
    response = make_response(page, STATUS[shown.state])
    response.headers["Cache-Control"] = "no-store"  # its address is a key
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _state(found: Invitation, to: Offered, account: Account | None) -> str:
    if found.state == "used" and account is not None and found.used_by == account.id:
        return "used_by_you"
    if found.state != "open":
        return found.state
    if account is None:
        return "sign_in"
    if account.id in to.people:
        return "joined"
    return "ready" if found.is_for(account.id, account.email) else "other"
