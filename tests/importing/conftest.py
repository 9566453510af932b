"""A house with an incubator, on a fresh database of each kind."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bridge.settings import Settings
from tests.domain.house import Clock, House
from tests.importing.town import Town


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Town]:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    opened = House(replace(settings, database_url=database_url), clock)
    yield Town(opened)
    opened.close()
