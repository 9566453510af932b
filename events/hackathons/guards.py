"""What commands of other aggregates ask about a hackathon inside their transaction, where nobody can change it."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from events.errors import Broken, Missing
from events.hackathons.phases import Times
from events.store import Transaction
from events.store.recorder import Guard


class LivePhases(Protocol):
    """A read model that answers from the slot that the transaction writes to."""

    def phase(self, tx: Transaction, hackathon: UUID, name: str) -> Times | None:
        """The times of a phase; None for a hackathon that is a draft or cancelled, or that there is none of."""


class Judged(Protocol):
    """What a read model knows of the judging, in the same way."""

    def judging_begun(self, tx: Transaction, hackathon: UUID) -> bool:
        """Whether a round has opened."""

    def projects_in(self, tx: Transaction, hackathon: UUID, track: str) -> int:
        """How many projects are in a track or challenge."""


def not_judged(live: Judged, hackathon: UUID) -> Guard:
    """A guard against changing what judges have begun to look at."""

    def guard(tx: Transaction) -> None:
        if live.judging_begun(tx, hackathon):
            raise Broken("building_stays_closed")

    return guard


def must_be_open(
    live: LivePhases, clock: Callable[[], datetime], hackathon: UUID, name: str, *, at: list[datetime] | None = None
) -> Guard:
    """A guard that raises `Broken("phase_not_open")`; the clock is read after the lock; `at` is told."""

    def guard(tx: Transaction) -> None:
        times, now = live.phase(tx, hackathon, name), clock()
        if times is None:
            raise Missing("hackathon", hackathon)
        if at is not None:
            at.append(now)
        if not times.open(now):
            raise Broken("phase_over" if times.over(now) else "phase_not_open", phase=name)

    return guard
