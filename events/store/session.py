"""A database connection that one thread keeps, used through the driver and through SQLAlchemy."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:  # a process on SQLite never loads PostgreSQL's driver
    from psycopg import Pipeline


class Session:
    """One kept connection; the driver commits each statement by itself unless a transaction was begun here."""

    __slots__ = (
        "__weakref__", "_connection", "_pipeline", "_travel", "_troubles", "active", "dialect", "driver", "postgresql"
    )  # fmt: skip

    def __init__(self, engine: sa.Engine) -> None:
        self._connection = engine.connect()
        self.driver: Any = self._connection.connection.driver_connection
        self.dialect = engine.dialect
        self.postgresql = engine.dialect.name == "postgresql"
        # What a lost connection raises; SQLite has no server to lose.
        self._troubles = (engine.dialect.loaded_dbapi.Error,) if self.postgresql else ()
        self.active = False
        self._travel: AbstractContextManager[Pipeline] | None = None
        self._pipeline: Pipeline | None = None

    # -- transactions -------------------------------------------------------------------------------------------

    def begin(self, *statements: str, query: str = "", pipeline: bool = True) -> list[tuple[Any, ...]]:
        """Open a transaction and answer a query in it; on PostgreSQL all of it travels to the server together."""
        if self.postgresql and pipeline:
            travel = self._travel = self.driver.pipeline()
            self._pipeline = travel.__enter__()
        rows: list[tuple[Any, ...]] = []
        try:
            for statement in statements:
                self.send(statement)
            if query:
                rows = self.fetch(query)
            else:
                self._answered()
        except BaseException:
            self.rollback()
            raise
        self.active = True
        return rows

    def commit(self) -> None:
        """End the transaction well, or raise."""
        if self._pipeline is not None:
            cursor = self.driver.cursor()
            cursor.execute("COMMIT")
            self._leave_pipeline()
        else:
            cursor = self.driver.execute("COMMIT")
        self.active = False
        if self.postgresql and cursor.statusmessage != "COMMIT":  # somebody swallowed an error: nothing was kept
            raise self.dialect.loaded_dbapi.OperationalError("the transaction had failed before it was committed")
        self._reset()

    def rollback(self) -> None:
        """Undo the transaction; a lost connection has undone it already."""
        self.active = False
        with suppress(*self._troubles):  # what failed in the pipeline was raised before, or the connection is gone
            self._leave_pipeline()
        if not self.lost:
            with suppress(*self._troubles):  # lost just now
                self.driver.rollback()
            self._reset()

    def _reset(self) -> None:
        if self._connection.in_transaction():  # SQLAlchemy's own view of it; the driver has nothing left to undo
            self._connection.rollback()

    def _leave_pipeline(self) -> None:
        if self._pipeline is not None and self._travel is not None:
            travel, self._travel, self._pipeline = self._travel, None, None
            travel.__exit__(None, None, None)  # waits for all answers, raises what failed on the way

    def _answered(self) -> None:
        if self._pipeline is not None:
            self._pipeline.sync()

    # -- statements ---------------------------------------------------------------------------------------------

    def send(self, sql: str, params: Any = ()) -> None:
        """Run a statement whose answer nobody waits for."""
        self.driver.execute(sql, params)

    def send_many(self, sql: str, params: Sequence[Any]) -> None:
        """Run a statement for each of these parameters."""
        self.driver.cursor().executemany(sql, params)

    def count(self, sql: str, params: Any = ()) -> int:
        """Run a statement, and answer how many rows it touched."""
        cursor = self.driver.execute(sql, params)
        self._answered()
        return int(cursor.rowcount)

    def count_many(self, sql: str, params: Sequence[Any]) -> int:
        """Run a statement for each of these parameters, and answer how many rows they touched together."""
        cursor = self.driver.cursor()
        cursor.executemany(sql, params)
        self._answered()
        return int(cursor.rowcount)

    def fetch(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        rows: list[tuple[Any, ...]] = self.driver.execute(sql, params).fetchall()
        return rows

    def open_connection(self) -> sa.Connection:
        """This connection for SQLAlchemy, which cannot travel in a pipeline."""
        if self._pipeline is not None:
            self._leave_pipeline()
        return self._connection

    # -- life ---------------------------------------------------------------------------------------------------

    @property
    def lost(self) -> bool:
        """Whether the server is gone or has thrown this connection out."""
        return self.postgresql and bool(self.driver.closed)

    def close(self) -> None:
        """Give the connection up."""
        with suppress(*self._troubles):
            self._leave_pipeline()
        if self.lost:
            self._connection.invalidate()
        self._connection.close()
