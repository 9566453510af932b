"""The follower that draws: certificates, badges and score sheets that somebody asked for, one at a time."""

import logging
import threading
from typing import TYPE_CHECKING

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge import awards
from bridge.certificates.badges import badges
from bridge.certificates.certificate import draw
from bridge.certificates.sheets import score_sheets
from bridge.papers import BADGES, CERTIFICATE, SHEETS, Paper

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
POLL = 0.5  # seconds between two looks for a paper


class Printer:
    """Two of them may run: a paper is taken by one of them."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def step(self) -> bool:
        """Draw one paper; answers whether there was any."""
        papers = self.bridge.papers
        if (paper := papers.take()) is None:
            return False
        try:
            papers.finish(paper.id, self._drawn(paper))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # One paper that cannot be drawn is told to whoever asked; the others are drawn.
            logger.exception("the paper %s of %s broke", paper.kind, paper.subject)
            papers.finish(paper.id, None)
        return True

    def _drawn(self, paper: Paper) -> bytes | None:
        day, language = self.bridge.clock().date(), paper.language
        with self.bridge.reading() as reading:
            if paper.kind == CERTIFICATE:
                row = reading.views.results.by_id(reading.connection, paper.subject)
                text = None if row is None else awards.certificate(self.bridge, reading, row, language)
                return None if text is None else draw(text)
            if paper.kind == BADGES:
                return badges(awards.badges(self.bridge, reading, paper.subject, language), language, day)
            if paper.kind == SHEETS:
                return score_sheets(awards.sheets(self.bridge, reading, paper.subject, language), language, day)
        return None

    def run(self, stop: threading.Event) -> None:
        """Draw until told to stop; a lost database is waited for."""
        while not stop.is_set():
            try:
                while self.step() and not stop.is_set():
                    pass
            except (OperationalError, InterfaceError) as error:
                logger.warning("the printer waits for the database: %s", type(error).__name__)
            stop.wait(POLL)
