"""What the timer does for trust: ends decisions whose time is over, asks whether profiles are still right."""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Missing, Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

logger = logging.getLogger(__name__)
CARETAKER = Actor(system="timer")
DAY, REST = timedelta(days=1), timedelta(minutes=10)
SPREAD, LEAST = 60, 10
"""A day brings first questions for a sixtieth of all profiles at most (ten at least): a database that has just been
brought up to date, full of old profiles, is asked about over two months and not within a minute."""


class Caretaker:
    """Three indexed looks when nothing is due; when a day's part is asked about it looks for more now and then."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.rests_until = datetime.min.replace(tzinfo=UTC)

    def step(self) -> int:
        """Record what is due by now; answers how much that was."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            views, connection = reading.views, reading.connection
            over, again = views.reports.over(connection, now), views.trust.due(connection, now)
            first = self._first(reading, now) if now >= self.rests_until else []
        done = self._each(over, self.bridge.moderation.expire)
        return done + self._each([*again, *first], self.bridge.confirmations.remind)

    def _first(self, reading: "Reading", now: datetime) -> list[UUID]:
        """Profiles to ask about for the first time, as many as a day may bring."""
        trust, connection = reading.views.trust, reading.connection
        if not trust.first_due(connection, now, 1):
            return []
        left = max(LEAST, trust.shown(connection) // SPREAD) - trust.lately_asked(connection, now - DAY)
        if left > 0:
            return trust.first_due(connection, now, left)
        self.rests_until = now + REST
        return []

    def _each(self, ids: Iterable[UUID], command: Callable[[Actor, UUID], bool]) -> int:
        done = 0
        for id in ids:
            try:
                done += command(CARETAKER, id)
            except (Stale, Missing):
                logger.info("%s changed in the last moment", id)
        return done
