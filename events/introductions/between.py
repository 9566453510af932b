"""A manager introduces two startups of different countries to each other; at least one belongs to the incubator."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused, Taken
from events.incubators.aggregate import Incubator
from events.introductions import choices as choose
from events.introductions.aggregate import ANSWER_WITHIN, Introduction
from events.introductions.guards import REST, Door, Doors, Limits, Traffic
from events.introductions.service import PAIR, pair
from events.log import Log
from events.service import Service
from events.startups.aggregate import Startup
from events.startups.standing import ACTIVE
from events.store import Keys, Transaction

MOST_OPEN = 20
MOST_A_DAY = 30


class Pairs(Doors, Protocol):
    """Implemented by a read model."""

    def brokered(self, tx: Transaction, incubator: UUID, one: UUID, other: UUID, now: datetime) -> Traffic:
        """What `incubator` has proposed, to everybody and to these two, as of `now`."""


def must_fit(one: Door, other: Door, brokered: Traffic, now: datetime) -> None:
    """Raise the reason for which an incubator cannot introduce two startups as both stand now."""
    if one.standing != ACTIVE or other.standing != ACTIVE:
        raise Broken("startup_not_active")
    if one.unclaimed or other.unclaimed:
        raise Broken("cannot_introduce_unclaimed")
    if "hidden" in (one.visibility, other.visibility):
        raise Broken("cannot_introduce_hidden")
    if one.country == other.country:
        raise Broken("cannot_introduce_same_country")
    # Who blocks whom is told to nobody: it reads like a pause.
    if one.paused or other.paused or one.blocks_other or other.blocks_other:
        raise Broken("cannot_introduce_paused")
    limits = Limits(
        MOST_OPEN,
        MOST_A_DAY,
        Broken("cannot_introduce_declined", days=REST.days),
        Broken("too_many_brokered", most=MOST_OPEN),
        Broken("too_many_brokered_today", most=MOST_A_DAY),
    )
    limits.must_leave_room(brokered, now)


@dataclass(frozen=True, slots=True)
class MayBringTogether:
    """The guard of such an introduction."""

    pairs: Pairs
    incubator: UUID
    one: UUID
    other: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        doors = self.pairs.door(tx, self.one, self.other), self.pairs.door(tx, self.other, self.one)
        if doors[0] is None or doors[1] is None:
            raise Missing("startup", self.other)
        brokered = self.pairs.brokered(tx, self.incubator, self.one, self.other, self.now)
        must_fit(doors[0], doors[1], brokered, self.now)


class Between(Service):
    """Commands of managers on introductions of others."""

    def __init__(self, log: Log, keys: Keys, pairs: Pairs) -> None:
        super().__init__(log, keys)
        self.pairs = pairs

    def introduce(
        self,
        by: Actor,
        incubator: UUID,
        one: UUID,
        other: UUID,
        typed: Mapping[str, Any],
        *,
        suggestion: dict[str, Any] | None = None,
    ) -> Introduction:
        """Propose two startups to each other: the choices say what `one` seeks and offers, the message is for both."""
        self.log.get(Incubator, incubator).must_be_manager(by)
        mine, theirs = self.log.get(Startup, one), self.log.get(Startup, other)
        if incubator not in (*mine.incubators(), *theirs.incubators()):
            raise Refused("neither_is_yours")
        if one == other or set(mine.founders) & set(theirs.founders):
            raise Broken("cannot_introduce_same_founder")
        now = self.log.clock()
        chosen = choose.checked(typed)
        message = self.personal(by, "message", typed.get("message"), most=2000)
        introduction = Introduction.begin(
            by, now, proposer=one, receiver=other, choices=chosen, message=message, suggestion=suggestion,
            expires_at=(now + ANSWER_WITHIN).isoformat(), go_between=incubator,
        )  # fmt: skip
        try:
            self.log.save(
                introduction,
                claim=[(PAIR, pair(one, other), introduction.id)],
                guards=[MayBringTogether(self.pairs, incubator, one, other, now)],
            )
        except Taken as taken:
            raise Broken("cannot_introduce_again") from taken
        return introduction

    def withdraw(self, by: Actor, introduction: UUID) -> Introduction:
        """Take it back before both have answered."""
        found = self._own(by, introduction)
        found.withdraw(by, self.log.clock())
        self.log.save(found, release=[(PAIR, pair(found.proposer, found.receiver))])
        return found

    def remind(self, by: Actor, introduction: UUID) -> Introduction:
        """Ask once more whoever has not answered."""
        found = self._own(by, introduction)
        found.remind(by, self.log.clock())
        self.log.save(found)
        return found

    def _own(self, by: Actor, introduction: UUID) -> Introduction:
        found = self.log.get(Introduction, introduction)
        if found.go_between is None:
            raise Refused("not_a_manager")
        self.log.get(Incubator, found.go_between).must_be_manager(by)
        return found
