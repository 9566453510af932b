"""Two hundred judges who hand in their scorecards at once: how many a second, how long each waits, none lost."""

import http.client
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from benchmarks.houses import places
from benchmarks.records import Record, benchmark, percentile
from benchmarks.serving import WORKERS, free_port, served
from bridge.serving import production_command
from bridge.settings import Settings
from events.judging.scorecard_events import ScoresSubmitted
from tests.domain.house import Clock, House, Person
from tests.domain.jury import jury

JUDGES, PROJECTS = 200, 3
PATIENCE = 300


@dataclass
class Phone:
    """A judge's browser: the cookie of a session that came in by a link, and the token of its forms."""

    port: int
    link: str
    cookie: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str]:
        """One request over the kept line; a worker may end it between two."""
        headers = {"Cookie": self.cookie, "X-Requested-With": "judging"}
        body = urlencode(fields | {"csrf_token": self.token}) if method == "POST" else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.line.close()
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("Set-Cookie") or []:
            if header.startswith("bridge="):
                self.cookie = header.partition(";")[0]
        if found := re.search(r'name="csrf_token" value="([^"]+)"', text):
            self.token = found[1]
        return answer.status, text

    def come_in(self, sheet: str) -> None:
        """By the link, and look at the first sheet."""
        self.ask("GET", self.link)
        if self.ask("POST", self.link)[0] != 303 or self.ask("GET", sheet)[0] != 200:
            raise RuntimeError("a judge does not come in")


@benchmark("judging.save")
def saving() -> Iterator[Record]:
    """judging.save.{sqlite,postgres} (scorecards/s; acknowledged ones that the log does not have: lost)"""
    with places() as kinds:
        for kind, place in kinds.items():
            url = place.fresh()
            address, round, projects, links = _fill(url, place.folder)
            place.settle(url)
            settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(place.folder)})
            with served(production_command(replace(settings, port=free_port()), WORKERS), url, place.folder) as port:
                sheets = [f"{address}/judge/{round}/{project}" for project in projects]
                phones = [Phone(port, link) for link in links]
                for phone in phones:
                    phone.come_in(sheets[0])
                begin = time.perf_counter()
                waits, acknowledged = _all_at_once(phones, sheets)
                seconds = time.perf_counter() - begin
            there = _in_the_log(url, place.folder)
            if lost := acknowledged - there:
                raise RuntimeError(f"{lost} acknowledged scorecards are not in the log")
            if acknowledged != JUDGES * PROJECTS or there != acknowledged:
                raise RuntimeError(f"{acknowledged} acknowledged, {there} in the log of {JUDGES * PROJECTS}")
            more = {"p50_s": percentile(waits, 0.5), "p95_s": percentile(waits, 0.95), "slowest_s": max(waits)}
            yield Record(
                f"judging.save.{kind}",
                acknowledged / seconds,
                "scorecards/s",
                peers={"lost": lost, "all": there, **more},
            )


def _all_at_once(phones: list[Phone], sheets: list[str]) -> tuple[list[float], int]:
    """Every judge hands in every sheet; answers how long each waited, and how many were said to be received."""
    start, waits, good = threading.Barrier(len(phones)), list[float](), list[bool]()

    def judge(number: int, phone: Phone) -> None:
        start.wait(PATIENCE)
        for place, sheet in enumerate(sheets):
            score = str(1 + (number + place) % 10)
            fields = {"do": "submit", "seen": "0", "comment": f"From judge {number}", "note": ""}
            fields |= {f"values.{key}": score for key in ("need", "idea", "work")}
            begin = time.perf_counter()
            status, text = phone.ask("POST", sheet, **fields)
            waits.append(time.perf_counter() - begin)
            good.append(status == 200 and '"received"' in text)

    threads = [threading.Thread(target=judge, args=one) for one in enumerate(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return waits, sum(good)


def _house(url: str, folder: Path, clock: Clock) -> House:
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
    return House(replace(settings, database_url=url), clock)


def _fill(url: str, folder: Path) -> tuple[str, UUID, list[UUID], list[str]]:
    """A hackathon that is judged today by guests with links; every judge looks at every project."""
    clock = Clock()
    clock.now = datetime.now(UTC) - timedelta(days=17)
    house = _house(url, folder, clock)
    made = jury(house, clock, judges=0, projects=PROJECTS)
    clock.now, links = datetime.now(UTC), []
    for number in range(JUDGES):
        guest = house.guests.welcome(f"Judge {number}")
        made.invite(Person(guest.id))
        link = house.panels.issue_link(made.one, made.hackathon.id, guest.id)
        with house.db.change() as tx:
            links.append(f"/j/{house.guests.replace_link(tx.connection, link, guest.id, made.hackathon.id)}")
    round = made.opened()
    house.close()
    return f"/hackathons/{made.hackathon.slug}", round.id, made.projects, links


def _in_the_log(url: str, folder: Path) -> int:
    house = _house(url, folder, Clock())
    entries = house.log.entries(topics=[ScoresSubmitted.TOPIC], limit=JUDGES * PROJECTS * 2)
    house.close()
    return len({entry.fact.originator_id for entry in entries}) if len(entries) == JUDGES * PROJECTS else len(entries)
