"""Who acts for a startup or an incubator, and whom they have invited."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.accounts.invitations import Invitation
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.words import Moment, Told, utc

GROUP = "people"


class Person(Told):
    """Somebody who acts for an organisation."""

    account: UUID
    name: Annotated[str | None, Field(description="null for a former member")]


class ToldInvitation(Told):
    """An invitation that was not used yet."""

    id: UUID
    email: str | None
    state: Annotated[str, Field(description="`open` or `expired`.")]
    expires_at: Moment


class People(Told):
    """The people of an organisation; who is invited, only those are told who may invite."""

    items: list[Person]
    invitations: list[ToldInvitation]


@operation("GET", "/startups/{startup}/founders", GROUP)
def list_founders(call: Call, startup: str) -> People:
    """List the founders of a startup"""
    with call.reading() as reading:
        seen = seeing.startup(reading, call.actor, startup)
    return _people(call, seen.founders, seen.id, seen.own or seen.keeps)


@operation("DELETE", "/startups/{startup}/founders/{account}", GROUP, scope="write:startups")
def take_founder_off(call: Call, startup: str, account: UUID) -> None:
    """Leave a startup, or take another founder off"""
    with call.reading() as reading:
        seen = seeing.startup(reading, call.actor, startup)
    call.bridge.startups.leave(call.actor, seen.id, account)


@operation("GET", "/incubators/{incubator}/managers", GROUP)
def list_managers(call: Call, incubator: str) -> People:
    """List the managers of an incubator"""
    with call.reading() as reading:
        seen = seeing.incubator(reading, call.actor, incubator)
    return _people(call, seen.managers, seen.id, seen.leads)


@operation("DELETE", "/incubators/{incubator}/managers/{account}", GROUP, scope="write:incubators")
def take_manager_off(call: Call, incubator: str, account: UUID) -> None:
    """Leave an incubator, or take another manager off"""
    with call.reading() as reading:
        seen = seeing.incubator(reading, call.actor, incubator)
    call.bridge.incubators.leave(call.actor, seen.id, account)


def _people(call: Call, ids: list[UUID], subject: UUID, may_invite: bool) -> People:
    names = call.bridge.accounts.names(ids)
    waiting = call.bridge.invitations.open_for(subject) if may_invite else []
    return People(
        items=[Person(account=id, name=names.get(id)) for id in ids],
        invitations=[told_invitation(invitation) for invitation in waiting],
    )


def told_invitation(invitation: Invitation) -> ToldInvitation:
    """An invitation that was not used yet, as it is told."""
    end = utc(invitation.expires_at)
    return ToldInvitation(id=invitation.id, email=invitation.email, state=invitation.state, expires_at=end)
