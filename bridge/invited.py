"""Whoever was invited: how their invitation stands for them, accepting it, and asking for a newer one."""

from typing import TYPE_CHECKING
from uuid import UUID

from bridge.accounts import Account
from bridge.accounts.invitations import Invitation
from bridge.mail import Letter
from events.actor import Actor
from events.errors import Missing
from events.hackathons.aggregate import Hackathon
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup
from events.teams.aggregate import Team

if TYPE_CHECKING:
    from bridge.composition import Bridge

ASKABLE = ("expired", "other")


def linked(bridge: "Bridge", secret: str) -> Invitation:
    """What a link stands for. Raises `Missing`."""
    found = bridge.invitations.by_secret(secret)
    if found is None:
        raise Missing("invitation", "")
    return found


def own(bridge: "Bridge", invitation: UUID, account: Account | None) -> Invitation:
    """An invitation that names somebody, without the link of the letter. Raises `Missing`."""
    found = bridge.invitations.by_id(invitation)
    if found is None or account is None:
        raise Missing("invitation", invitation)
    named = bool(found.email or found.account) and found.is_for(account.id, account.email)
    if not named and found.used_by != account.id:
        raise Missing("invitation", invitation)
    return found


def people(bridge: "Bridge", found: Invitation) -> tuple[UUID, ...]:
    """Who acts already for what an invitation is to."""
    if found.kind == "startup":
        return tuple(bridge.log.get(Startup, found.subject).founders)
    if found.kind == "hackathon":
        return tuple(UUID(key) for key in bridge.log.get(Hackathon, found.subject).people)
    if found.kind == "team":
        return tuple(bridge.log.get(Team, found.subject).members)
    if found.kind == "mentor":
        panel = bridge.panels.panel(found.subject)
        return tuple(UUID(key) for key in panel.mentors) if panel is not None else ()
    return tuple(bridge.log.get(Incubator, found.subject).managers)


def state(found: Invitation, already: tuple[UUID, ...], account: Account | None) -> str:
    """How it stands for somebody: ready, sign_in, joined, other, used_by_you, used, replaced, revoked or expired."""
    if found.state == "used" and account is not None and found.used_by == account.id:
        return "used_by_you"
    if found.state != "open":
        return found.state
    if account is None:
        return "sign_in"
    if account.id in already:
        return "joined"
    return "ready" if found.is_for(account.id, account.email) else "other"


def join(bridge: "Bridge", actor: Actor, found: Invitation) -> None:
    """Accept. Raises `Broken` where it was used or taken back a moment ago."""
    if found.kind == "hackathon":
        bridge.hackathons.join(actor, found.subject, found.id)
    elif found.kind == "team":
        bridge.teams.join(actor, found.subject, found.id)
    elif found.kind == "mentor":
        bridge.mentors.join(actor, found)
    else:
        service = bridge.startups if found.kind == "startup" else bridge.incubators
        service.join(actor, found.subject, found.id)
    bridge.invitations.used(found.id, actor.account)


def who_renews(bridge: "Bridge", already: tuple[UUID, ...], inviter: UUID) -> UUID | None:
    """Who hears that somebody asks for a newer invitation: the inviter, if that still is their business."""
    known = bridge.accounts.by_id(inviter) is not None
    if known and (not already or inviter in already or bridge.actor_for(inviter).roles):
        return inviter
    return already[0] if already else None


def ask_again(bridge: "Bridge", found: Invitation, account: Account | None, *, name: str, path: str) -> None:
    """Ask those who invited for a newer one, once a day; `name` is what it is to, `path` where its people are."""
    another = account if account is not None and not found.is_for(account.id, account.email) else None
    reader = who_renews(bridge, people(bridge, found), found.invited_by)
    with bridge.db.change() as tx:
        if bridge.invitations.ask(tx.connection, found.id, another.id if another else None) and reader is not None:
            params = {"kind": found.kind, "name": name, "asker": another.name if another else ""}
            letter = Letter("invitation_asked", account=reader, params=params, path=path)
            bridge.outbox.put(tx.connection, letter)
