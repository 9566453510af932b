"""What the demonstration shows of imports: one that was brought in, with rows to mend, and a file that waits."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bridge.demo.timeline import Cast, Moment
from bridge.importing import mapping, opened
from bridge.importing.bringing import bring_in
from bridge.importing.checking import begin_check, check
from bridge.importing.jobs import Job, header_hash
from bridge.importing.working import load

if TYPE_CHECKING:
    from bridge.composition import Bridge

HOUSE = "demo-incubator-khyber"
SPRING = """No;Company;Country;City;Sector;Description;Website;Founded;E-mail
1;Swat Valley Kilns;Pakistan;Mingora;Construction;Kilns that fire bricks with half the coal.;swat-kilns.example;2023;a@kilns.example
2;Tarbela Seed Bank;Pakistan;Haripur;Agriculture;Seeds of old wheat for hill farms, by subscription.;tarbela-seeds.example;2024;b@seeds.example
3;Gandhara Games;Pakistan;Peshawar;Games;History lessons as games for phones.;gandhara-games.example;2022;c@games.example
4;Khyber Basketry;Pakistan;Landi Kotal;Basketry;Baskets of willow for hotels.;;2021;
5;Indus Cargo Drones;Atlantis;;Logistics;Parcels over broken bridges.;;2031;
"""  # noqa: E501  # a row of a list is one line
SUMMER = """Название;Страна;Город;Отрасль;Кратко;Сайт
Мастерская у перевала;Пакистан;Пешавар;Мебель;Столы и двери из ореха.;
Горный мёд;Пакистан;Читрал;Сельское хозяйство;Мёд с пасек выше двух тысяч метров.;honey-pass.example
"""


class Lists:
    """A manager's two files, the second as Excel saves it in Russian."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until

    def moments(self) -> Iterator[Moment]:
        """Everything."""
        yield Moment(self.until - timedelta(days=9), partial(self._bring, "Spring intake.csv", SPRING.encode()))
        summer = SUMMER.encode("windows-1251")
        yield Moment(self.until - timedelta(hours=2), partial(self._send, "Летний набор.csv", summer))

    def _send(self, name: str, data: bytes) -> Job:
        jobs, manager = self.bridge.import_jobs, self.cast.managers[HOUSE].account
        if manager is None:
            raise ValueError("a manager without an account")
        job = jobs.upload(self.cast.incubators[HOUSE], manager, name, data)
        headers = opened(data, most=1).headers
        columns = [None if field == "ignored" else field for field in mapping(headers)]
        settings = {"list": name.removesuffix(".csv"), "country": None, "undecided": "skip"}
        jobs.change(job.id, ("mapping",), columns=columns, headers=header_hash(headers), settings=settings)
        return job

    def _bring(self, name: str, data: bytes) -> None:
        bridge, job = self.bridge, self._send(name, data)
        bridge.import_jobs.change(job.id, ("mapping",), state="checking")
        self._work(job, "checking")
        by, rows = self.cast.managers[HOUSE], len(opened(data).rows)
        bridge.imports.start(by, job.id, job.incubator, digest=job.digest, rows=rows)
        bridge.import_jobs.change(job.id, ("checked",), state="running", done=0)
        self._work(job, "running")

    def _work(self, job: Job, state: str) -> None:
        """What the importer does on a site that runs."""
        while (found := self.bridge.import_jobs.get(job.id)) is not None and found.state == state:
            loaded = load(self.bridge, found)
            if state == "checking":
                begin_check(self.bridge, loaded)
                check(self.bridge, loaded)
            else:
                bring_in(self.bridge, loaded)
