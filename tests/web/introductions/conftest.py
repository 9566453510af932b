"""One town a test, with two founders of two countries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.introductions.town import Pair, Town, open_pair


@pytest.fixture
def url(sqlite_url: str) -> str:
    """The database of the town; what asks the database in its own way runs on both."""
    return sqlite_url


@pytest.fixture
def town(url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def pair(town: Town) -> Pair:
    return open_pair(town)
