"""What the timer does for those who take part: fills free places, reminds of deadlines, deletes old answers."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from bridge.mail import Letter
from events.actor import Actor
from events.errors import Missing, Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

logger = logging.getLogger(__name__)
TIMER = Actor(system="timer")
BEFORE = (timedelta(hours=3), timedelta(days=1), timedelta(days=3))


class Participants:
    """Three indexed looks when nothing is due."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.reminded: set[tuple[UUID, datetime, timedelta]] = set()  # in this process; the outbox knows the letters

    def step(self) -> int:
        """Do what is due by now; answers how much that was."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            registrations, connection = reading.views.registrations, reading.connection
            old = registrations.to_forget(connection, now.date())
            waiting = registrations.hackathons_with_waiting(connection)
            letters = list(self._reminders(reading, now))
        done = 0
        for hackathon, account in old:
            done += self.bridge.registrations.forget_answers(TIMER, hackathon, account)
        for hackathon in waiting:
            try:
                done += self.bridge.registrations.move_up(TIMER, hackathon)
            except (Stale, Missing):
                logger.info("registrations of hackathon %s changed in this moment", hackathon)
        if letters:
            with self.bridge.db.change() as tx:
                for key, letter in letters:
                    self.bridge.outbox.put(tx.connection, letter, key=key)
        return done + len(letters)

    def _reminders(self, reading: "Reading", now: datetime) -> Iterator[tuple[str, Letter]]:
        """To every member of a team that has not submitted: three days, a day and three hours before the end."""
        views, connection = reading.views, reading.connection
        for hackathon, closes in views.projects.closing(connection, now, now + max(BEFORE)):
            ahead = next(time for time in BEFORE if now >= closes - time)  # a timer that stood still sends only one
            if (hackathon, closes, ahead) in self.reminded:
                continue
            self.reminded.add((hackathon, closes, ahead))
            row = views.hackathons.announced(connection, hackathon)
            if row is None:
                continue
            for team, account in views.projects.not_submitted(connection, hackathon):
                found = self.bridge.accounts.by_id(account)
                if found is None:
                    continue
                told = {"hackathon": row["sort_name"], "when": closes.isoformat(), "zone": found.time_zone}
                letter = Letter(
                    "submit_reminder", account=account, params=told, path=f"/hackathons/{row['slug']}/project",
                    thread=f"hackathon:{hackathon}",
                )  # fmt: skip
                yield f"submit:{team}:{closes.isoformat()}:{ahead}:{account}", letter
