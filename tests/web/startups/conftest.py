"""One town a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.introductions.town import Member, Town


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(database_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def asma(town: Town) -> Member:
    return town.member("asma", time_zone="Asia/Karachi")


@pytest.fixture
def bek(town: Town) -> Member:
    return town.member("bek")
