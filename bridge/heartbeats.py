"""Who is at work: a row a follower, with the moment at which it last went round."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime

from eventsourcing.persistence import InterfaceError, OperationalError
from sqlalchemy import Column, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from bridge.columns import Instant
from events.store import Database

logger = logging.getLogger(__name__)
EVERY = 10.0  # seconds
metadata = MetaData()

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("follower", String(60), primary_key=True),
    Column("beat_at", Instant, nullable=False),
)


def beat(database: Database, follower: str, now: datetime) -> None:
    """Note that a follower is at work; of several processes that run it, whoever was last."""
    insert = postgresql.insert if database.postgresql else sqlite.insert
    row = insert(heartbeats).values(follower=bindparam("who"), beat_at=bindparam("at", type_=Instant()))
    latest = row.on_conflict_do_update(index_elements=["follower"], set_={"beat_at": row.excluded.beat_at})
    with database.change() as tx:
        tx.connection.execute(latest, {"who": follower, "at": now})


def last_beats(database: Database) -> dict[str, datetime]:
    """When each follower was last at work."""
    with database.read() as connection:
        return {row.follower: row.beat_at for row in connection.execute(select(heartbeats))}


class Pulse(threading.Event):
    """The event that tells a follower to stop, which notes that it was asked: a loop that hangs asks no more."""

    def __init__(self, stop: threading.Event, database: Database, follower: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._stop = stop
        self._database, self._follower, self._clock = database, follower, clock
        self._noted = -EVERY
        self._noting = threading.Lock()

    def is_set(self) -> bool:
        self._note()
        return self._stop.is_set()

    def wait(self, timeout: float | None = None) -> bool:
        self._note()
        return self._stop.wait(timeout)

    def _note(self) -> None:
        if time.monotonic() - self._noted < EVERY or not self._noting.acquire(blocking=False):
            return
        try:
            self._noted = time.monotonic()
            beat(self._database, self._follower, self._clock())
        except (OperationalError, InterfaceError) as error:
            logger.warning("%s cannot say that it is at work: %s", self._follower, type(error).__name__)
        finally:
            self._noting.release()
