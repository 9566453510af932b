"""What the timer does for those who take part: fills free places, deletes old answers."""

import logging
from typing import TYPE_CHECKING

from events.actor import Actor
from events.errors import Missing, Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
TIMER = Actor(system="timer")


class Participants:
    """Two indexed looks when nothing is due."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def step(self) -> int:
        """Do what is due by now; answers how much that was."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            registrations, connection = reading.views.registrations, reading.connection
            old = registrations.to_forget(connection, now.date())
            waiting = registrations.hackathons_with_waiting(connection)
        done = 0
        for hackathon, account in old:
            done += self.bridge.registrations.forget_answers(TIMER, hackathon, account)
        for hackathon in waiting:
            try:
                done += self.bridge.registrations.move_up(TIMER, hackathon)
            except (Stale, Missing):
                logger.info("registrations of hackathon %s changed in this moment", hackathon)
        return done
