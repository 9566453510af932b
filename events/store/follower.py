"""Work outside requests: readers of the log that keep their own place in it."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import sqlalchemy as sa
from eventsourcing.persistence import InterfaceError, OperationalError

from events.log import Entry, Log
from events.store.failures import translate
from events.store.places import Moved, Place, described, move, place, stop
from events.store.tables import events
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
Result = TypeVar("Result")

BATCH = 500
POLL = 0.25  # seconds; being woken only makes it quicker


class Follower(Generic[Result]):
    """Reads a batch, computes outside any transaction, then applies the result and moves its place in one short one.

    `compute` gets entries and answers anything, `apply` writes that; `compute` may run again for the same entries,
    `apply` counts once. An event that fails stops the follower where everybody can see it, until `places.go_on`.
    """

    def __init__(
        self,
        name: str,
        log: Log,
        compute: Callable[[Sequence[Entry]], Result],
        apply: Callable[[Transaction, Result], object],
        *,
        topics: Sequence[str] = (),
    ) -> None:
        self.name, self.log, self.topics = name, log, topics
        self.database = log.database
        self.compute, self.apply = compute, apply

    def place(self) -> Place:
        """Where it is."""
        return place(self.database, self.name)

    def step(self) -> int:
        """Take in what is new, one batch at most; answers how far the place moved on (0: nothing to do)."""
        start = self.place()
        newest = self.log.recorder.max_notification_id() or 0
        if start.stopped_at is not None or newest <= start.position:
            return 0
        try:
            entries = self.log.entries(start.position, BATCH, upto=newest, topics=self.topics)
            upto = entries[-1].id if len(entries) == BATCH else newest
            self._take(start.position, entries, upto)
        except Moved:
            return 0
        except Exception as error:
            if _passing(error):
                raise
            return self._one_by_one(start.position, newest)
        return upto - start.position

    def _take(self, old: int, entries: Sequence[Entry], new: int) -> None:
        result = self.compute(entries) if entries else None
        with self.database.change() as transaction:
            move(transaction, self.name, old, new)
            if result is not None:
                self.apply(transaction, result)

    def _one_by_one(self, start: int, newest: int) -> int:
        """Something in the batch fails: take in what comes before it, and stop at it."""
        at = start
        for _ in range(BATCH):
            try:
                entries = self.log.entries(at, 1, upto=newest, topics=self.topics)
                new = entries[0].id if entries else newest
                self._take(at, entries, new)
            except Moved:
                break
            except Exception as error:
                if _passing(error):
                    raise
                stop(self.database, self.name, self._next(at), error)
                break
            at = new
            if at >= newest:
                break
        return at - start

    def _next(self, at: int) -> int | None:
        following = sa.select(sa.func.min(events.c.id)).where(events.c.id > at)
        if self.topics:
            following = following.where(events.c.topic.in_(self.topics))
        with self.database.read() as connection:
            id: int | None = connection.scalar(following)
        return id

    def run(self, stop: threading.Event) -> None:
        """Follow until told to stop; a lost database is waited for."""
        with self.database.listen() as listener:
            while not stop.is_set():
                try:
                    moved = self.step()
                except Exception as error:
                    if not _passing(error):
                        raise
                    logger.warning("%s waits for the database: %s", self.name, described(error))
                    moved = 0
                if not moved:
                    listener.wait(POLL)


def _passing(error: Exception) -> bool:
    """The database is busy or gone: the event is not to blame."""
    return isinstance(translate(error) or error, (OperationalError, InterfaceError))
