"""The log of everything that happened: the application around the event store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar, cast
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.persistence import EventStore, Mapper, StoredEvent
from eventsourcing.utils import Environment

from events.errors import Missing, Stale, Taken
from events.fact import Fact, Root
from events.store.database import Database
from events.store.factory import Factory
from events.store.failures import ClaimTaken, VersionConflict
from events.store.inline import Handler, InlineEventStore, moment, read_back
from events.store.mapper import FactMapper
from events.store.recorder import VERSION, ApplicationRecorder, Claim, Guard
from events.store.repository import EVERY, Repository
from events.store.tables import events
from events.store.transcoding import Transcoder

AnyRoot = TypeVar("AnyRoot", bound=Root)


class Entry(NamedTuple):
    """One event of the log, at its place."""

    id: int
    fact: Fact
    recorded_at: datetime


def utc_now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)


def nothing(transaction: object, fact: Fact, id: int) -> None:
    """The handler of a log without read models."""


class Log(Application[UUID]):
    """Loads and saves aggregates; one instance a process, for all its threads."""

    name = "bridge"

    def __init__(self, database: Database, handler: Handler = nothing, clock: Callable[[], datetime] = utc_now) -> None:
        self.database = database
        self.handler = handler
        self.clock = clock
        super().__init__()
        self.roots = Repository(self.events, database)
        self._claims = ApplicationRecorder(database)

    def owner(self, kind: str, value: str) -> UUID | None:
        """Who owns a value that must be unique."""
        return self._claims.owner(kind, value)

    def construct_factory(self, env: Environment) -> Factory:
        """The store of this project, on the given database."""
        return Factory(env, self.database)

    def construct_mapper(self) -> Mapper[UUID]:
        """Facts as JSON by orjson."""
        return FactMapper(Transcoder())

    def construct_event_store(self) -> EventStore[UUID]:
        """A store that keeps the read models in step."""
        return InlineEventStore(self.mapper, ApplicationRecorder(self.database), self.handler)

    @property
    def inline(self) -> InlineEventStore:
        """The store, for what happens inside its transactions: `react` and `within`."""
        return cast(InlineEventStore, self.events)

    def get(self, cls: type[AnyRoot], id: UUID, version: int | None = None) -> AnyRoot:
        """The aggregate as it is now (or was at a version). Raises `Missing`."""
        aggregate = self.roots.get(cls, id, version)
        if aggregate is None:
            raise Missing(cls.KIND, id)
        return aggregate

    def save(  # type: ignore[override]  # the library answers recordings; callers here need the place in the log
        self,
        *aggregates: Root,
        claim: Iterable[Claim] = (),
        release: Iterable[tuple[str, str]] = (),
        guards: Iterable[Guard] = (),
    ) -> int:
        """Store what the aggregates recorded, all of it or nothing; answers the id of the last event (0: none).

        `claim` keeps (kind, value) unique for an owner, `release` gives it back, and each guard looks at the state
        that nobody can change any more. Raises `Stale`, `Taken`, or what a guard raises; what was recorded is then
        void, and the aggregate has to be loaded again.
        """
        known = {aggregate.id: aggregate.version - len(aggregate.pending) for aggregate in aggregates}
        facts = [fact for aggregate in aggregates for fact in aggregate.collect_events()]
        try:
            recordings = self.events.put(facts, claim=claim, release=release, guards=guards)
        except ClaimTaken as error:
            raise Taken(error.kind, error.value) from error
        except VersionConflict as error:
            raise self._stale(aggregates, known) from error
        due = {
            aggregate.id: (type(aggregate), known[aggregate.id])
            for aggregate in aggregates
            if aggregate.version // EVERY > known[aggregate.id] // EVERY
        }
        self.roots.keep_snapshots(due)
        return recordings[-1].notification.id if recordings else 0

    def _stale(self, aggregates: Sequence[Root], known: dict[UUID, int]) -> Stale:
        for aggregate in aggregates:
            current = self.database.rows(VERSION, {"id": aggregate.id})[0][0] or 0
            if current != known[aggregate.id]:
                return Stale(aggregate.KIND, aggregate.id, known[aggregate.id], current)
        return Stale(aggregates[0].KIND, aggregates[0].id, known[aggregates[0].id])

    def entries(
        self,
        after: int = 0,
        limit: int = 500,
        *,
        upto: int | None = None,
        topics: Sequence[str] = (),
        of: UUID | None = None,
        ids: Sequence[int] | None = None,
        newest_first: bool = False,
        connection: sa.Connection | None = None,
    ) -> list[Entry]:
        """Entries of the log in their order: after an id, of some topics, of one aggregate, with certain ids."""
        columns = events.c
        query = sa.select(
            columns.originator_id,
            columns.originator_version,
            columns.topic,
            columns.state,
            columns.id,
            columns.recorded_at,
        ).where(columns.id > after)
        if upto is not None:
            query = query.where(columns.id <= upto)
        if topics:
            query = query.where(columns.topic.in_(list(topics)))
        if of is not None:
            query = query.where(columns.originator_id == of)
        if ids is not None:
            query = query.where(columns.id.in_(ids))
        query = query.order_by(columns.id.desc() if newest_first else columns.id).limit(limit)
        if connection is not None:
            return list(self._entries(connection.execute(query)))
        with self.database.read() as own:
            return list(self._entries(own.execute(query)))

    def _entries(self, rows: Iterable[sa.Row[*tuple[Any, ...]]]) -> Iterator[Entry]:
        for originator_id, version, topic, state, id, recorded_at in rows:
            stored = StoredEvent(originator_id, version, topic, state)
            yield Entry(id, read_back(self.mapper, stored, recorded_at), moment(recorded_at))
