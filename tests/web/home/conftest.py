"""One town a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.introductions.town import Pair, Town, open_pair


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(database_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def pair(town: Town) -> Pair:
    return open_pair(town)
