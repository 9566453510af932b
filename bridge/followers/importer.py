"""The follower that works through imports: what people sent is checked, brought in and taken back here, in turns."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.importing import bringing, checking, working
from bridge.importing.jobs import Job
from bridge.importing.reading import Unreadable
from bridge.importing.working import Loaded, Overtaken
from events.actor import Actor
from events.errors import Missing, Refused, Stale, Taken
from events.store import Transaction

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
IMPORTER = Actor(system="import")
POLL = 0.5  # seconds between two looks for work
SWEEP_EVERY = 3600.0
MOST_PAUSE = 0.25
READABLE = {"checking": "unreadable", "running": "stopped", "undoing": "stopped"}  # by what stands still then


class Importer:
    """Takes one stretch of rows of one import at a time, so that a long list does not keep a short one waiting.

    It remembers nothing that counts: how far an import is, its row says, and a row of a list and its events are one
    transaction. Two of them may run; whoever is second finds the place moved and looks again.
    """

    def __init__(self, bridge: Bridge) -> None:
        self.bridge = bridge
        self.loaded: Loaded | None = None
        self.swept = time.monotonic()

    def step(self) -> bool:
        """Work through some rows; answers whether there was anything to do."""
        job = self.bridge.import_jobs.next_at_work()
        if job is None:
            self.loaded = None
            return False
        try:
            self._work(job)
        except Overtaken:
            self.loaded = None
        except Unreadable as error:
            self._stand_still(job, error.code, {k: v for k, v in error.params.items() if isinstance(v, int | str)})
        except Refused as error:
            self._stand_still(job, error.code, {})
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            # One list that cannot be digested is told to its people; the lists of others go on.
            logger.exception("the import %s broke", job.id)
            self._stand_still(job, "import_broke", {})
        return True

    def _work(self, job: Job) -> None:
        if job.state == "undoing":
            self._once_more(lambda most: bringing.take_back(self.bridge, job, self.bridge.actor_for(job.account), most))
            return
        loaded = self._load(job)
        if job.state == "checking":
            checking.check(self.bridge, loaded)
        else:
            self._once_more(lambda most: bringing.bring_in(self.bridge, loaded, most))

    def _once_more(self, work: Callable[[int], None]) -> None:
        """Where somebody was quicker with one startup or address, the rows go one by one."""
        try:
            work(bringing.AT_ONCE)
        except (Stale, Taken, Missing):
            try:
                work(1)
            except (Stale, Taken):
                logger.info("a row of an import was overtaken twice; it is tried again")

    def _load(self, job: Job) -> Loaded:
        known = self.loaded
        if known is not None and _same(known.job, job) and (job.state != "checking" or known.at == job.done):
            known.job, known.by = job, self.bridge.actor_for(job.account)
            return known
        self.loaded = None  # before the next file comes into memory
        loaded = working.load(self.bridge, job)
        if job.state == "checking":
            checking.begin_check(self.bridge, loaded)
        self.loaded = loaded
        return loaded

    def _stand_still(self, job: Job, code: str, params: dict[str, object]) -> None:
        self.loaded = None
        problem = {"code": code, "params": params, "during": job.state}

        def note(tx: Transaction) -> None:
            if not self.bridge.import_jobs.move(tx, job.id, (job.state,), state=READABLE[job.state], problem=problem):
                raise Overtaken

        with suppress(Overtaken):
            if job.state == "checking":  # nothing of it is in the log
                with self.bridge.db.change() as tx:
                    note(tx)
            else:
                self.bridge.imports.stop(IMPORTER, job.id, job.account, job.state, code, note)

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop; a lost database is waited for."""
        while not stop.is_set():
            began = time.monotonic()
            try:
                busy = self.step()
            except (OperationalError, InterfaceError) as error:
                logger.warning("the importer waits for the database: %s", type(error).__name__)
                busy = False
            stop.wait(pause(time.monotonic() - began) if busy else POLL)
            if time.monotonic() - self.swept > SWEEP_EVERY:
                self.bridge.import_jobs.sweep()
                self.swept = time.monotonic()


def pause(worked: float) -> float:
    """Seconds to wait after a step: SQLite does not queue its writers, and pages need the processor too.

    The lock of the log is held for a third of a step, so that the others have their turn twice: here and within.
    """
    return min(MOST_PAUSE, worked / 4)


def _same(one: Job, other: Job) -> bool:
    """Whether a file that is in memory is read as it should be."""
    return all(getattr(one, name) == getattr(other, name) for name in ("id", "state", "how", "columns", "settings"))
