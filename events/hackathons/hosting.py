"""Hosts and the people who help: rules."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Invalid, Problem, Refused
from events.hackathons import events as happened
from events.hackathons.checklist import digest

if TYPE_CHECKING:
    from events.hackathons.aggregate import Hackathon

RIGHTS = ("setup", "people", "messages", "judging", "chair", "desk")
MOST_HOSTS, MOST_PEOPLE = 12, 60


def invite(hackathon: "Hackathon", by: Actor, now: datetime, incubator: UUID) -> None:
    """Ask another incubator to host as well."""
    _must_go_on(hackathon)
    if incubator.hex in hackathon.hosts:
        raise Invalid([Problem("incubator", "already_a_host")])
    if len(hackathon.hosts) >= MOST_HOSTS:
        raise Invalid([Problem("incubator", "too_many_hosts", {"most": MOST_HOSTS})])
    hackathon.record(happened.HostInvited, by, now, incubator=incubator)


def answer(hackathon: "Hackathon", by: Actor, now: datetime, incubator: UUID, accept: bool) -> None:
    """The incubator that was asked says yes or no. After the announcement a yes is to the rules as they read."""
    _must_go_on(hackathon)
    if incubator not in hackathon.invited:
        raise Broken("host_not_invited")
    if not accept:
        hackathon.record(happened.HostDeclined, by, now, incubator=incubator)
        return
    hackathon.record(happened.HostAccepted, by, now, incubator=incubator)
    if hackathon.state == "announced":
        hackathon.record(happened.HostAgreed, by, now, incubator=incubator, digest=digest(hackathon.setup))


def leave(hackathon: "Hackathon", by: Actor, now: datetime, incubator: UUID) -> None:
    """A host goes, or is not waited for any more. One that accepted stays where it is the only one."""
    if incubator.hex not in hackathon.hosts:
        raise Broken("not_a_host")
    if hackathon.accepted == [incubator]:
        raise Broken("last_host")
    hackathon.record(happened.HostLeft, by, now, incubator=incubator)


def agree(hackathon: "Hackathon", by: Actor, now: datetime, incubator: UUID) -> None:
    """A host agrees to rules, deadlines and prizes as they read at this moment."""
    if incubator not in hackathon.accepted:
        raise Refused("not_a_host")
    text = digest(hackathon.setup)
    if hackathon.agreed.get(incubator.hex) != text:
        hackathon.record(happened.HostAgreed, by, now, incubator=incubator, digest=text)


def rights(typed: object) -> list[str]:
    """Which rights were chosen, in their order. Raises `Invalid`."""
    chosen = typed if isinstance(typed, (list, tuple)) else []
    if any(right not in RIGHTS for right in chosen):
        raise Invalid([Problem("rights", "unknown_code")])
    if not chosen:
        raise Invalid([Problem("rights", "required")])
    return [right for right in RIGHTS if right in chosen]


def invite_person(hackathon: "Hackathon", by: Actor, now: datetime, invitation: UUID, chosen: list[str]) -> None:
    """Let a person help; the accounts keep whom the invitation is for."""
    _must_go_on(hackathon)
    if len(hackathon.people) + len(hackathon.invitations) >= MOST_PEOPLE:
        raise Broken("too_many_people", most=MOST_PEOPLE)
    hackathon.record(happened.PersonInvited, by, now, invitation=invitation, rights=chosen)


def revoke_person(hackathon: "Hackathon", by: Actor, now: datetime, invitation: UUID) -> None:
    """Take an unused invitation back."""
    _must_be_open(hackathon, invitation)
    hackathon.record(happened.PersonInvitationRevoked, by, now, invitation=invitation)


def join(hackathon: "Hackathon", by: Actor, now: datetime, invitation: UUID) -> None:
    """The invited person has the rights from now on."""
    _must_be_open(hackathon, invitation)
    if by.account is None:
        raise Refused("sign_in")
    if by.account.hex in hackathon.people:
        raise Broken("already_helps")
    given = hackathon.invitations[invitation.hex]
    hackathon.record(happened.PersonAdded, by, now, account=by.account, invitation=invitation, rights=given)


def change_rights(hackathon: "Hackathon", by: Actor, now: datetime, account: UUID, chosen: list[str]) -> None:
    """Give somebody other rights."""
    if account.hex not in hackathon.people:
        raise Broken("does_not_help")
    if hackathon.people[account.hex] != chosen:
        hackathon.record(happened.RightsChanged, by, now, account=account, rights=chosen)


def remove_person(hackathon: "Hackathon", by: Actor, now: datetime, account: UUID) -> None:
    """Somebody helps no more."""
    if account.hex not in hackathon.people:
        raise Broken("does_not_help")
    hackathon.record(happened.PersonRemoved, by, now, account=account)


def _must_be_open(hackathon: "Hackathon", invitation: UUID) -> None:
    if invitation.hex not in hackathon.invitations:
        raise Broken("invitation_used_or_revoked")


def _must_go_on(hackathon: "Hackathon") -> None:
    if hackathon.state == "cancelled":
        raise Broken("hackathon_cancelled")
