"""The follower that writes letters to the people whom a fact concerns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from bridge.followers import (
    care_letters,
    hackathon_letters,
    help_letters,
    occasions,
    participation_letters,
    results_letters,
    talking_letters,
    trust_letters,
)
from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from events.fact import Fact
from events.log import Entry
from events.store import Transaction
from events.store.follower import Follower

if TYPE_CHECKING:
    from bridge.composition import Bridge

WRITERS: Mapping[type[Fact], Write] = {
    **occasions.WRITERS, **trust_letters.WRITERS, **care_letters.WRITERS, **hackathon_letters.WRITERS,
    **results_letters.WRITERS,
    **participation_letters.WRITERS, **talking_letters.WRITERS, **help_letters.WRITERS,
}  # fmt: skip
LATEST = timedelta(days=14)
"""News older than that is on the pages; a letter about it would only puzzle (a follower that stood still, a demo)."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter and its key: the same one is never put twice."""

    letter: Letter
    key: str


class Notifier(Follower[list[Addressed]]):
    """Reads the log and fills the outbox. Letters name startups and links and hold no word that somebody wrote, but for
    announcements to the people of a hackathon (`talking_letters`)."""

    def __init__(self, bridge: "Bridge") -> None:
        topics = [fact.TOPIC for fact in WRITERS]
        super().__init__("notifier", bridge.log, self._letters, self._put, topics=topics)
        self.bridge = bridge

    def _letters(self, entries: Sequence[Entry]) -> list[Addressed]:
        oldest = self.bridge.clock() - LATEST
        recent = [entry for entry in entries if entry.fact.timestamp >= oldest]
        if not recent:
            return []
        with self.bridge.reading() as reading:
            return [
                Addressed(letter, f"{entry.id}:{letter.account}")
                for entry in recent
                for letter in WRITERS[type(entry.fact)](Occasion(reading, self._zone_of, entry.fact))
            ]

    def _zone_of(self, account: UUID) -> str:
        found = self.bridge.accounts.by_id(account)
        return found.time_zone if found is not None else "UTC"

    def _put(self, tx: Transaction, letters: list[Addressed]) -> None:
        for addressed in letters:
            self.bridge.outbox.put(tx.connection, addressed.letter, key=addressed.key)
