"""Commands a second, end to end in a service call, beside the driver writing the same rows.

The floor is a replay: what a process of ours sent between BEGIN and COMMIT is recorded, its reads are left out, and
the rest is sent again on a copy of the database, by the driver itself on one kept connection, prepared, in one
transaction a command, with the same lock, durability and notification.
"""

import multiprocessing as mp
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import sqlalchemy as sa

from benchmarks.houses import Place, conninfo, house, places
from benchmarks.records import Record, benchmark, beside
from bridge.composition import Bridge
from events.actor import Actor
from events.store.database import POSTGRES_LOCK, PRAGMAS
from events.store.session import Session
from events.store.tables import log_head

ROUNDS, CYCLES = 5, 120
Statement = tuple[str, Any, bool]  # SQL, parameters, many


def crowd(bridge: Bridge, workers: int) -> list[list[tuple[UUID, UUID, UUID]]]:
    """For each worker: (founder's account, own startup, startup of another country) as often as there are cycles."""
    profile = {
        "city": "Peshawar", "sectors": ["healthtech", "ai_data"], "technologies": ["iot"],
        "languages": {"en": "fluent"},
        "one_liner": {"en": "Small electrosurgical units for district hospitals"},
        "description": {"en": "We build and repair units that cut and coagulate. " * 6},
        "needs": [{"code": "distribution", "countries": ["UZ"]}], "offers": [{"code": "co_development"}],
    }  # fmt: skip
    crowds = []
    for _ in range(workers):
        founder, partner = Actor(uuid4()), Actor(uuid4())
        rows = []
        for number in range(CYCLES):
            mine = bridge.startups.register(founder, {**profile, "name": f"Unit {number}", "country": "PK"})
            theirs = bridge.startups.register(partner, {**profile, "name": f"Birlik {number}", "country": "UZ"})
            rows.append((founder.account or uuid4(), mine.id, theirs.id))
        crowds.append(rows)
    return crowds


def work(bridge: Bridge, rows: list[tuple[UUID, UUID, UUID]]) -> int:
    """A founder's day: edit the profile, propose an introduction, take it back. Answers the number of commands."""
    choices = {"want": "distribution", "offer": "co_development", "next_step": "call", "language": "en"}
    for number, (account, mine, theirs) in enumerate(rows):
        founder = Actor(account)
        bridge.startups.change(founder, mine, {"one_liner": {"en": f"Small units, series {number}"}})
        proposed = bridge.introductions.propose(founder, mine, theirs, choices)
        bridge.introductions.withdraw(founder, proposed.id)
    return 3 * len(rows)


def recording(bridge: Bridge, act: Callable[[], object]) -> list[list[Statement]]:
    """What an act sends between BEGIN and COMMIT, without its reads, a list a transaction."""
    commands: list[list[Statement]] = []

    class Recorder(Session):
        def send(self, sql: str, params: Any = ()) -> None:
            _keep(commands, sql, params, many=False)
            super().send(sql, params)

        def send_many(self, sql: str, params: Any) -> None:
            _keep(commands, sql, params, many=True)
            super().send_many(sql, params)

        def count(self, sql: str, params: Any = ()) -> int:
            _keep(commands, sql, params, many=False)
            return super().count(sql, params)

        def count_many(self, sql: str, params: Any) -> int:
            _keep(commands, sql, params, many=True)
            return super().count_many(sql, params)

        def begin(self, *statements: str, query: str = "", pipeline: bool = True) -> list[tuple[Any, ...]]:
            answer = super().begin(*statements, query=query, pipeline=pipeline)
            if pipeline:
                commands.append([])
            return answer

    for role in ("reader", "writer"):
        setattr(bridge.db._kept, role, Recorder(bridge.db.engine))  # the thread's own connection, listened to
    act()
    return [command for command in commands if command]


def _keep(commands: list[list[Statement]], sql: str, params: Any, *, many: bool) -> None:
    if commands and sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        commands[-1].append((sql, [_plain(row) for row in params] if many else _plain(params), many))


def _plain(params: Any) -> Any:
    """Parameters as another process can be given them: bytes instead of the drivers' wrappers."""
    if isinstance(params, dict):
        return {name: _bytes(value) for name, value in params.items()}
    return tuple(_bytes(value) for value in params)


def _bytes(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    return value.obj if isinstance(value, psycopg.Binary) else value


def replay(url: str, commands: list[list[Statement]]) -> None:
    """The same writes by the driver alone."""
    if url.startswith("sqlite"):
        raw = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30, cached_statements=512, isolation_level=None)
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        send(raw.cursor(), ["BEGIN IMMEDIATE"], commands)
        raw.close()
        return
    with psycopg.connect(conninfo(sa.make_url(url)), autocommit=True, prepare_threshold=0) as connection:
        send(connection.cursor(), ["BEGIN", POSTGRES_LOCK], commands)


def send(cursor: Any, begin: list[str], commands: list[list[Statement]]) -> None:
    """Send recorded statements, each list as a transaction."""
    for command in commands:
        for statement in begin:
            cursor.execute(statement)
        for sql, params, many in command:
            if many:
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params)
        cursor.execute("COMMIT")


def _ours(url: str, folder: str, rows: list[tuple[UUID, UUID, UUID]], ready: Any, go: Any) -> None:
    bridge = house(url, Path(folder))
    with bridge.reading():
        ready.release()
    go.wait()
    work(bridge, rows)


def _floor(url: str, commands: list[list[Statement]], ready: Any, go: Any) -> None:
    ready.release()
    go.wait()
    replay(url, commands)


def _timed(target: Any, arguments: list[tuple[Any, ...]]) -> float:
    context = mp.get_context("spawn")
    ready, go = context.Semaphore(0), context.Event()
    processes = [context.Process(target=target, args=(*some, ready, go)) for some in arguments]
    for process in processes:
        process.start()
    for _ in processes:
        ready.acquire()
    begin = time.perf_counter()
    go.set()
    for process in processes:
        process.join()
    elapsed = time.perf_counter() - begin
    if any(process.exitcode for process in processes):
        raise RuntimeError("a worker of the benchmark failed")
    return elapsed


def _prepared(place: Place, folder: Path, workers: int) -> tuple[str, list[Any], list[Any]]:
    base = place.fresh()
    bridge = house(base, folder)
    rows = crowd(bridge, workers)
    bridge.close()
    recorded = []
    for number, some in enumerate(rows):
        copy = house(place.copy(base), folder)
        with copy.db.change() as tx:  # ids of their own: replays run side by side
            tx.connection.execute(log_head.update().values(last_id=log_head.c.last_id + 1_000_000 * number))
        recorded.append(recording(copy, partial(work, copy, some)))
        copy.close()
    return base, rows, recorded


@benchmark("command")
def commands() -> Iterator[Record]:
    """command.{sqlite,postgres}.{1,2}"""
    with places() as kinds:
        for kind, place in kinds.items():
            for workers in (1, 2):
                base, rows, recorded = _prepared(place, place.folder, workers)
                total = 3 * CYCLES * workers
                ours, floor = [], []
                for _ in range(ROUNDS):
                    url = place.copy(base)
                    ours.append(total / _timed(_ours, [(url, str(place.folder), some) for some in rows]))
                    url = place.copy(base)
                    floor.append(total / _timed(_floor, [(url, some) for some in recorded]))
                yield beside(f"command.{kind}.{workers}", "commands/s", ours, floor)
