"""Inviting people to act for a startup or an incubator, and taking invitations back."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.words import Sent, Text, Told
from bridge.inviting import Inviter, Kind

GROUP = "people"
STARTUP, INCUBATOR = "write:startups", "write:incubators"
EXAMPLE = {"email": "friend@example.org"}


class Invite(Sent):
    """Whom to invite."""

    email: Annotated[Text, Field(description="They get a link that works for two weeks.")]


class Invited(Told):
    """The invitation, by its id; its link is only in the letter."""

    id: UUID


@operation("POST", "/startups/{startup}/invitations", GROUP, scope=STARTUP, status=201, example=EXAMPLE)
def invite_founder(call: Call, startup: str, body: Invite) -> Invited:
    """Invite a founder

    For founders; for an unclaimed profile, those who look after it invite its first one.
    """
    return _invited(call, "startup", _startup(call, startup), body.email)


@operation("DELETE", "/startups/{startup}/invitations/{invitation}", GROUP, scope=STARTUP)
def revoke_founder_invitation(call: Call, startup: str, invitation: UUID) -> None:
    """Take an invitation back"""
    _inviter(call).revoke("startup", _startup(call, startup), invitation)


@operation("POST", "/incubators/{incubator}/invitations", GROUP, scope=INCUBATOR, status=201, example=EXAMPLE)
def invite_manager(call: Call, incubator: str, body: Invite) -> Invited:
    """Invite a manager

    For its managers and the organisers of its country.
    """
    return _invited(call, "incubator", _incubator(call, incubator), body.email)


@operation("DELETE", "/incubators/{incubator}/invitations/{invitation}", GROUP, scope=INCUBATOR)
def revoke_manager_invitation(call: Call, incubator: str, invitation: UUID) -> None:
    """Take an invitation back"""
    _inviter(call).revoke("incubator", _incubator(call, incubator), invitation)


def _startup(call: Call, key: str) -> UUID:
    with call.reading() as reading:
        return seeing.startup(reading, call.actor, key).id


def _incubator(call: Call, key: str) -> UUID:
    with call.reading() as reading:
        return seeing.incubator(reading, call.actor, key).id


def _inviter(call: Call) -> Inviter:
    account = call.bridge.accounts.by_id(call.account)
    name, language = (account.name, account.language) if account else ("", "en")
    return Inviter(call.bridge, call.actor, name, language)


def _invited(call: Call, kind: Kind, subject: UUID, email: str) -> Invited:
    return Invited(id=_inviter(call).invite(kind, subject, email).id)
