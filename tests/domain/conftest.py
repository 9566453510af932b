"""The house on a fresh database of each kind, and two founders."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.settings import Settings
from events.actor import Actor
from tests.domain.house import Clock, House


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[House]:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    opened = House(replace(settings, database_url=database_url), clock)
    yield opened
    opened.close()


@pytest.fixture
def founder(house: House) -> Actor:
    return house.person()


@pytest.fixture
def partner(house: House) -> Actor:
    return house.person()
