"""A list of 10,000 rows through the follower that brings it in, while people look at pages.

The follower is a process of its own, as on the site: it checks the file, then brings it in. A page of the site is asked
for again and again meanwhile, through gunicorn with two processes. The floor, in the same run on a database of its own:
reading the file, and appending the same events with the same claims, without read models, a transaction a batch.
"""

import multiprocessing as mp
import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent
from openpyxl import Workbook

from benchmarks.houses import Place, house, places
from benchmarks.records import Record, benchmark, percentile
from benchmarks.serving import WORKERS, free_port, served
from bridge.composition import Bridge
from bridge.followers.importer import Importer, pause
from bridge.importing import mapping, opened
from bridge.importing.bringing import AT_ONCE
from bridge.importing.jobs import Job, header_hash
from bridge.serving import production_command
from bridge.settings import Settings
from events.actor import Actor
from events.log import Entry, Log

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", "10000"))
EVERY = 0.05  # seconds between two requests
HEADERS = ["No", "Company", "Country", "City", "Sector", "Description", "Website", "Founded", "E-mail"]


def spreadsheet(folder: Path) -> bytes:
    """An .xlsx file as an incubator would have it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Startups")
    sheet.append(HEADERS)
    sectors = ("Fintech", "Agriculture", "Education", "Basketry", "Logistics", "Health")
    for number in range(ROWS):
        text = f"We build pumps, payments and lessons for district {number % 97} of the valley. " * 3
        sheet.append(
            [number, f"Company {number:05}", "Pakistan", f"Town {number % 41}", sectors[number % 6], text,
             f"company{number}.example", 2010 + number % 15, f"person{number}@company.example"]
        )  # fmt: skip
    path = folder / "list.xlsx"
    book.save(path)
    return path.read_bytes()


def prepared(bridge: Bridge, data: bytes) -> Job:
    """A manager has sent the file and said what its columns hold."""
    system, manager = Actor(system="cli"), Actor(uuid4())
    page = {"name": {"en": "Center"}, "kind": "it_park", "country": "PK"}
    incubator = bridge.incubators.list(system, page, [])
    bridge.incubators.invite_manager(system, incubator.id, invitation := uuid4())
    bridge.incubators.join(manager, incubator.id, invitation)
    job = bridge.import_jobs.upload(incubator.id, manager.account or uuid4(), "list.xlsx", data)
    columns = [None if field == "ignored" else field for field in mapping(HEADERS)]
    settings = {"list": "list", "country": None, "undecided": "skip"}
    values = {"columns": columns, "headers": header_hash(HEADERS), "settings": settings}
    bridge.import_jobs.change(job.id, ("mapping",), **values, state="checking")
    return job


def _follow(url: str, folder: str, id: UUID, answer: mp.SimpleQueue) -> None:  # type: ignore[type-arg]  # no parameters at run time
    """Check and bring in; answers seconds of both, memory in MB, and the longest stretch without progress."""
    bridge = house(url, Path(folder))
    importer, jobs = Importer(bridge), bridge.import_jobs
    times: dict[str, float] = {}
    longest, moved = 0.0, time.monotonic()
    for state, then in (("checking", "checked"), ("running", "done")):
        begin = time.monotonic()
        while (job := jobs.get(id)) is not None and job.state == state:
            began = time.monotonic()
            importer.step()
            time.sleep(pause(time.monotonic() - began))
            longest, moved = max(longest, time.monotonic() - moved), time.monotonic()
        assert job is not None
        assert job.state == then, (job.state, job.problem)
        times[state] = time.monotonic() - begin
        if then == "checked":
            by = bridge.actor_for(job.account)
            bridge.imports.start(by, id, job.incubator, digest=job.digest, rows=job.total)
            jobs.change(id, ("checked",), state="running", done=0)
    # Not `ru_maxrss`: a new process begins with that of the one that started it.
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1000
    answer.put((times["checking"], times["running"], peak, longest))
    bridge.close()


def floor(url: str, folder: Path, data: bytes, source: str) -> float:
    """Seconds to read the file, and to append the events of the import again without read models."""
    with_events, empty = house(source, folder), house(url, folder)
    entries: list[Entry] = []
    while found := with_events.log.entries(entries[-1].id if entries else 0, 2000):
        entries += list(found)
    stored: list[StoredEvent] = [with_events.log.mapper.to_stored_event(entry.fact) for entry in entries]
    raw = Log(empty.db)
    begin = time.monotonic()
    opened(data)
    size = 2 * AT_ONCE  # events a row: registered, admitted
    for start in range(0, len(stored), size):
        part = stored[start : start + size]
        first = [UUID(str(event.originator_id)) for event in part if event.originator_version == 1]
        claims = [(kind, str(id), id) for id in first for kind in ("address", "row")]
        raw.events.recorder.insert_events(part, claim=claims)
    seconds = time.monotonic() - begin
    with_events.close()
    empty.close()
    return seconds


@contextmanager
def site(url: str, folder: Path) -> Iterator[str]:
    """Gunicorn with two processes on the database."""
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(folder)})
    with served(production_command(replace(settings, port=free_port()), WORKERS), url, folder) as port:
        yield f"http://127.0.0.1:{port}/startups"


def _asked(address: str) -> float:
    begin = time.monotonic()
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
    return (time.monotonic() - begin) * 1000


def measured(place: Place, data: bytes) -> tuple[Record, Record]:
    """One import on one kind of database."""
    url = place.fresh()
    bridge = house(url, place.folder)
    job = prepared(bridge, data)
    bridge.close()
    context = mp.get_context("spawn")
    answer = context.SimpleQueue()
    waits: list[float] = []
    with site(url, place.folder) as address:
        follower = context.Process(target=_follow, args=(url, str(place.folder), job.id, answer))
        follower.start()
        while follower.is_alive():
            waits.append(_asked(address))
            time.sleep(EVERY)
        follower.join()
    if follower.exitcode:
        raise RuntimeError("the follower of the benchmark failed")
    checked, brought, memory, longest = answer.get()
    least = floor(place.fresh(), place.folder, data, url)
    rate, best = ROWS / brought, ROWS / least
    name = f"import.rows.{place.kind}"
    peers = {"checked": ROWS / checked, "memory_mb": memory, "longest_wait_s": longest}
    return (
        Record(name, rate, "rows/s", best, rate / best, peers),
        Record(
            f"{name}.page", percentile(waits, 0.95), "ms", peers={"median": percentile(waits, 0.5), "most": max(waits)}
        ),
    )


@benchmark("import.rows")
def importing() -> Iterator[Record]:
    """import.rows.{sqlite,postgres} (rows/s), import.rows.{sqlite,postgres}.page (ms, 95th percentile meanwhile)"""
    with places() as kinds:
        for place in kinds.values():
            yield from measured(place, spreadsheet(place.folder))
