"""The database: who may write when, and what a reader sees."""

import os
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, TypeVar

import sqlalchemy as sa
from eventsourcing.persistence import ProgrammingError

from events.store.failures import translate, translated
from events.store.listening import CHANNEL, Listener
from events.store.prepared import Prepared
from events.store.session import Session
from events.store.transaction import NOTHING, READ_HEAD, Head, Params, Transaction

T = TypeVar("T")

LOCK = 7_341_003
PATIENCE = 30  # seconds that a writer waits for another before it gives up
PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")
SQLITE_BEGIN = "BEGIN IMMEDIATE"
POSTGRES_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"  # whatever the server's default is
POSTGRES_LOCK = f"SELECT pg_advisory_xact_lock({LOCK}), pg_notify('{CHANNEL}', '')"
POSTGRES_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Database:
    """SQLite or PostgreSQL behind one address; safe with threads, after a fork, and with other processes at work."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.name = self.engine.dialect.name
        self.postgresql = self.name == "postgresql"
        _databases.add(self)
        self._forget_sessions()

    def _forget_sessions(self) -> None:
        self._kept = threading.local()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._turn = threading.Lock()  # SQLite: threads queue here, processes at the file's own lock

    # -- writing ------------------------------------------------------------------------------------------------

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction under the log's lock: for whatever touches the log or a read model."""
        # PostgreSQL: the holder's work is visible only to statements that begin after the wait, so the head of the
        # log is a statement of its own; the three travel together all the same.
        begin = (POSTGRES_BEGIN, POSTGRES_LOCK) if self.postgresql else (SQLITE_BEGIN,)
        with self._transaction(begin, READ_HEAD) as transaction:
            yield transaction

    @contextmanager
    def change(self) -> Iterator[Transaction]:
        """A transaction without the log's lock: accounts, outbox, positions."""
        with self._transaction((POSTGRES_BEGIN if self.postgresql else SQLITE_BEGIN,), None) as transaction:
            yield transaction

    @contextmanager
    def _transaction(self, begin: tuple[str, ...], query: Prepared | None) -> Iterator[Transaction]:
        if self._session("writer").active:
            raise ProgrammingError("this thread is in a transaction already")
        form = query.compiled(self.engine.dialect, ()) if query else None
        sql = form.sql if form else ""
        with nullcontext() if self.postgresql else self._turn:
            session, rows = self._first("writer", lambda kept: (kept, kept.begin(*begin, query=sql)))
            try:
                yield Transaction(session, Head(*rows[0]) if rows else None)
                session.commit()
            except BaseException as error:
                session.rollback()
                other = translate(error)
                if other is None:
                    raise
                raise other from error

    # -- reading ------------------------------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent view of everything that was committed before; a read within a read shares it."""
        session = self._session("reader")
        if session.active:
            yield session.open_connection()
            return
        begin = POSTGRES_READ if self.postgresql else "BEGIN"
        session, _ = self._first("reader", lambda kept: (kept, kept.begin(begin, pipeline=False)))
        with translated():
            try:
                yield session.open_connection()
            finally:
                session.rollback()

    def rows(self, statement: Prepared, params: Params = NOTHING) -> list[tuple[Any, ...]]:
        """All rows of one query: within this thread's transaction when there is one, else the newest committed."""
        form = statement.compiled(self.engine.dialect, params)
        bound = form.bind(params)
        session = self._session("writer")
        with translated():
            if session.active:
                return form.results(session.fetch(form.sql, bound))
            return form.results(self._first("writer", lambda kept: kept.fetch(form.sql, bound)))

    def scrub(self, tables: Iterable[sa.Table]) -> None:
        """Leave nothing of deleted rows to be found in the database's files; others may work meanwhile.

        SQLite has overwritten them in its file (`secure_delete`), but its log holds them until it is emptied, which
        waits for readers and is done at the next chance where one stays. PostgreSQL clears its pages in a VACUUM.
        """
        with translated(), self.engine.connect() as connection:
            if self.postgresql:
                connection.exec_driver_sql(f"VACUUM {', '.join(table.name for table in tables)}")
            else:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def listen(self) -> Listener:
        """Something to wait at until another connection commits; only a hint, poll as well."""
        return Listener(self.engine)

    # -- connections --------------------------------------------------------------------------------------------

    def _session(self, role: str) -> Session:
        session: Session | None = getattr(self._kept, role, None)
        if session is None:
            with translated():
                session = Session(self.engine)
            self._sessions.add(session)
            setattr(self._kept, role, session)
        return session

    def _first(self, role: str, statement: Callable[[Session], T]) -> T:
        """Run the first statement of something; when the kept connection was lost meanwhile, once more on a new one."""
        try:
            return statement(self._session(role))
        except Exception as error:
            session = self._session(role)
            if session.lost:
                self._discard(role, session)
                with translated():
                    return statement(self._session(role))
            other = translate(error)
            if other is None:
                raise
            raise other from error

    def _discard(self, role: str, session: Session) -> None:
        self._sessions.discard(session)
        delattr(self._kept, role)
        session.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        for session in list(self._sessions):
            session.close()
        self._forget_sessions()
        self.engine.dispose()


def _engine(url: str) -> sa.Engine:
    if url.startswith("postgresql"):
        options = f"-c lock_timeout={PATIENCE}s"
        arguments: dict[str, Any] = {"options": options, "application_name": "bridge"}
        return sa.create_engine(
            url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool, connect_args=arguments, hide_parameters=True
        )
    if sa.make_url(url).database in (None, "", ":memory:"):
        raise ValueError("SQLite needs a file: every thread would have a memory of its own")
    engine = sa.create_engine(
        url,
        isolation_level="AUTOCOMMIT",
        poolclass=sa.NullPool,
        # What people typed and who they are would be in the words of an error, and with them in logs.
        hide_parameters=True,
        connect_args={"timeout": PATIENCE, "check_same_thread": False, "cached_statements": 512},
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


# A child process must neither use nor close its parent's connections: it lets go of them, and the list keeps them
# from being collected, because closing a copy would end the parent's.
_databases: weakref.WeakSet[Database] = weakref.WeakSet()
_parents: list[object] = []


def _after_fork() -> None:
    for database in list(_databases):
        _parents.append((database._kept, list(database._sessions)))
        database._forget_sessions()


os.register_at_fork(after_in_child=_after_fork)
