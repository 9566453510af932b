"""Taking an unclaimed profile over by a request: anybody with an account asks, its keepers decide."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.log import Log
from events.service import Service
from events.startups import claim_requests
from events.startups.aggregate import Startup
from events.startups.keepers import must_decide_claim
from events.startups.merging import Merging
from events.store import Keys, Transaction

MOST_OPEN = 3
MOST_A_DAY = 5


class ClaimTraffic(Protocol):
    """Implemented by a read model."""

    def claim_traffic(self, tx: Transaction, account: UUID, now: datetime) -> tuple[int, int]:
        """How many requests of a person wait, and how many they have made within a day."""


@dataclass(frozen=True, slots=True)
class MayClaim:
    """The guard of a request."""

    traffic: ClaimTraffic
    account: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        waiting, today = self.traffic.claim_traffic(tx, self.account, self.now)
        if waiting >= MOST_OPEN:
            raise Broken("too_many_claims", most=MOST_OPEN)
        if today >= MOST_A_DAY:
            raise Broken("too_many_claims_today", most=MOST_A_DAY)


class Claiming(Service):
    """Commands on requests for unclaimed profiles."""

    def __init__(self, log: Log, keys: Keys, traffic: ClaimTraffic, merging: Merging) -> None:
        super().__init__(log, keys)
        self.traffic, self.merging = traffic, merging

    def ask(self, by: Actor, startup: UUID, message: object, *, own: UUID | None = None) -> UUID:
        """Ask for a profile; `own` is a startup of theirs of which it is a duplicate. Answers the request's id."""
        if by.account is None:
            raise Refused("sign_in")
        if by.only is not None:
            raise Refused("another_organisation")
        if self.log.get(Startup, startup).profile["visibility"] == "hidden":
            raise Missing("startup", startup)
        if own is not None:
            self.log.get(Startup, own).must_be_founder(by)
        text = self.personal(by, "message", message, most=1000, least=10)
        request, asks = uuid4(), by.account

        def command() -> UUID:
            found, now = self.log.get(Startup, startup), self.log.clock()
            claim_requests.ask(found, by, now, request, text, own)
            self.log.save(found, guards=[MayClaim(self.traffic, asks, now)])
            return request

        return self.again(command)

    def withdraw(self, by: Actor, startup: UUID, request: UUID) -> None:
        """Take one's own request back."""

        def command() -> None:
            found = self.log.get(Startup, startup)
            claim_requests.withdraw(found, by, self.log.clock(), request)
            self.log.save(found)

        self.again(command)

    def refuse(self, by: Actor, startup: UUID, request: UUID, why: object) -> None:
        """Say that the profile is not theirs, with a reason that they read."""
        self._waiting(by, startup, request)
        reason = self.personal(by, "why", why, most=1000, least=5)

        def command() -> None:
            found = self._waiting(by, startup, request)
            if reason is None:  # `least` has refused that
                raise Refused("sign_in")
            claim_requests.refuse(found, by, self.log.clock(), request, reason)
            self.log.save(found)

        self.again(command)

    def approve(self, by: Actor, startup: UUID, request: UUID) -> Startup:
        """Say that it is theirs. Who has a profile already gets this one merged into it. Answers the one that stays."""

        def command() -> Startup:
            found, now = self._waiting(by, startup, request), self.log.clock()
            if claim_requests.waiting(found, request)[1] is None:
                claim_requests.approve(found, by, now, request)
                self.log.save(found)
                return found
            asks, _ = claim_requests.waiting(found, request)
            into = self.log.get(Startup, claim_requests.approve_as_duplicate(found, by, now, request))
            if asks not in into.founders:  # they have left it since: the profile would go to others
                raise Broken("claim_names_no_startup")
            return self.merging.finish(by, found, into, None)

        return self.again(command)

    def _waiting(self, by: Actor, startup: UUID, request: UUID) -> Startup:
        found = self.log.get(Startup, startup)
        asks, _ = claim_requests.waiting(found, request)
        must_decide_claim(self.log, by, found, asks)
        return found
