"""What the timer sends around a hackathon at its moment: announcements."""

import logging
from typing import TYPE_CHECKING

from events.actor import Actor
from events.errors import Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
TIMER = Actor(system="timer")


class Announcing:
    """One indexed look when nothing is due."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def step(self) -> int:
        """Send what is due by now; answers how much that was."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            due = reading.views.talking.due(reading.connection, now)
        done = 0
        for announcement in due:
            try:
                done += self.bridge.talking.send_due(TIMER, announcement)
            except Stale:
                logger.info("announcement %s was cancelled in this moment", announcement)
        return done
