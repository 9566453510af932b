"""The library's own test cases for persistence modules, on this one, on both databases."""

from collections.abc import Iterator

import pytest
from eventsourcing.tests.application import ExampleApplicationTestCase
from eventsourcing.tests.persistence import (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
)
from eventsourcing.utils import get_topic

from events.store import AggregateRecorder, ApplicationRecorder, Database, Factory


class Given:
    """The database under a test case."""

    database: Database

    def use(self, url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Open it, and let the library find it."""
        monkeypatch.setenv("PERSISTENCE_MODULE", "events.store")
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setattr("events.store.factory._opened", {})
        self.database = Database(url)
        yield
        self.database.close()


class OnSqlite(Given):
    """SQLite."""

    @pytest.fixture(autouse=True)
    def given(self, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """A fresh file."""
        yield from self.use(sqlite_url, monkeypatch)


class OnPostgres(Given):
    """PostgreSQL."""

    @pytest.fixture(autouse=True)
    def given(self, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """A fresh database."""
        yield from self.use(postgres_url, monkeypatch)


class Snapshots(Given):
    """Makes the recorder of snapshots."""

    def create_recorder(self) -> AggregateRecorder:
        """On the given database."""
        return AggregateRecorder(self.database)


class Events(Given):
    """Makes the recorder of the log."""

    def create_recorder(self) -> ApplicationRecorder:
        """On the given database."""
        return ApplicationRecorder(self.database)

    def close_db_connection(self, *_: object) -> None:
        """The cases call this at the end of a thread."""


class TestSnapshotsOnSqlite(Snapshots, OnSqlite, AggregateRecorderTestCase):
    pass


class TestSnapshotsOnPostgres(Snapshots, OnPostgres, AggregateRecorderTestCase):
    pass


class TestEventsOnSqlite(Events, OnSqlite, ApplicationRecorderTestCase[ApplicationRecorder]):
    pass


class TestEventsOnPostgres(Events, OnPostgres, ApplicationRecorderTestCase[ApplicationRecorder]):
    pass


class TestOrderOnSqlite(Events, OnSqlite, NonInterleavingNotificationIDsBaseCase):
    pass


class TestOrderOnPostgres(Events, OnPostgres, NonInterleavingNotificationIDsBaseCase):
    pass


class TestApplicationOnSqlite(OnSqlite, ExampleApplicationTestCase):
    expected_factory_topic = get_topic(Factory)


class TestApplicationOnPostgres(OnPostgres, ExampleApplicationTestCase):
    expected_factory_topic = get_topic(Factory)


# Imported, the abstract cases would run as well.
del ExampleApplicationTestCase, AggregateRecorderTestCase, ApplicationRecorderTestCase
del NonInterleavingNotificationIDsBaseCase
