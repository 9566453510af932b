"""Loading one aggregate of 10, 1,000 and 10,000 events, from its events and from its snapshot."""

import statistics
import time
from collections.abc import Iterator
from uuid import UUID

from eventsourcing.application import LRUCache

from benchmarks.crowds import BEGIN, account
from benchmarks.houses import house, places
from benchmarks.records import Record, benchmark
from bridge.composition import Bridge
from events.startups.aggregate import Startup
from events.startups.profile import EMPTY
from events.store.repository import REMEMBERED
from events.store.tables import snapshots

ROUNDS = 15


@benchmark("load")
def loading() -> Iterator[Record]:
    """load.{10,1000,10000}.{sqlite,postgres}[.snapshot], in milliseconds"""
    with places() as kinds:
        for kind, place in kinds.items():
            bridge = house(place.fresh(), place.folder)
            for size in (10, 1_000, 10_000):
                id = _edited(bridge, size)
                with bridge.db.change() as tx:
                    tx.connection.execute(snapshots.delete())
                yield Record(f"load.{size}.{kind}", _median(bridge, id), "ms")
                bridge.log.roots.take_snapshot(bridge.log.get(Startup, id))
                yield Record(f"load.{size}.{kind}.snapshot", _median(bridge, id), "ms")
            bridge.close()


def _edited(bridge: Bridge, size: int) -> UUID:
    by = account(size)
    told = {**EMPTY, "name": "Anor", "country": "PK"}
    startup = Startup.begin(
        by, BEGIN, slug=f"anor-{size}", profile=told, founder=by.account, source=None, row=None
    )  # fmt: skip
    while startup.version < size:
        startup.change(by, BEGIN, {**startup.profile, "city": f"City {startup.version}"})
        if len(startup.pending) == 500:
            bridge.log.save(startup)
    bridge.log.save(startup)
    return startup.id


def _median(bridge: Bridge, id: UUID) -> float:
    times = []
    for _ in range(ROUNDS):
        bridge.log.roots.memory = LRUCache(REMEMBERED)  # nothing of the round before
        begin = time.perf_counter()
        bridge.log.get(Startup, id)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)
