"""One town a test, with an administrator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(database_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def admin(town: Town) -> Member:
    found = town.member("admin")
    assert found.actor.account is not None
    town.house.offices.grant(SYSTEM, found.actor.account, "administrator")
    return found
