"""What the timer sends around a hackathon: announcements at their moment, reminders to judges with projects left."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.mail import Letter
from events.actor import Actor
from events.errors import Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

logger = logging.getLogger(__name__)
TIMER = Actor(system="timer")
BEFORE = (timedelta(hours=3), timedelta(days=1))


class Announcing:
    """Two indexed looks when nothing is due."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.reminded: set[tuple[UUID, datetime, timedelta]] = set()  # in this process; the outbox knows the letters

    def step(self) -> int:
        """Send what is due by now; answers how much that was."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            due = reading.views.talking.due(reading.connection, now)
            letters = list(self._reminders(reading, now))
        done = 0
        for announcement in due:
            try:
                done += self.bridge.talking.send_due(TIMER, announcement)
            except Stale:
                logger.info("announcement %s was cancelled in this moment", announcement)
        if letters:
            with self.bridge.db.change() as tx:
                for key, letter in letters:
                    self.bridge.outbox.put(tx.connection, letter, key=key)
        return done + len(letters)

    def _reminders(self, reading: "Reading", now: datetime) -> Iterator[tuple[str, Letter]]:
        """To every judge with projects left: a day and three hours before judging ends."""
        views, connection = reading.views, reading.connection
        for hackathon, closes in _closing(reading, now):
            ahead = next(time for time in BEFORE if now >= closes - time)
            if (hackathon, closes, ahead) in self.reminded:
                continue
            self.reminded.add((hackathon, closes, ahead))
            row = views.hackathons.announced(connection, hackathon)
            if row is None:
                continue
            for judge, left in views.talking.judges_left(connection, hackathon):
                found = self.bridge.accounts.by_id(judge)
                zone = found.time_zone if found is not None else row["zone"] or "UTC"
                told = {"hackathon": row["sort_name"], "left": left, "when": closes.isoformat(), "zone": zone}
                letter = Letter(
                    "judge_reminder", account=judge, params=told, path=f"/hackathons/{row['slug']}/judge",
                    thread=f"hackathon:{hackathon}",
                )  # fmt: skip
                yield f"judge:{hackathon}:{closes.isoformat()}:{ahead}:{judge}", letter


def _closing(reading: "Reading", now: datetime) -> list[tuple[UUID, datetime]]:
    phases = reading.views.hackathons.tables.phases.c
    until = (now + max(BEFORE)).isoformat()
    soon = sa.and_(phases.phase == "judging", phases.closes > now.isoformat(), phases.closes <= until)
    rows = reading.connection.execute(sa.select(phases.hackathon, phases.closes).where(soon))
    return [(hackathon, datetime.fromisoformat(closes)) for hackathon, closes in rows]
