"""The follower that computes about judging: assignments and results, one question at a time."""

import logging
import threading
from typing import TYPE_CHECKING

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.judging.answers import answer
from matching.judging.scores import BadScores

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
POLL = 0.5  # seconds between two looks for a question


class Jury:
    """Two of them may run: a question is taken by one of them, and an answer is written once."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def step(self) -> bool:
        """Answer one question; answers whether there was any."""
        jobs = self.bridge.judging_jobs
        job = jobs.take()
        if job is None:
            return False
        try:
            jobs.finish(job.id, answer(self.bridge, job))
        except BadScores as error:
            jobs.finish(job.id, {"problem": error.code, **error.params}, failed=True)
        except LookupError as error:
            jobs.finish(job.id, {"problem": str(error.args[0])}, failed=True)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # One question that cannot be answered is told to whoever asked; the others are answered.
            logger.exception("the question %s of round %s broke", job.kind, job.round)
            jobs.finish(job.id, {"problem": "computing_broke"}, failed=True)
        return True

    def run(self, stop: threading.Event) -> None:
        """Answer until told to stop; a lost database is waited for."""
        while not stop.is_set():
            try:
                while self.step() and not stop.is_set():
                    pass
            except (OperationalError, InterfaceError) as error:
                logger.warning("the jury waits for the database: %s", type(error).__name__)
            stop.wait(POLL)
