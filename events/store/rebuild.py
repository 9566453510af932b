"""Making the read models again from the log, while the site runs."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol
from uuid import uuid4

import sqlalchemy as sa

from events.fact import Fact
from events.log import Log
from events.store.database import Database
from events.store.prepared import Prepared
from events.store.tables import read_model_slot
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
BATCH = 500
LAST = 500  # so many events may be left for the part under the lock
Progress = Callable[[int, int], object]

TAKE = Prepared(read_model_slot.update().values(builder=sa.bindparam("me")))
MINE = Prepared(
    read_model_slot.update()
    .where(read_model_slot.c.builder == sa.bindparam("me"))
    .values(builder=sa.bindparam("still"))
)
MOVE = Prepared(read_model_slot.update().values(slot=sa.bindparam("to"), builder=None))
SLOT = Prepared(sa.select(read_model_slot.c.slot))


class ReadModels(Protocol):
    """The read models of one slot."""

    @property
    def tables(self) -> Sequence[sa.Table]:
        """Every table of the slot, tables before those that refer to them."""

    def handle(self, tx: Transaction, event: Any, event_id: int) -> object:
        """Take in one event."""


class Difference(NamedTuple):
    """A table whose rows were not what the log says: rows only in the old one, rows only in the new one."""

    table: str
    old: int
    new: int
    examples: tuple[str, ...]


class Rebuilt(NamedTuple):
    """How a rebuild ended."""

    slot: str
    events: int
    moved: bool
    differences: tuple[Difference, ...] = ()


class Overtaken(Exception):
    """A later rebuild has begun; this one has ended."""


def live_slot(database: Database) -> str:
    """The slot that pages show."""
    return str(database.rows(SLOT)[0][0])


def rebuild(
    log: Log,
    views: Mapping[str, ReadModels],
    *,
    batch: int = BATCH,
    progress: Progress | None = None,
    compare: bool = False,
    only_if_same: bool = False,
) -> Rebuilt:
    """Fill the idle slot from the first event on and make it the live one.

    Writers go on meanwhile: only the last few events, the comparison (`compare`, `only_if_same`) and the change of the
    slot happen under the log's lock. Killed half way, it leaves the live slot as it was, and begins anew.
    """
    database, me = log.database, uuid4()
    with database.write() as transaction:
        idle = "b" if transaction.slot == "a" else "a"
        transaction.run(TAKE, {"me": me})
    view = views[idle]
    for table in reversed(view.tables):
        _hold(database, me, lambda transaction, table=table: _empty(transaction, table))  # type: ignore[misc]  # bound now
    position = done = 0
    left = None
    while True:
        newest = log.recorder.max_notification_id() or 0
        # Writers may be as quick as this: when a round did not at least halve what is left, the lock ends the race.
        if newest - position <= LAST or (left is not None and newest - position > left // 2):
            break
        left = newest - position
        while position < newest:
            entries = log.entries(position, batch, upto=newest)
            facts = [(entry.fact, entry.id) for entry in entries]
            _hold(database, me, lambda transaction, facts=facts: _feed(transaction, view, facts))  # type: ignore[misc]  # too
            position, done = entries[-1].id, done + len(entries)
            if progress is not None:
                progress(position, newest)
    with database.write() as transaction:
        _still_mine(transaction, me)
        last = transaction.head.last_id
        while position < last:
            entries = log.entries(position, batch, upto=last)  # all committed: nobody writes now
            _feed(transaction, view, [(entry.fact, entry.id) for entry in entries])
            position, done = entries[-1].id, done + len(entries)
        differences = _differences(transaction, views[transaction.slot], view) if compare or only_if_same else ()
        moved = not (only_if_same and differences)
        if moved:
            transaction.run(MOVE, {"to": idle})
    if progress is not None:
        progress(position, position)
    return Rebuilt(idle if moved else live_slot(database), done, moved, differences)


def _hold(database: Database, me: object, work: Callable[[Transaction], object]) -> None:
    with database.change() as transaction:
        _still_mine(transaction, me)
        work(transaction)


def _still_mine(transaction: Transaction, me: object) -> None:
    if transaction.run(MINE, {"me": me, "still": me}) != 1:
        raise Overtaken


def _empty(transaction: Transaction, table: sa.Table) -> None:
    transaction.connection.execute(sa.delete(table))


def _feed(transaction: Transaction, view: ReadModels, facts: Sequence[tuple[Fact, int]]) -> None:
    for fact, id in facts:
        view.handle(transaction, fact, id)


def _differences(transaction: Transaction, live: ReadModels, idle: ReadModels) -> tuple[Difference, ...]:
    found = []
    for old, new in zip(live.tables, idle.tables, strict=True):
        names = [column.name for column in new.columns if column.name in old.columns]
        before, after = (_rows(transaction.connection, table, names) for table in (old, new))
        gone, come = before - after, after - before
        if gone or come:
            found.append(Difference(new.name, len(gone), len(come), tuple(sorted(gone | come)[:3])))
    return tuple(found)


def _rows(connection: sa.Connection, table: sa.Table, names: Sequence[str]) -> set[str]:
    query = sa.select(*(table.columns[name] for name in names))
    keys = [name for name, column in zip(names, query.selected_columns, strict=True) if column.primary_key]
    places = [names.index(key) for key in keys] or range(len(names))
    return {f"{[row[place] for place in places]!r} {hash(repr(row))}" for row in connection.execute(query)}
