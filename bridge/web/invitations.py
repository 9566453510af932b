"""Invitations to become a founder or a manager: sent by mail, opened by their link, used with a button."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from bridge.accounts import Account
from bridge.accounts.checks import email, key_of
from bridge.accounts.invitations import Invitation
from bridge.mail import Letter
from bridge.web.app import current_bridge
from bridge.web.i18n import page_language
from bridge.web.messages import add_sentences
from bridge.web.names import pick_text
from bridge.web.sign_in import current_account
from bridge.web.viewer import current_viewer
from events.checks import Checker
from events.errors import Broken, Missing
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup

blueprint = Blueprint("invitations", __name__)
Kind = Literal["startup", "incubator"]
A_DAY = 20  # letters that one person may send out this way

add_sentences({
    "too_many_invitations": _l("You have sent %(most)s invitations within a day. Please go on tomorrow."),
    "already_invited": _l("This person has an open invitation already."),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offered:
    """What an invitation is to: a name, and where it leads."""

    kind: str
    name: str
    address: str


def invite(kind: Kind, subject: UUID, typed_email: str) -> None:
    """Invite the person with an e-mail address to a startup or an incubator. Raises `Invalid`, `Refused`, `Broken`."""
    bridge, actor = current_bridge(), current_viewer().actor
    check = Checker()
    address = email(check, "email", typed_email)
    with bridge.reading() as reading:
        if bridge.invitations.is_open(reading.connection, subject, address.address):
            check.problem("email", "already_invited")
    if actor.account is not None and bridge.invitations.sent_lately(actor.account) >= A_DAY:
        check.problem("email", "too_many_invitations", most=A_DAY)
    check.done()
    invitation = uuid4()
    # The domain decides first; the letter goes out with the row that its link needs.
    if kind == "startup":
        bridge.startups.invite_founder(actor, subject, invitation)
    else:
        bridge.incubators.invite_manager(actor, subject, invitation)
    offered = _offered(kind, subject)
    with bridge.db.write() as tx:  # under the lock: of two that are sent at once, the second sees the first
        twice = bridge.invitations.is_open(tx.connection, subject, address.address)
        if not twice:
            _send(tx.connection, invitation, kind, subject, address.address, offered)
    if twice:
        revoke(kind, subject, invitation)
        check.problem("email", "already_invited")
        check.done()


def _send(connection: Connection, invitation: UUID, kind: Kind, subject: UUID, address: str, offered: Offered) -> None:
    bridge, viewer = current_bridge(), current_viewer()
    by = viewer.actor.account or UUID(int=0)
    secret = bridge.invitations.add(connection, invitation, kind, subject, address, by)
    known = bridge.accounts.by_email(address)
    letter = Letter(
        "invitation",
        email=address,
        language=known.language if known else page_language(),
        params={"kind": kind, "name": offered.name, "inviter": viewer.name or ""},
        path=f"/i/{secret}",
    )
    bridge.outbox.put(connection, letter)


def revoke(kind: Kind, subject: UUID, invitation: UUID) -> None:
    """Take an unused invitation back. Raises `Refused`, `Broken`."""
    bridge, actor = current_bridge(), current_viewer().actor
    if kind == "startup":
        bridge.startups.revoke_invitation(actor, subject, invitation)
    else:
        bridge.incubators.revoke_invitation(actor, subject, invitation)
    bridge.invitations.revoked(invitation)


@blueprint.route("/i/<secret>", methods=["GET", "POST"])
def answer(secret: str) -> tuple[str, int] | Response:
    """Say what an invitation is to; the button accepts it."""
    bridge = current_bridge()
    invitation = bridge.invitations.by_secret(secret)
    if invitation is None:
        raise Missing("invitation", "")
    offered, account = _offered(invitation.kind, invitation.subject), current_account()
    state = _state(invitation, account)
    if request.method == "POST" and state == "ready":
        actor = current_viewer().actor
        try:
            if invitation.kind == "startup":
                bridge.startups.join(actor, invitation.subject, invitation.id)
            else:
                bridge.incubators.join(actor, invitation.subject, invitation.id)
        except Broken as broken:
            if broken.code != "invitation_used_or_revoked":
                raise
            # Revoked between the log and the row, or used in another window a moment ago.
            state = "revoked"
        else:
            bridge.invitations.used(invitation.id)
            flash(gettext("Welcome: you act for %(name)s now.", name=offered.name), "success")
            return redirect(offered.address, 303)
    page = render_template(
        "invitations/show.html", state=state, offered=offered, invitation=invitation, account=account, secret=secret
    )
    return page, _STATUS[state]


_STATUS = {"ready": 200, "sign_in": 200, "other": 403, "used": 410, "revoked": 410, "expired": 410}


def _state(invitation: Invitation, account: Account | None) -> str:
    if invitation.state != "open":
        return invitation.state
    if account is None:
        return "sign_in"
    return "ready" if invitation.email and key_of(account.email) == key_of(invitation.email) else "other"


def _offered(kind: str, subject: UUID) -> Offered:
    bridge = current_bridge()
    if kind == "startup":
        startup = bridge.log.get(Startup, subject)
        return Offered(kind, startup.profile["name"], f"/startups/{startup.slug}")
    incubator = bridge.log.get(Incubator, subject)
    return Offered(kind, pick_text(incubator.page["name"]), f"/incubators/{incubator.slug}")
