"""Aggregates from their events, from a copy in memory and from snapshots."""

import logging
import pickle
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.application import LRUCache
from eventsourcing.persistence import EventStore, StoredEvent

from events.fact import Root
from events.store.database import Database
from events.store.prepared import Prepared
from events.store.recorder import AggregateRecorder
from events.store.tables import snapshots
from events.store.transcoding import StateTranscoder

logger = logging.getLogger(__name__)
AnyRoot = TypeVar("AnyRoot", bound=Root)

EVERY = 100  # events between two snapshots: from there on they pay
REMEMBERED = 2_000
TOPIC_OF_SNAPSHOT = Prepared(
    sa.select(snapshots.c.originator_version, snapshots.c.state)
    .where(
        snapshots.c.originator_id == sa.bindparam("id"),
        snapshots.c.topic == sa.bindparam("topic"),
    )
    .order_by(snapshots.c.originator_version.desc())
    .limit(1)
)
DELETE_SNAPSHOTS = Prepared(
    snapshots.delete().where(
        snapshots.c.originator_id == sa.bindparam("id"), snapshots.c.originator_version < sa.bindparam("before")
    )
)
INSERT_SNAPSHOT = Prepared(snapshots.insert())


class Repository:
    """Loads aggregates. Memory holds frozen copies as bytes: a failed command or another thread cannot reach them."""

    def __init__(self, events: EventStore[UUID], database: Database) -> None:
        self.events = events
        self.database = database
        self.recorder = AggregateRecorder(database)
        self.transcoder = StateTranscoder()
        self.memory: LRUCache[UUID, tuple[type[Root], int, bytes]] = LRUCache(REMEMBERED)

    def get(self, cls: type[AnyRoot], id: UUID, version: int | None = None) -> AnyRoot | None:
        """The aggregate as it is now, or as it was at a version; None when there is none of this class."""
        if version is not None:
            return cls.replay(None, self.events.get(id, lte=version))  # type: ignore[arg-type]  # the log holds facts
        aggregate, known = self._remembered(cls, id)
        if aggregate is None:
            aggregate = self._from_snapshot(cls, id)
        above = None if aggregate is None else aggregate.version
        aggregate = cls.replay(aggregate, self.events.get(id, gt=above))  # type: ignore[arg-type]  # the same
        if aggregate is not None and aggregate.version != known:
            self.memory.put(id, (cls, aggregate.version, pickle.dumps(aggregate, pickle.HIGHEST_PROTOCOL)))
        return aggregate

    def _remembered(self, cls: type[AnyRoot], id: UUID) -> tuple[AnyRoot | None, int]:
        try:
            kept, version, copy = self.memory.get(id)
        except KeyError:
            return None, 0
        if kept is not cls:
            return None, 0
        aggregate: AnyRoot = pickle.loads(copy)  # noqa: S301  # written above, by this process
        return aggregate, version

    def _from_snapshot(self, cls: type[AnyRoot], id: UUID) -> AnyRoot | None:
        for version, state in self.database.rows(TOPIC_OF_SNAPSHOT, {"id": id, "topic": cls.shape()}):
            try:
                return cls.restore(id, self.transcoder.decode(state))
            except Exception:  # whatever is wrong with it: the events say the same
                logger.exception("the snapshot of %s %s at %s cannot be read", cls.KIND, id, version)
        return None

    def keep_snapshots(self, aggregates: dict[UUID, tuple[type[Root], int]]) -> None:
        """Take the snapshots that are due after a save; the events are stored, so nothing here may fail the caller."""
        for id, (cls, before) in aggregates.items():
            try:
                aggregate = self.get(cls, id)
                if aggregate is not None and aggregate.version // EVERY > before // EVERY:
                    self.take_snapshot(aggregate)
            except Exception:
                logger.exception("no snapshot of %s %s", cls.KIND, id)

    def take_snapshot(self, aggregate: Root) -> None:
        """Keep the aggregate's state in place of older ones."""
        state = self.transcoder.encode(aggregate.kept())
        stored = StoredEvent(aggregate.id, aggregate.version, aggregate.shape(), state)
        with self.database.change() as transaction:
            transaction.send(DELETE_SNAPSHOTS, {"id": aggregate.id, "before": aggregate.version + 1})
            transaction.send(INSERT_SNAPSHOT, vars(stored))
