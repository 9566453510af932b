"""What decisions need to know of other aggregates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from events.errors import Broken, Stale
from events.store import Transaction

MOST_AN_HOUR = 20
MOST_OF_VISITORS = 20


class Traffic(Protocol):
    """Implemented by a read model."""

    def made_lately(self, tx: Transaction, by: str, now: datetime) -> int:
        """How many reports somebody has made within an hour."""

    def waiting_of_visitors(self, tx: Transaction, about: UUID) -> int:
        """How many reports of visitors about a thing wait for a decision."""


@dataclass(frozen=True, slots=True)
class MayReport:
    """The guard of a report.

    Members are counted by account. Visitors cannot be told apart here, so what counts is how many of theirs wait about
    one thing: whoever decides reads the first of them. How many come from one address, the form counts.
    """

    traffic: Traffic
    by: str
    member: bool
    about: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        if self.member and self.traffic.made_lately(tx, self.by, self.now) >= MOST_AN_HOUR:
            raise Broken("too_many_reports", most=MOST_AN_HOUR)
        if not self.member and self.traffic.waiting_of_visitors(tx, self.about) >= MOST_OF_VISITORS:
            raise Broken("too_many_reports_here")


class Founded(Protocol):
    """Implemented by a read model."""

    def founded(self, account: UUID, tx: Transaction | None = None) -> list[UUID]:
        """The startups of a founder: as they are known now, or inside a transaction, where nobody can change them."""


@dataclass(frozen=True, slots=True)
class SameStartups:
    """The guard of a person's suspension: no startup came to them while it was prepared."""

    founded: Founded
    account: UUID
    expected: frozenset[UUID]

    def __call__(self, tx: Transaction) -> None:
        if frozenset(self.founded.founded(self.account, tx)) != self.expected:
            raise Stale("person", self.account, 0)
