"""The follower of time: records what is over. Rules compare deadlines themselves, so being late changes nothing."""

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.followers.announcing import Announcing
from bridge.followers.caretaker import Caretaker
from bridge.followers.digests import Digests
from bridge.followers.openings import Openings
from bridge.followers.reminding import Reminding
from bridge.followers.taking_part import Participants
from events.actor import Actor
from events.errors import Stale

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
TIMER = Actor(system="timer")
EVERY = 3.0  # seconds
SWEEP_EVERY = timedelta(hours=1)


class Timer:
    """Expires the proposals whose time for an answer is over, and makes the daily letters."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.digests, self.openings = Digests(bridge), Openings(bridge)
        self.caretaker, self.participants = Caretaker(bridge), Participants(bridge)
        self.announcing, self.reminding = Announcing(bridge), Reminding(bridge)
        self.swept = bridge.clock()

    def step(self) -> int:
        """Record what is over by now; answers how much that was."""
        with self.bridge.reading() as reading:
            due = reading.views.introductions.due(reading.connection, self.bridge.clock())
        done = 0
        for introduction in due:
            try:
                done += self.bridge.introductions.expire(TIMER, introduction)
            except Stale:
                logger.info("introduction %s was answered in the last moment", introduction)
        done += self._phases()
        self._sweep()
        return done + self.bridge.erasure.go_on() + self._rest() + self.digests.step()

    def _rest(self) -> int:
        told = self.announcing.step() + self.reminding.step()
        return told + self.participants.step() + self.caretaker.step() + self.openings.step()

    def _phases(self) -> int:
        """Record which phases of hackathons opened and closed."""
        bridge, done = self.bridge, 0
        with bridge.reading() as reading:
            due = reading.views.hackathons.due(reading.connection, bridge.clock())
        for hackathon in due:
            try:
                done += bridge.hackathons.record_phases(TIMER, hackathon)
            except Stale:
                logger.info("hackathon %s changed in this moment", hackathon)
        return done

    def _sweep(self) -> None:
        """Now and then forget the answers that no program may ask for again."""
        if (now := self.bridge.clock()) >= self.swept + SWEEP_EVERY:
            self.bridge.machines.sweep()
            self.swept = now

    def run(self, stop: threading.Event) -> None:
        """Look every few seconds until told to stop; a lost database is waited for."""
        while not stop.is_set():
            try:
                self.step()
            except (OperationalError, InterfaceError) as error:
                logger.warning("the timer waits for the database: %s", type(error).__name__)
            stop.wait(EVERY)
