"""Databases for benchmarks, durable as in production, and the bridge on them."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

from bridge.composition import Bridge
from bridge.settings import Settings
from events.store.database import Database
from events.store.migrating import migrate
from tests.databases import MIGRATIONS, postgres_server

KINDS = ("sqlite", "postgres")
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c shared_buffers=256MB -c max_connections=100"
_numbers = count()


class Place:
    """One kind of database; `fresh` makes one, `copy` makes another like it."""

    def __init__(self, kind: str, folder: Path, server: URL | None) -> None:
        self.kind, self.folder, self.server = kind, folder, server

    def fresh(self) -> str:
        """A migrated, empty database."""
        url = self._new()
        database = Database(url)
        migrate(database, MIGRATIONS)
        database.close()
        return url

    def copy(self, url: str) -> str:
        """A database with the same content; nobody may be connected to the first."""
        if self.server is None:
            other = self.folder / f"{next(_numbers)}.sqlite"
            shutil.copyfile(url.removeprefix("sqlite:///"), other)
            return f"sqlite:///{other}"
        return self._new(template=url)

    def settle(self, url: str) -> None:
        """What PostgreSQL's autovacuum does in time: statistics, and which pages everybody may see."""
        if self.server is not None:
            with psycopg.connect(conninfo(make_url(url)), autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")

    def _new(self, template: str | None = None) -> str:
        name = f"bench_{next(_numbers)}"
        if self.server is None:
            return f"sqlite:///{self.folder / name}.sqlite"
        source = URL.create("x", database="template0") if template is None else make_url(template)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {source.database}")
        return self.server.set(database=name).render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        if self.server is None:
            raise ValueError("only a server runs statements of its own")
        with psycopg.connect(conninfo(self.server), autocommit=True) as connection:
            connection.execute(statement.encode())


def conninfo(url: URL) -> str:
    """A SQLAlchemy address as the driver takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def places() -> Iterator[dict[str, Place]]:
    """SQLite files in a folder on disk, and a PostgreSQL server of this run."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bridge-bench-")))
        server = stack.enter_context(postgres_server(folder.name, DURABLE))
        yield {"sqlite": Place("sqlite", folder, None), "postgres": Place("postgres", folder, server)}


def house(url: str, folder: Path) -> Bridge:
    """The bridge on a database."""
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
    return Bridge(replace(settings, database_url=url))
