"""What a proposal needs to know of other aggregates, asked inside the transaction, after the lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from events.errors import Broken, Missing
from events.startups.standing import ACTIVE
from events.store import Transaction

MOST_OPEN = 5
MOST_A_DAY = 10  # whoever proposes and withdraws all day floods as well
REST = timedelta(days=60)  # after a no the same startup does not ask again at once; the other side may


@dataclass(frozen=True, slots=True)
class Door:
    """How a startup stands for a proposal from or to a certain other one."""

    country: str
    unclaimed: bool
    visibility: str
    paused: bool
    blocks_other: bool
    standing: str = ACTIVE


@dataclass(frozen=True, slots=True)
class Traffic:
    """What somebody has proposed: open ones, all within a day, and when they were last told no by these startups."""

    open: int
    today: int
    declined_at: datetime | None


class Doors(Protocol):
    """Implemented by a read model."""

    def door(self, tx: Transaction, startup: UUID, other: UUID) -> Door | None:
        """The standing of `startup` towards `other`; None where there is no such startup."""

    def traffic(self, tx: Transaction, startup: UUID, other: UUID, now: datetime) -> Traffic:
        """What `startup` has proposed, to everybody and to `other`, as of `now`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one may propose, and what is said where it is too much."""

    open: int
    today: int
    declined: Broken
    too_many_open: Broken
    too_many_today: Broken

    def must_leave_room(self, traffic: Traffic, now: datetime) -> None:
        """Raise the reason for which somebody may not propose any more for now."""
        if traffic.declined_at is not None and now < traffic.declined_at + REST:
            raise self.declined
        if traffic.open >= self.open:
            raise self.too_many_open
        if traffic.today >= self.today:
            raise self.too_many_today


def must_be_open(mine: Door, theirs: Door, traffic: Traffic, now: datetime) -> None:
    """Raise the reason for which one startup cannot propose to another as both stand now."""
    if mine.standing != ACTIVE:
        raise Broken("own_profile_suspended")
    if theirs.standing != ACTIVE:
        raise Broken("startup_not_active")
    if mine.visibility == "hidden":
        raise Broken("own_profile_hidden")
    if mine.country == theirs.country:
        raise Broken("same_country")
    if theirs.unclaimed:
        raise Broken("unclaimed_startup")
    if mine.blocks_other:
        raise Broken("you_blocked_them")
    # A block is not told to the one who is blocked: it reads like a pause.
    if theirs.paused or theirs.blocks_other:
        raise Broken("proposals_paused")
    limits = Limits(
        MOST_OPEN,
        MOST_A_DAY,
        Broken("declined_lately", days=REST.days),
        Broken("too_many_open_proposals", most=MOST_OPEN),
        Broken("too_many_proposals_today", most=MOST_A_DAY),
    )
    limits.must_leave_room(traffic, now)


@dataclass(frozen=True, slots=True)
class MayPropose:
    """The guard of a proposal."""

    doors: Doors
    proposer: UUID
    receiver: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        mine = self.doors.door(tx, self.proposer, self.receiver)
        theirs = self.doors.door(tx, self.receiver, self.proposer)
        if mine is None or theirs is None or theirs.visibility == "hidden" or theirs.standing != ACTIVE:
            raise Missing("startup", self.receiver)
        must_be_open(mine, theirs, self.doors.traffic(tx, self.proposer, self.receiver, self.now), self.now)
