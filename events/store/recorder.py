"""Writing and reading stored events: the library's persistence module for SQLite and PostgreSQL."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn, cast
from uuid import UUID

import sqlalchemy as sa
from eventsourcing import persistence
from eventsourcing.persistence import Notification, StoredEvent

from events.store.chain import digest
from events.store.database import Database
from events.store.failures import ClaimTaken, VersionConflict, constraint
from events.store.prepared import Prepared
from events.store.tables import claims, events, log_head, snapshots
from events.store.transaction import Transaction

Claim = tuple[str, str, UUID]
Guard = Callable[[Transaction], object]
Inline = Callable[[Transaction, Sequence[StoredEvent], Sequence[int], int], None]
# A statement per process and table; asked for with these limits, a missing one is this.
ANY = 2**62

INSERT_EVENT = Prepared(events.insert())
MOVE_HEAD = Prepared(
    log_head.update().values(
        last_id=sa.bindparam("id"),
        entries=sa.bindparam("n"),
        recorded_at=sa.bindparam("at"),
        hash=sa.bindparam("seal"),
    )
)
VERSION = Prepared(
    sa.select(sa.func.max(events.c.originator_version)).where(events.c.originator_id == sa.bindparam("id"))
)
INSERT_CLAIM = Prepared(claims.insert())
DELETE_CLAIM = Prepared(
    claims.delete().where(claims.c.kind == sa.bindparam("the_kind"), claims.c.value == sa.bindparam("the_value"))
)
OWNER = Prepared(
    sa.select(claims.c.owner).where(claims.c.kind == sa.bindparam("kind"), claims.c.value == sa.bindparam("value"))
)
LAST_ID = Prepared(sa.select(sa.func.max(events.c.id)))


class Sequences:
    """Reading what one table holds of an aggregate; mixed into both recorders."""

    table: sa.Table = snapshots

    def __init__(self, database: Database) -> None:
        self.database = database
        columns = self.table.c
        query = sa.select(columns.originator_version, columns.topic, columns.state).where(
            columns.originator_id == sa.bindparam("id"),
            columns.originator_version > sa.bindparam("above"),
            columns.originator_version <= sa.bindparam("upto"),
        )
        self._after = Prepared(  # the statement of every load: the fewer parameters, the better
            sa.select(columns.originator_version, columns.topic, columns.state)
            .where(columns.originator_id == sa.bindparam("id"), columns.originator_version > sa.bindparam("above"))
            .order_by(columns.originator_version)
        )
        self._up = Prepared(query.order_by(columns.originator_version).limit(sa.bindparam("most")))
        self._down = Prepared(query.order_by(columns.originator_version.desc()).limit(sa.bindparam("most")))

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """The stored events of one aggregate in the order of their versions."""
        params: dict[str, Any] = {"id": originator_id, "above": -1 if gt is None else gt}
        if lte is None and limit is None and not desc:
            rows = self.database.rows(self._after, params)
        else:
            params |= {"upto": ANY if lte is None else lte, "most": ANY if limit is None else limit}
            rows = self.database.rows(self._down if desc else self._up, params)
        return [StoredEvent(originator_id, *row) for row in rows]


class AggregateRecorder(Sequences, persistence.AggregateRecorder):
    """Keeps snapshots."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._insert = Prepared(self.table.insert())

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> None:
        """Keep snapshots, in a transaction of their own."""
        if stored_events:
            with self.database.change() as transaction:
                transaction.send(self._insert, [vars(stored) for stored in stored_events])


class ApplicationRecorder(Sequences, persistence.ApplicationRecorder):
    """Keeps the log: events, claims and inline read models in one transaction."""

    table = events

    def __init__(self, database: Database, now: Callable[[], int] = time.time_ns) -> None:
        super().__init__(database)
        self.now = now

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        claim: Iterable[Claim] = (),
        release: Iterable[tuple[str, str]] = (),
        guards: Iterable[Guard] = (),
        inline: Inline | None = None,
        **_: Any,
    ) -> Sequence[int]:
        """Append to the log, all or nothing: lock, versions, guards, claims, events, read models, commit."""
        claim, release, guards = tuple(claim), tuple(release), tuple(guards)
        if not (stored_events or claim or release):
            return []
        try:
            with self.database.write() as transaction:
                if claim or guards:  # else the events' own unique constraint says it
                    _check_versions(transaction, stored_events)
                for guard in guards:
                    guard(transaction)
                _change_claims(transaction, claim, release)
                ids, recorded_at = self.append(transaction, stored_events)
                if inline is not None:
                    inline(transaction, stored_events, ids, recorded_at)
        except persistence.IntegrityError as error:
            self._explain(error, claim)
        return ids

    def append(
        self, transaction: Transaction, stored_events: Sequence[StoredEvent], at: int | None = None
    ) -> tuple[list[int], int]:
        """Put events at the end of the log; answers their ids and the moment of recording, in microseconds."""
        head = transaction.head
        recorded_at = at or max(self.now() // 1000, head.recorded_at)
        hash, rows = head.hash, []
        for id, stored in enumerate(stored_events, head.last_id + 1):
            row = {"id": id, **vars(stored), "recorded_at": recorded_at, "prev_hash": hash}
            id_of = cast(UUID, stored.originator_id)
            version, topic, state = stored.originator_version, stored.topic, stored.state
            hash = row["hash"] = digest(hash, id, id_of, version, topic, state, recorded_at)
            rows.append(row)
        if rows:
            transaction.send(INSERT_EVENT, rows)
            count = head.entries + len(rows)
            last = cast(int, rows[-1]["id"])
            transaction.send(MOVE_HEAD, {"id": last, "n": count, "at": recorded_at, "seal": hash})
            transaction.advance(head._replace(last_id=last, entries=count, recorded_at=recorded_at, hash=hash))
        return [row["id"] for row in rows], recorded_at

    def _explain(self, error: persistence.IntegrityError, claim: Sequence[Claim]) -> NoReturn:
        """Say which rule was broken; a broken rule of a read model stays what it is."""
        broken = constraint(error.__cause__ or error)
        if broken.startswith("claims"):
            taken = [(kind, value) for kind, value, _ in claim if self.owner(kind, value) is not None]
            raise ClaimTaken(*(taken or [claim[0][:2]])[0]) from error
        if "originator_version" in broken:
            raise VersionConflict(str(error)) from error
        raise error

    def owner(self, kind: str, value: str) -> UUID | None:
        """Who owns a value that must be unique."""
        rows = self.database.rows(OWNER, {"kind": kind, "value": value})
        return rows[0][0] if rows else None

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Stored events in the order of the log."""
        columns = events.c
        query = sa.select(columns.originator_id, columns.originator_version, columns.topic, columns.state, columns.id)
        if start is not None:
            query = query.where(columns.id >= start if inclusive_of_start else columns.id > start)
        if stop is not None:
            query = query.where(columns.id <= stop)
        if topics:
            query = query.where(columns.topic.in_(list(topics)))
        with self.database.read() as connection:
            return [Notification(*row) for row in connection.execute(query.order_by(columns.id).limit(limit))]

    def all_of(self, transaction: Transaction, originator_id: UUID) -> list[StoredEvent]:
        """Every event of an aggregate as the transaction sees it: its own ones as well."""
        rows = transaction.rows(self._after, {"id": originator_id, "above": 0})
        return [StoredEvent(originator_id, *row) for row in rows]

    def max_notification_id(self) -> int | None:
        """The id of the newest event."""
        last: int | None = self.database.rows(LAST_ID)[0][0]
        return last

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> NoReturn:
        """Not offered: a `Follower` reads the log with a position that outlives it."""
        raise NotImplementedError("use a Follower")


def _check_versions(transaction: Transaction, stored_events: Sequence[StoredEvent]) -> None:
    first: dict[UUID | str, int] = {}
    for stored in stored_events:
        first.setdefault(stored.originator_id, stored.originator_version)
    for id, version in first.items():
        newest = transaction.rows(VERSION, {"id": id})[0][0]
        if newest is not None and newest >= version:
            raise VersionConflict(f"version {version} of {id} is there already")


def _change_claims(transaction: Transaction, claim: Sequence[Claim], release: Sequence[tuple[str, str]]) -> None:
    for kind, value in release:
        transaction.send(DELETE_CLAIM, {"the_kind": kind, "the_value": value})
    if claim:
        transaction.send(INSERT_CLAIM, [{"kind": kind, "value": value, "owner": owner} for kind, value, owner in claim])
