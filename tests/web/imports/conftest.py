"""An incubator with its manager, and files on their way through the pages."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from bridge.followers.importer import Importer
from bridge.importing.jobs import Job
from tests.web.introductions.town import Member, Town

LIST = "№;Название;Страна;Отрасль;Почта\n1;Ткани;Пакистан;Плетение;d@delta.example\n2;=Насосы;Атлантида;;a@a.example\n"


@dataclass
class Desk:
    """The import pages of one incubator, and the manager before them."""

    town: Town
    manager: Member
    incubator: UUID
    base: str = "/incubators/incubator-pk/manage/import"

    def send(self, content: bytes | str, name: str = "Список.csv", who: Member | None = None) -> TestResponse:
        data = content.encode() if isinstance(content, str) else content
        return (who or self.manager).browser.post(self.base, data={"file": (io.BytesIO(data), name)})

    def sent(self, content: bytes | str = LIST, name: str = "Список.csv") -> str:
        """The address of an import whose columns are to be said."""
        answer = self.send(content, name)
        assert answer.status_code == 303, answer.text
        return answer.location

    def columns(self, address: str, **other: str) -> dict[str, str]:
        """The form of the columns as it stands."""
        job = self.job(address)
        fields = {f"column.{number}": field or "-" for number, field in enumerate(job.columns)}
        return {**fields, "list": job.list_name, "country": "", "do": "check", **other}

    def check(self, address: str, **other: str) -> TestResponse:
        answer = self.manager.browser.post(f"{address}/check", data=self.columns(address, **other))
        self.work()
        return answer

    def brought(self, content: bytes | str = LIST) -> str:
        """The address of an import that is done."""
        address = self.sent(content)
        self.check(address)
        assert self.manager.post(f"{address}/start").status_code == 303
        self.work()
        return address

    def work(self) -> None:
        importer = Importer(self.town.house)
        while importer.step():
            pass

    def job(self, address: str) -> Job:
        found = self.town.house.import_jobs.get(UUID(address.rpartition("/")[2]))
        assert found is not None
        return found


@pytest.fixture
def town(sqlite_url: str, tmp_path: Path) -> Iterator[Town]:
    opened = Town(sqlite_url, tmp_path)
    yield opened
    opened.house.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    manager = town.member("manager")
    return Desk(town, manager, town.house.incubator("PK", (manager.actor,)))
