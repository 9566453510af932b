"""Inviting somebody: by mail, or with a link that the inviter hands over; newer ones, and taking back."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bridge.accounts.checks import email
from bridge.accounts.invitations import Invitation
from bridge.mail import Letter
from bridge.web.app import current_bridge
from bridge.web.i18n import page_language
from bridge.web.invitations.access import A_DAY, Kind, Offered, offered
from bridge.web.viewer import current_viewer
from events.checks import Checker
from events.errors import Broken, Missing


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom an invitation is for: an address, an account that asked for it, or a name where a link is handed over."""

    email: str | None = None
    name: str | None = None
    account: UUID | None = None


def invite(kind: Kind, subject: UUID, typed_email: str) -> None:
    """Invite the person with an e-mail address. Raises `Invalid`, `Refused`, `Broken`."""
    check = Checker()
    address = email(check, "email", typed_email)
    _invite(check, "email", kind, subject, Guest(email=address.address))


def hand_over(kind: Kind, subject: UUID, typed_name: str) -> str:
    """Make a link for somebody without mailing it; answers its path, which is shown once. Raises like `invite`."""
    check = Checker()
    name = check.text("name", typed_name, least=2, most=100) or ""
    return _invite(check, "name", kind, subject, Guest(name=name))


def renew(kind: Kind, subject: UUID, old: UUID, *, to_who_asked: bool = False) -> str:
    """Send a newer invitation, after which the old link is dead; answers its path.

    `to_who_asked` sends it to the account that asked for it instead. Raises `Missing`, `Refused`, `Broken`.
    """
    bridge, actor, newer = current_bridge(), current_viewer().actor, uuid4()
    found = _of(subject, old)
    guest = Guest(found.email, found.name, found.account)
    if to_who_asked:
        asker = bridge.accounts.by_id(found.asked_by) if found.asked_by else None
        if asker is None:
            raise Missing("invitation", old)
        guest = Guest(email=asker.email, account=asker.id)
    if actor.account is not None and bridge.invitations.sent_lately(actor.account) >= A_DAY:
        raise Broken("too_many_invitations", most=A_DAY)
    service = bridge.startups if kind == "startup" else bridge.incubators
    service.renew_invitation(actor, subject, old, newer)
    with bridge.db.change() as tx:
        bridge.invitations.replaced(tx.connection, old)
        return _write(tx.connection, newer, offered(kind, subject), guest)


def revoke(kind: Kind, subject: UUID, invitation: UUID) -> None:
    """Take an unused invitation back. Raises `Refused`, `Broken`."""
    bridge, actor = current_bridge(), current_viewer().actor
    service = bridge.startups if kind == "startup" else bridge.incubators
    service.revoke_invitation(actor, subject, invitation)
    bridge.invitations.revoked(invitation)


def _invite(check: Checker, field: str, kind: Kind, subject: UUID, guest: Guest) -> str:
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        if bridge.invitations.is_open(reading.connection, subject, guest.email, name=guest.name):
            check.problem(field, "already_invited")
    if actor.account is not None and bridge.invitations.sent_lately(actor.account) >= A_DAY:
        check.problem(field, "too_many_invitations", most=A_DAY)
    check.done()
    invitation, path = uuid4(), ""
    # The domain decides first; the letter goes out with the row that its link needs.
    if kind == "startup":
        bridge.startups.invite_founder(actor, subject, invitation)
    else:
        bridge.incubators.invite_manager(actor, subject, invitation)
    to = offered(kind, subject)
    with bridge.db.write() as tx:  # under the lock: of two that are sent at once, the second sees the first
        twice = bridge.invitations.is_open(tx.connection, subject, guest.email, name=guest.name)
        if not twice:
            path = _write(tx.connection, invitation, to, guest)
    if twice:
        revoke(kind, subject, invitation)
        check.problem(field, "already_invited")
        check.done()
    return path


def _write(connection: Connection, invitation: UUID, to: Offered, guest: Guest) -> str:
    """Keep an invitation and mail it, unless it is a link to hand over; answers its path."""
    bridge, viewer = current_bridge(), current_viewer()
    by = viewer.actor.account or UUID(int=0)
    secret = bridge.invitations.add(
        connection, invitation, to.kind, to.id, guest.email, by, name=guest.name, account=guest.account
    )
    path = f"/i/{secret}"
    if guest.email is not None:
        known = bridge.accounts.by_email(guest.email)
        letter = Letter(
            "invitation",
            email=guest.email,
            language=known.language if known else page_language(),
            params={"kind": to.kind, "name": to.name, "inviter": viewer.name or ""},
            path=path,
        )
        bridge.outbox.put(connection, letter)
    return path


def _of(subject: UUID, invitation: UUID) -> Invitation:
    found = current_bridge().invitations.by_id(invitation)
    if found is None or found.subject != subject:
        raise Missing("invitation", invitation)
    return found
