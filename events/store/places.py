"""How far each follower has come in the log, and what stopped it."""

import logging
import time
import traceback
from contextlib import suppress
from typing import NamedTuple

import sqlalchemy as sa
from eventsourcing.persistence import IntegrityError

from events.store.database import Database
from events.store.prepared import Prepared
from events.store.tables import positions
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
COLUMNS = (positions.c.position, positions.c.stopped_at, positions.c.stopped_on, positions.c.error)

WHERE = Prepared(sa.select(*COLUMNS).where(positions.c.follower == sa.bindparam("name")))
ALL = Prepared(sa.select(positions.c.follower, *COLUMNS).order_by(positions.c.follower))
BEGIN = Prepared(positions.insert())
MOVE = Prepared(
    positions.update()
    .where(
        positions.c.follower == sa.bindparam("name"),
        positions.c.position == sa.bindparam("old"),
        positions.c.stopped_at.is_(None),
    )
    .values(position=sa.bindparam("new"))
)
STOP = Prepared(
    positions.update()
    .where(positions.c.follower == sa.bindparam("name"))
    .values(stopped_at=sa.bindparam("at"), stopped_on=sa.bindparam("moment"), error=sa.bindparam("what"))
)
GO_ON = Prepared(
    positions.update()
    .where(positions.c.follower == sa.bindparam("name"))
    .values(position=sa.bindparam("new"), stopped_at=None, stopped_on=None, error=None)
)


class Place(NamedTuple):
    """Where a follower is; `stopped_at` is the event it could not digest, `error` says where in the code."""

    position: int
    stopped_at: int | None = None
    stopped_on: int | None = None
    error: str | None = None


class Moved(Exception):
    """Another process was quicker, or stopped; what this one computed is void."""


def place(database: Database, follower: str) -> Place:
    """Where a follower is; a new one begins before the first event."""
    rows = database.rows(WHERE, {"name": follower})
    if not rows:
        with suppress(IntegrityError), database.change() as transaction:  # or another process begins it just now
            transaction.run(BEGIN, {"follower": follower, "position": 0})
        rows = database.rows(WHERE, {"name": follower})
    return Place(*rows[0])


def places(database: Database) -> dict[str, Place]:
    """Where every follower is: for the health page."""
    return {name: Place(*rest) for name, *rest in database.rows(ALL)}


def move(transaction: Transaction, follower: str, old: int, new: int) -> None:
    """Move on from a place; raises `Moved` when the follower is not there any more."""
    if transaction.run(MOVE, {"name": follower, "old": old, "new": new}) != 1:
        raise Moved


def stop(database: Database, follower: str, at: int | None, error: BaseException) -> None:
    """Stop a follower at an event where everybody can see it."""
    what = described(error)
    logger.error("%s stopped at event %s: %s", follower, at, what)
    place(database, follower)
    with database.change() as transaction:
        transaction.run(STOP, {"name": follower, "at": at, "moment": time.time_ns() // 1000, "what": what})


def go_on(database: Database, follower: str, *, past: bool = False) -> None:
    """Let a stopped follower try again, or leave its event out for good: only ever because a person said so."""
    stopped = place(database, follower)
    if stopped.stopped_at is None:
        return
    if past:
        logger.warning("%s leaves out event %s, as it was told to", follower, stopped.stopped_at)
    with database.change() as transaction:
        transaction.run(GO_ON, {"name": follower, "new": stopped.stopped_at if past else stopped.position})


def caught_up(database: Database, follower: str, event_id: int, timeout: float = 2.0) -> bool:
    """Wait until a follower has taken an event in; False when it has not by the timeout."""
    ends, pause = time.monotonic() + timeout, 0.001
    while True:
        rows = database.rows(WHERE, {"name": follower})
        if rows and rows[0][0] >= event_id:
            return True
        if time.monotonic() >= ends:
            return False
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


def described(error: BaseException) -> str:
    """The class of an error and its place in the code; never its text, which may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{where}"
