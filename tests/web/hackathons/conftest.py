"""One town a test, for pages about hackathons."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.introductions.town import Town


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(sqlite_url, tmp_path)
    yield opened
    opened.house.close()
