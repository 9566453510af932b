"""Fixtures that every part of the tests shares: one migrated database of each kind a test."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import MethodType
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from events.store import database as store
from events.store.database import Database
from tests.databases import Postgres, Sqlite, postgres_server
from tests.repeatable import same_bytes, same_cases

# Nothing survives a test run, so nothing has to reach the disk.
store.PRAGMAS = ("journal_mode = WAL", "synchronous = OFF", "foreign_keys = ON", "secure_delete = ON")


class Compiled(BytecodeCache):
    """Templates that were compiled in this process: nearly every test makes an app, and compiling took a third."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


class Known(Rule):
    """An address that was compiled in this process: every app has the same hundreds, and they took half of an app."""

    compiled: ClassVar[dict[tuple[str, ...], dict[str, Any]]] = {}
    MADE = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")

    def compile(self) -> None:
        what = (self.rule, self.subdomain or "", self.host or "", repr(self.defaults), str(self.merge_slashes))
        if (found := self.compiled.get(what)) is None:
            super().compile()
            found = self.compiled[what] = {name: getattr(self, name) for name in self.MADE}
            for name in ("_build", "_build_unknown"):
                found[name] = found[name].__func__
        for name, made in found.items():
            setattr(self, name, MethodType(made, self) if name in ("_build", "_build_unknown") else made)


Flask.url_rule_class = Known
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


same_cases()


def pytest_collection_finish() -> None:
    """Spare the collector what stays for the whole run: looking through it again and again took a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with same_bytes(item.nodeid):
        return (yield)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    """A real PostgreSQL server, shared by the processes of the run."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"p{os.getpid()}"
    with postgres_server(run) as server:
        databases = Postgres(server, os.environ.get("PYTEST_XDIST_WORKER", "main"))
        yield databases
        databases.close()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    """A folder for SQLite files."""
    return Sqlite(Path(tmp_path_factory.mktemp("sqlite")))


@pytest.fixture
def sqlite_url(sqlite: Sqlite) -> Iterator[str]:
    """A fresh migrated SQLite database."""
    yield from _fresh(sqlite)


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    yield from _fresh(postgres)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh migrated database, once of each kind."""
    yield from _fresh(request.getfixturevalue(request.param))


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same, opened."""
    opened = Database(database_url)
    yield opened
    opened.close()


def _fresh(kind: Sqlite | Postgres) -> Iterator[str]:
    url = kind.fresh()
    yield url.render_as_string(hide_password=False)
    kind.drop(url)
