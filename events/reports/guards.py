"""What decisions need to know of other aggregates."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from events.errors import Stale
from events.store import Transaction


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
