"""A site whose hackathon stands before its judging; the judges come in by links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from events.judging.round import Round
from tests.domain.hackathon_setup import setup
from tests.domain.house import Person
from tests.domain.jury import Jury, jury
from tests.web.introductions.town import Member, Town


@dataclass
class Bench:
    """The hackathon, its manager at a browser, and the round of one judge."""

    town: Town
    made: Jury
    manager: Member

    @property
    def address(self) -> str:
        return f"/hackathons/{self.made.hackathon.slug}"

    def ask(self, **fields: str) -> str:
        """Ask somebody to judge without an address; answers the path of their link."""
        typed = {"name": "Gulnara Asanova", "languages": ["en", "ru"], "country": "UZ", **fields}
        page = self.manager.browser.post(f"{self.address}/manage/judges", data=typed)
        assert page.status_code == 200, page.text
        return path_in(page.text)

    def judge(self) -> UUID:
        """The newest judge."""
        with self.town.house.reading() as reading:
            return UUID(str(reading.views.judging.panel(reading.connection, self.made.hackathon.id)[-1]["judge"]))

    def opened(self) -> Round:
        """A round in which everybody looks at everything."""
        self.made.judges = [Person(self.judge())]
        return self.made.opened()

    def browser(self, path: str | None = None) -> FlaskClient:
        """A phone that came in by a link, if there is one."""
        client = self.town.app.test_client()
        if path is not None:
            assert client.post(path).status_code == 303
        return client


def path_in(page: str) -> str:
    """The personal link that a page shows."""
    found = re.search(r"/j/[\w-]+", page)
    assert found is not None
    return found[0]


CHAT = "https://chat.example/judges"
SCORES: dict[str, Any] = {
    "do": "submit", "seen": "0", "values.need": "7", "values.idea": "6", "values.work": "8", "comment": "Well done",
    "note": "Watch this",
}  # fmt: skip


@pytest.fixture
def bench(sqlite_url: str, tmp_path: Path) -> Iterator[Bench]:
    town = Town(sqlite_url, tmp_path)
    manager = town.member("manager")
    assert manager.actor.account is not None
    taking = {**setup(town.clock.now)["taking_part"], "chat": CHAT}
    one = Person(manager.actor.account)
    made = jury(town.house, town.clock, judges=0, projects=2, one=one, taking_part=taking)
    yield Bench(town, made, manager)
    town.house.close()
