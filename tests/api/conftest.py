"""One planted world a test process and database, which requests go on changing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.robot import Robot
from tests.api.town import Town
from tests.databases import Postgres, Sqlite


@pytest.fixture(scope="session")
def on_sqlite(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    """The world on SQLite."""
    url = sqlite.fresh()
    robot = Robot(tmp_path_factory.mktemp("api"), url.render_as_string(hide_password=False))
    yield robot
    robot.bridge.close()
    sqlite.drop(url)


@pytest.fixture(scope="session")
def on_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    """The world on PostgreSQL."""
    url = postgres.fresh()
    robot = Robot(tmp_path_factory.mktemp("api"), url.render_as_string(hide_password=False))
    yield robot
    robot.bridge.close()
    postgres.drop(url)


@pytest.fixture(params=["sqlite", "postgres"])
def robot(request: pytest.FixtureRequest) -> Robot:
    """The world on each of the databases."""
    found: Robot = request.getfixturevalue(f"on_{request.param}")
    return found


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """A small world of its own: two startups that can meet, and nobody else."""
    made = Town(tmp_path, database_url)
    yield made
    made.bridge.close()
