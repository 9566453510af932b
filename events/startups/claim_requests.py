"""'This is our startup': somebody asks for an unclaimed profile, others decide. Facts and rules."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.fact import Fact
from events.personal import PersonalText
from events.startups.events import FounderAdded
from events.startups.standing import ACTIVE

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

MOST_WAITING = 10
"""So many requests may wait at one profile; who floods it is stopped before."""


class ClaimRequested(Fact, topic="startup.claim_requested"):
    """A person says that an unclaimed profile is theirs; `own` is their other startup, of which it is a duplicate."""

    request: UUID
    account: UUID
    message: PersonalText | None
    own: UUID | None

    def apply(self, startup: "Startup") -> None:
        own = None if self.own is None else self.own.hex
        startup.requests = {**startup.requests, self.request.hex: [self.account.hex, own]}


class ClaimWithdrawn(Fact, topic="startup.claim_withdrawn"):
    """The person took the request back."""

    request: UUID

    def apply(self, startup: "Startup") -> None:
        _close(startup, self.request)


class ClaimRefused(Fact, topic="startup.claim_refused"):
    """The profile is not theirs, as far as its incubator can tell."""

    request: UUID
    account: UUID

    def apply(self, startup: "Startup") -> None:
        _close(startup, self.request)


class ClaimApproved(Fact, topic="startup.claim_approved"):
    """It is theirs: they become its first founder, or it goes into the profile that they have already."""

    request: UUID
    account: UUID

    def apply(self, startup: "Startup") -> None:
        _close(startup, self.request)


def ask(
    startup: "Startup", by: Actor, now: datetime, request: UUID, message: PersonalText | None, own: UUID | None
) -> None:
    """Ask for an unclaimed profile, once at a time."""
    if by.account is None:
        raise Refused("sign_in")
    if startup.standing != ACTIVE:
        raise Missing("startup", startup.id)
    if not startup.unclaimed:
        raise Broken("already_claimed")
    if by.account in [asked_by(startup, key)[0] for key in startup.requests]:
        raise Broken("claim_exists")
    if len(startup.requests) >= MOST_WAITING:
        raise Broken("too_many_claims_here")
    startup.record(ClaimRequested, by, now, request=request, account=by.account, message=message, own=own)


def withdraw(startup: "Startup", by: Actor, now: datetime, request: UUID) -> None:
    """Take one's own request back."""
    account, _ = waiting(startup, request)
    if account != by.account:
        raise Refused("not_your_request")
    startup.record(ClaimWithdrawn, by, now, request=request)


def refuse(startup: "Startup", by: Actor, now: datetime, request: UUID, why: PersonalText) -> None:
    """Say no, and why."""
    account, _ = waiting(startup, request)
    startup.record(ClaimRefused, by, now, why=why, request=request, account=account)


def approve(startup: "Startup", by: Actor, now: datetime, request: UUID) -> None:
    """Say yes: the person is founder from now on; all other requests are over by that."""
    account, _ = waiting(startup, request)
    startup.record(ClaimApproved, by, now, request=request, account=account)
    startup.record(FounderAdded, by, now, account=account, invitation=request)


def approve_as_duplicate(startup: "Startup", by: Actor, now: datetime, request: UUID) -> UUID:
    """Say yes to somebody who has a profile already; answers into which one it is to go."""
    account, own = waiting(startup, request)
    if own is None:
        raise Broken("claim_names_no_startup")
    startup.record(ClaimApproved, by, now, request=request, account=account)
    return own


def waiting(startup: "Startup", request: UUID) -> tuple[UUID, UUID | None]:
    """Who made a request that waits, and their other startup. Raises `Broken` where it is over."""
    if request.hex not in startup.requests:
        raise Broken("claim_not_waiting" if startup.unclaimed else "already_claimed")
    return asked_by(startup, request.hex)


def asked_by(startup: "Startup", key: str) -> tuple[UUID, UUID | None]:
    """The account and the other startup of a request by its key."""
    account, own = startup.requests[key]
    return UUID(account), None if own is None else UUID(own)


def _close(startup: "Startup", request: UUID) -> None:
    startup.requests = {key: kept for key, kept in startup.requests.items() if key != request.hex}
