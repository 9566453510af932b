"""One town a test, with an incubator of Pakistan and its manager."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from events.incubators.aggregate import Incubator
from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town


@dataclass
class Place:
    """An incubator, its manager, and the addresses of its pages."""

    town: Town
    manager: Member
    id: UUID
    slug: str = "incubator-pk"

    @property
    def address(self) -> str:
        return f"/incubators/{self.slug}"

    @property
    def now(self) -> Incubator:
        return self.town.house.log.get(Incubator, self.id)

    def of(self, startup: Startup, command: str = "") -> str:
        return f"{self.address}/manage/startups/{startup.id}" + (f"/{command}" if command else "")


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(sqlite_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def manager(town: Town) -> Member:
    return town.member("manager")


@pytest.fixture
def place(town: Town, manager: Member) -> Place:
    return Place(town, manager, town.house.incubator("PK", (manager.actor,)))


@pytest.fixture
def founder(town: Town) -> Member:
    return town.member("founder")


@pytest.fixture
def organiser(town: Town) -> Member:
    found = town.member("organiser")
    assert found.actor.account is not None
    town.house.offices.grant(SYSTEM, found.actor.account, "organiser", "PK")
    return found


@pytest.fixture
def statements(town: Town) -> Iterator[list[str]]:
    """What the pages ask the database, one text a statement."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    sa.event.listen(town.house.db.engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(town.house.db.engine, "before_cursor_execute", note)
