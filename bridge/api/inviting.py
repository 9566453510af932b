"""Inviting people to act for a startup or an incubator, by mail or by a link; newer invitations; taking them back."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.words import Sent, Text, Told
from bridge.inviting import Inviter, Kind, Made

GROUP = "people"
STARTUP, INCUBATOR = "write:startups", "write:incubators"
EXAMPLE, NAMED = {"email": "friend@example.org"}, {"name": "Farida from the second floor"}


class Invite(Sent):
    """Whom to invite."""

    email: Annotated[Text, Field(description="They get a link that works for two weeks.")]


class Invited(Told):
    """The invitation, by its id; its link is only in the letter."""

    id: UUID


class HandOver(Sent):
    """Who gets the link from you."""

    name: Annotated[Text, Field(description="2 to 100 characters: what your list calls them.")]


class Again(Sent):
    """Who gets the newer invitation."""

    to: Annotated[Literal["invited", "asker"], Field(description="`asker`: the person who asked for it.")] = "invited"


class Link(Told):
    """An invitation with its link, which is told this once and kept nowhere."""

    id: UUID
    link: Annotated[str | None, Field(description="Whoever has it can use it; null where it went out by mail.")]


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


@operation("POST", "/startups/{startup}/invitation-links", GROUP, scope=STARTUP, status=201, example=NAMED, secret=True)
def link_founder(call: Call, startup: str, body: HandOver) -> Link:
    """Make a link that you hand to a founder yourself

    The answer is kept nowhere: the same Idempotency-Key answers `answer_lost`, and a newer link can be made.
    """
    made = _inviter(call).hand_over("startup", _startup(call, startup), body.name)
    return link_of(call, made, mailed=False)


@operation("POST", "/startups/{startup}/invitations/{invitation}/renew", GROUP, scope=STARTUP, example={}, secret=True)
def renew_founder_invitation(call: Call, startup: str, invitation: UUID, body: Again) -> Link:
    """Send a newer invitation

    The old link is dead then. One that was handed over as a link is told here, this once.
    """
    return _renewed(call, "startup", _startup(call, startup), invitation, body)


@operation("POST", "/incubators/{incubator}/invitation-links", GROUP, scope=INCUBATOR, status=201, example=NAMED,
           secret=True)  # fmt: skip
def link_manager(call: Call, incubator: str, body: HandOver) -> Link:
    """Make a link that you hand to a manager yourself

    The answer is kept nowhere: the same Idempotency-Key answers `answer_lost`, and a newer link can be made.
    """
    made = _inviter(call).hand_over("incubator", _incubator(call, incubator), body.name)
    return link_of(call, made, mailed=False)


@operation("POST", "/incubators/{incubator}/invitations/{invitation}/renew", GROUP, scope=INCUBATOR, example={},
           secret=True)  # fmt: skip
def renew_manager_invitation(call: Call, incubator: str, invitation: UUID, body: Again) -> Link:
    """Send a newer invitation

    The old link is dead then. One that was handed over as a link is told here, this once.
    """
    return _renewed(call, "incubator", _incubator(call, incubator), invitation, body)


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


def _renewed(call: Call, kind: Kind, subject: UUID, invitation: UUID, body: Again) -> Link:
    old, asked = call.bridge.invitations.by_id(invitation), body.to == "asker"
    made = _inviter(call).renew(kind, subject, invitation, to_who_asked=asked)
    return link_of(call, made, mailed=asked or old is None or old.name is None)


def link_of(call: Call, made: Made, *, mailed: bool) -> Link:
    """A new invitation as it is told once."""
    return Link(id=made.id, link=None if mailed else f"{call.bridge.settings.base_url}{made.path}")
