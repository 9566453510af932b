"""Whoever was invited: looking at an invitation, accepting it, and asking for a newer one."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import invited
from bridge.accounts import Account
from bridge.accounts.invitations import Invitation as Found
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.personal import SCOPE, must_be_person
from bridge.api.words import Line, Moment, Sent, Texts, Told, utc
from events.errors import Broken, Missing, Refused
from events.hackathons.aggregate import Hackathon
from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup

GROUP = "people"
HERE = "/invitations/{invitation}"
STATES = (
    "`ready`, `joined`, `used_by_you`, `other` (it is for another account), `expired`, `used`, `replaced`, `revoked`."
)


class Link(Sent):
    """The link of a letter."""

    secret: Annotated[Line, Field(description="What comes after `/i/` in the link.")]


class Key(Sent):
    """What shows that it is yours: nothing where it names your account or its address, otherwise the link."""

    secret: Annotated[Line | None, Field(description="What comes after `/i/` in the link.")] = None


class Invitation(Told):
    """What an invitation is to, and how it stands for you."""

    id: UUID
    kind: Annotated[str, Field(description="`startup`, `incubator`, `hackathon`, `team` or `mentor`.")]
    about: Annotated[UUID, Field(description="The startup or the incubator.")]
    name: Annotated[str | Texts, Field(description="Of an incubator, by language.")]
    address: str
    state: Annotated[str, Field(description=STATES)]
    expires_at: Moment
    asked: Annotated[bool, Field(description="Whether somebody asked for a newer one.")]


@operation("POST", "/invitations/look", GROUP, scope=SCOPE, also=(404,), example={"secret": "wJ5Xk2Pq"})
def look_at_invitation(call: Call, body: Link) -> Invitation:
    """Look at an invitation by its link

    Nothing is accepted by looking. Its `id` is for what comes next.
    """
    must_be_person(call)
    return _told(call, invited.linked(call.bridge, body.secret))


@operation("GET", HERE, GROUP, scope=SCOPE)
def read_invitation(call: Call, invitation: UUID) -> Invitation:
    """Look at an invitation that names you

    Your account, or its address. One that was handed over as a link wants the link.
    """
    return _told(call, _find(call, invitation, None))


@operation("POST", f"{HERE}/accept", GROUP, scope=SCOPE, example={"secret": "wJ5Xk2Pq"})
def accept_invitation(call: Call, invitation: UUID, body: Key) -> Invitation:
    """Accept an invitation

    You act for the startup or the incubator from then on. Accepting again changes nothing.
    """
    found = _find(call, invitation, body.secret)
    match invited.state(found, invited.people(call.bridge, found), _account(call)):
        case "joined":
            return _told(call, found)
        case "other":
            raise Refused("invitation_for_another")
        case "expired":
            raise Broken("invitation_expired")
        case "ready":
            invited.join(call.bridge, call.actor, found)
        case _:
            raise Broken("invitation_used_or_revoked")
    return _told(call, _find(call, invitation, body.secret))


@operation("POST", f"{HERE}/ask", GROUP, scope=SCOPE, example={"secret": "wJ5Xk2Pq"})
def ask_for_invitation(call: Call, invitation: UUID, body: Key) -> Invitation:
    """Ask for a newer invitation

    Where it has expired or is for another account; those who invited get a letter, one a day.
    """
    found = _find(call, invitation, body.secret)
    if invited.state(found, invited.people(call.bridge, found), _account(call)) not in invited.ASKABLE:
        raise Broken("invitation_used_or_revoked" if found.state != "open" else "invitation_works")
    names, address = _to(call, found)
    name = names if isinstance(names, str) else names.get("en") or next(iter(names.values()))
    people = {"startup": "/people", "hackathon": "/manage/team", "mentor": "/manage/judges"}
    path = address + people.get(found.kind, "/manage/people")
    invited.ask_again(call.bridge, found, _account(call), name=name, path=path)
    return _told(call, _find(call, invitation, body.secret))


def _find(call: Call, invitation: UUID, secret: str | None) -> Found:
    must_be_person(call)
    if secret is None:
        return invited.own(call.bridge, invitation, _account(call))
    found = invited.linked(call.bridge, secret)
    if found.id != invitation:
        raise Missing("invitation", invitation)
    return found


def _account(call: Call) -> Account | None:
    return call.bridge.accounts.by_id(call.account)


def _to(call: Call, found: Found) -> tuple[str | dict[str, str], str]:
    """What it is to, and its page: whoever is invited may know of it, seen or not."""
    if found.kind == "startup":
        startup = call.bridge.log.get(Startup, found.subject)
        return startup.profile["name"], f"/startups/{startup.slug}"
    if found.kind in ("hackathon", "mentor"):
        hackathon = call.bridge.log.get(Hackathon, found.subject)
        return dict(hackathon.setup["about"]["title"]), f"/hackathons/{hackathon.slug}"
    incubator = call.bridge.log.get(Incubator, found.subject)
    return dict(incubator.page["name"]), f"/incubators/{incubator.slug}"


def _told(call: Call, found: Found) -> Invitation:
    name, address = _to(call, found)
    state = invited.state(found, invited.people(call.bridge, found), _account(call))
    return Invitation(
        id=found.id, kind=found.kind, about=found.subject, name=name, address=address, state=state,
        expires_at=utc(found.expires_at), asked=found.asked_at is not None,
    )  # fmt: skip
