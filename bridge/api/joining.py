"""Inviting people to hackathons: helpers with rights, and members of teams; newer invitations, taking back and off."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.inviting import Again, HandOver, Invite, Invited, Link, link_of
from bridge.api.naming import GROUP, HERE, TEAM, WRITE, hackathon_named, team_named
from bridge.api.operation import operation
from bridge.api.people import ToldInvitation, told_invitation
from bridge.api.words import OneOf, Sent, Told
from bridge.inviting import Inviter
from bridge.readmodels.base import unpacked
from events.hackathons.hosting import RIGHTS

Right = Annotated[str, OneOf(RIGHTS)]
Given = Annotated[list[Right], Field(description="What they may do; only what you may do yourself.")]


class NewHelper(Invite):
    """Who is invited to help by mail, and with which rights."""

    rights: Given


class NewLink(HandOver):
    """Who gets a link from you, and with which rights they help."""

    rights: Given


class Rights(Sent):
    """Other rights of somebody who helps."""

    rights: Given


class Helper(Told):
    """Somebody who helps."""

    account: UUID
    name: Annotated[str | None, Field(description="null for a former member")]
    rights: list[Right]


class Helpers(Told):
    """Who helps, and who is invited to."""

    items: list[Helper]
    invitations: list[ToldInvitation]


@operation("GET", HERE + "/helpers", GROUP)
def list_helpers(call: Call, hackathon: str) -> Helpers:
    """List who helps with a hackathon

    For those who may invite helpers. Managers of the hosts may do everything and are not in the list.
    """
    return _helpers(call, _led(call, hackathon))


@operation("PUT", HERE + "/helpers/{account}", GROUP, scope=WRITE, example={"rights": ["desk"]})
def change_rights_of_helper(call: Call, hackathon: str, account: UUID, body: Rights) -> Helpers:
    """Give a helper other rights"""
    found = _led(call, hackathon)
    call.bridge.hackathons.change_rights(call.actor, found, account, body.rights)
    return _helpers(call, found)


@operation("DELETE", HERE + "/helpers/{account}", GROUP, scope=WRITE)
def take_helper_off(call: Call, hackathon: str, account: UUID) -> None:
    """Stop helping, or take somebody off"""
    call.bridge.hackathons.leave(call.actor, hackathon_named(call, hackathon), account)


@operation("POST", HERE + "/invitations", GROUP, scope=WRITE, status=201,
           example={"email": "friend@example.org", "rights": ["desk"]})  # fmt: skip
def invite_helper(call: Call, hackathon: str, body: NewHelper) -> Invited:
    """Invite somebody to help with a hackathon"""
    return Invited(
        id=inviter_of(call, body.rights).invite("hackathon", hackathon_named(call, hackathon), body.email).id
    )


@operation("POST", HERE + "/invitation-links", GROUP, scope=WRITE, status=201, secret=True,
           example={"name": "Farida at the desk", "rights": ["desk"]})  # fmt: skip
def link_helper(call: Call, hackathon: str, body: NewLink) -> Link:
    """Make a link that you hand to a helper yourself

    The answer is kept nowhere: the same Idempotency-Key answers `answer_lost`, and a newer link can be made.
    """
    made = inviter_of(call, body.rights).hand_over("hackathon", hackathon_named(call, hackathon), body.name)
    return link_of(call, made, mailed=False)


@operation("DELETE", HERE + "/invitations/{invitation}", GROUP, scope=WRITE)
def revoke_helper_invitation(call: Call, hackathon: str, invitation: UUID) -> None:
    """Take an invitation to help back"""
    inviter_of(call).revoke("hackathon", hackathon_named(call, hackathon), invitation)


@operation("POST", HERE + "/invitations/{invitation}/renew", GROUP, scope=WRITE, example={}, secret=True)
def renew_helper_invitation(call: Call, hackathon: str, invitation: UUID, body: Again) -> Link:
    """Send a newer invitation to help

    The old link is dead then. One that was handed over as a link is told here, this once.
    """
    old, asked = call.bridge.invitations.by_id(invitation), body.to == "asker"
    made = inviter_of(call).renew("hackathon", hackathon_named(call, hackathon), invitation, to_who_asked=asked)
    return link_of(call, made, mailed=asked or old is None or old.name is None)


@operation("POST", TEAM + "/invitations", GROUP, scope=WRITE, status=201, example={"email": "friend@example.org"})
def invite_to_team(call: Call, hackathon: str, team: UUID, body: Invite) -> Invited:
    """Invite somebody to your team"""
    return Invited(id=inviter_of(call).invite("team", team_named(call, hackathon, team), body.email).id)


@operation("POST", TEAM + "/invitation-links", GROUP, scope=WRITE, status=201, secret=True,
           example={"name": "Farida from the second floor"})  # fmt: skip
def link_to_team(call: Call, hackathon: str, team: UUID, body: HandOver) -> Link:
    """Make a link into your team that you hand over yourself

    The answer is kept nowhere: the same Idempotency-Key answers `answer_lost`, and a newer link can be made.
    """
    made = inviter_of(call).hand_over("team", team_named(call, hackathon, team), body.name)
    return link_of(call, made, mailed=False)


@operation("DELETE", TEAM + "/invitations/{invitation}", GROUP, scope=WRITE)
def revoke_invitation_to_team(call: Call, hackathon: str, team: UUID, invitation: UUID) -> None:
    """Take an invitation to your team back"""
    inviter_of(call).revoke("team", team_named(call, hackathon, team), invitation)


def _led(call: Call, hackathon: str) -> UUID:
    """A hackathon whose people the caller looks after. Raises `Refused`, `Missing`."""
    return call.bridge.hackathons.led(call.actor, hackathon_named(call, hackathon), "people").id


def _helpers(call: Call, hackathon: UUID) -> Helpers:
    with call.reading() as reading:
        rows = reading.views.hackathons.people_of(reading.connection, hackathon)
    names = call.bridge.accounts.names({row["account"] for row in rows})
    return Helpers(
        items=[
            Helper(account=row["account"], name=names.get(row["account"]), rights=unpacked(row["rights"]))
            for row in rows
        ],
        invitations=[told_invitation(one) for one in call.bridge.invitations.open_for(hackathon, "hackathon")],
    )


def inviter_of(call: Call, rights: list[str] | None = None) -> Inviter:
    """Whoever calls, as somebody who invites; helpers get these rights."""
    account = call.bridge.accounts.by_id(call.account)
    name, language = (account.name, account.language) if account else ("", "en")
    return Inviter(call.bridge, call.actor, name, language, tuple(rights or ()))
