"""A rebuild of all read models, beside decoding the same events and writing the same rows with the driver alone."""

import sqlite3
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice

import psycopg
import sqlalchemy as sa
from eventsourcing.persistence import StoredEvent

from benchmarks.commands import recording, send
from benchmarks.crowds import fill
from benchmarks.houses import conninfo, house, places
from benchmarks.records import Record, benchmark
from bridge.composition import Bridge
from events.store.database import PRAGMAS
from events.store.rebuild import rebuild
from events.store.tables import events

EVENTS, STARTUPS = 200_000, 10_000


def decode(bridge: Bridge) -> float:
    """Seconds to read and decode every event, as the log does for a rebuild."""
    begin = time.perf_counter()
    with bridge.db.read() as connection:
        rows = connection.execute(sa.select(events).order_by(events.c.id))
        while some := list(islice(rows, 500)):
            for row in some:
                stored = StoredEvent(row.originator_id, row.originator_version, row.topic, row.state)
                bridge.log.mapper.to_domain_event(stored)
    return time.perf_counter() - begin


@benchmark("rebuild")
def rebuilding() -> Iterator[Record]:
    """rebuild.{sqlite,postgres}"""
    with places() as kinds:
        for kind, place in kinds.items():
            url = place.fresh()
            bridge = house(url, place.folder)
            fill(bridge, STARTUPS, EVENTS)
            bridge.close()
            copy = house(place.copy(url), place.folder)
            recorded = recording(copy, partial(rebuild, copy.log, copy.views))
            copy.close()
            floor_url = place.copy(url)
            bridge = house(url, place.folder)
            begin = time.perf_counter()
            rebuilt = rebuild(bridge.log, bridge.views)
            ours = rebuilt.events / (time.perf_counter() - begin)
            seconds = decode(bridge)
            bridge.close()
            seconds += _raw(floor_url, recorded)
            floor = rebuilt.events / seconds
            yield Record(f"rebuild.{kind}", ours, "events/s", floor, ours / floor)


def _raw(url: str, recorded: list[list[tuple[str, object, bool]]]) -> float:
    if url.startswith("sqlite"):
        raw = sqlite3.connect(url.removeprefix("sqlite:///"), timeout=30, cached_statements=512, isolation_level=None)
        for pragma in PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        begin = time.perf_counter()
        send(raw.cursor(), ["BEGIN IMMEDIATE"], recorded)
        seconds = time.perf_counter() - begin
        raw.close()
        return seconds
    with psycopg.connect(conninfo(sa.make_url(url)), autocommit=True, prepare_threshold=0) as connection:
        begin = time.perf_counter()
        send(connection.cursor(), ["BEGIN"], recorded)
        return time.perf_counter() - begin
