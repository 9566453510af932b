"""One town a test, with somebody who decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Pair, Town, open_pair


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(sqlite_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def pair(town: Town) -> Pair:
    return open_pair(town)


@pytest.fixture
def judge(town: Town) -> Member:
    found = town.member("judge")
    assert found.actor.account is not None
    town.house.offices.grant(SYSTEM, found.actor.account, "organiser", "*")
    return found
