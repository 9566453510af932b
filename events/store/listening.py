"""Waking up when somebody else commits."""

import time
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

CHANNEL = "bridge_events"
GLANCE = 0.01  # seconds between two looks at SQLite's counter


class Listener:
    """A connection of its own that hears of commits; when it is lost, waiting goes on and it comes back by itself."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._postgresql = engine.dialect.name == "postgresql"
        self._connection: sa.Connection | None = None
        self._driver: Any = None
        self._seen: int | None = None

    def __enter__(self) -> Self:
        self.wait(0)  # from here on nothing is missed, also between two waits
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait(self, timeout: float) -> bool:
        """Return True as soon as somebody commits, else False after the timeout."""
        ends = time.monotonic() + timeout
        try:
            self._connect()
            return self._heard(timeout)
        except Exception as error:
            if not isinstance(error, (sa.exc.DBAPIError, self._engine.dialect.loaded_dbapi.Error)):
                raise
            self.close()
            time.sleep(max(0.0, ends - time.monotonic()))
            return False

    def _heard(self, timeout: float) -> bool:
        if self._postgresql:
            return any(True for _ in self._driver.notifies(timeout=timeout, stop_after=1))
        ends = time.monotonic() + timeout
        while (now := self._driver.execute("PRAGMA data_version").fetchone()[0]) == self._seen:
            left = ends - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(GLANCE, left))
        self._seen = now
        return True

    def _connect(self) -> None:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._driver = self._connection.connection.driver_connection
            if self._postgresql:
                self._driver.execute(f"LISTEN {CHANNEL}")
            else:
                self._seen = self._driver.execute("PRAGMA data_version").fetchone()[0]

    def close(self) -> None:
        """Give the connection up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            if self._postgresql and self._driver.closed:
                connection.invalidate()
            connection.close()
