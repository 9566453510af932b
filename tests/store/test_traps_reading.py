"""Traps around loading, snapshots, followers and handlers, see docs/decisions/traps.md."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from events.actor import Actor
from events.errors import Missing
from events.fact import Created, Fact, Root
from events.log import Entry, Log
from events.store import Database, Prepared, Transaction
from events.store.follower import Follower
from events.store.places import caught_up, go_on, places
from tests.store.sample import NOON, SOMEBODY, Garden, GardenRenamed, TreeAdded, plant, with_gardens
from tests.store.threads import eventually

SNAPSHOTS = Prepared(sa.text("SELECT count(*) FROM snapshots"))


def test_a_snapshot_of_another_shape_is_not_used(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log(database)
    garden = plant(trees=120)
    log.save(garden)
    assert database.rows(SNAPSHOTS) == [(1,)]

    def with_rain(self: Garden, name: str, owner: Any) -> None:
        self.name, self.owner, self.trees, self.rain = name, owner, [], 0  # type: ignore[attr-defined]

    monkeypatch.setattr(Garden, "__init__", with_rain)
    assert Log(database).get(Garden, garden.id).rain == 0  # type: ignore[attr-defined]


def test_an_aggregate_from_its_snapshot_equals_the_one_from_its_events(database: Database) -> None:
    log = Log(database)
    garden = plant(trees=120)
    log.save(garden)
    from_snapshot = Log(database).get(Garden, garden.id)
    from_events = Log(database).get(Garden, garden.id, version=121)
    assert database.rows(SNAPSHOTS) == [(1,)]
    assert vars(from_snapshot) == vars(from_events)


def test_a_snapshot_that_fails_does_not_fail_the_save(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = Log(database)

    def fails(self: Garden) -> dict[str, Any]:
        raise RuntimeError("no room")

    monkeypatch.setattr(Garden, "kept", fails)
    assert log.save(plant(trees=120)) == 121
    assert "no snapshot of sample_garden" in caplog.text


def test_an_event_whose_class_was_renamed_still_loads(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    garden = plant(trees=1)
    Log(database).save(garden)

    class SaplingSetOut(Fact):
        kind: str

        def apply(self, garden: Garden) -> None:
            garden.trees.append(f"sapling of {self.kind}")

    monkeypatch.setitem(Fact.known, TreeAdded.TOPIC, SaplingSetOut)
    assert Log(database).get(Garden, garden.id).trees == ["sapling of apricot 0"]


def test_an_older_shape_of_an_event_is_lifted(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    garden = plant(trees=1)
    Log(database).save(garden)

    class TreeAddedWithAge(Fact):
        class_version = 2
        kind: str
        age: int

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["age"] = 0

        def apply(self, garden: Garden) -> None:
            garden.trees.append(f"{self.kind}, {self.age} years")

    monkeypatch.setitem(Fact.known, TreeAdded.TOPIC, TreeAddedWithAge)
    assert Log(database).get(Garden, garden.id).trees == ["apricot 0, 0 years"]


def test_a_failed_command_leaves_the_remembered_aggregate_as_it_was(database: Database) -> None:
    log = Log(database)
    garden = plant()
    log.save(garden)
    log.get(Garden, garden.id).trees.append("never planted")
    assert log.get(Garden, garden.id).trees == []


def test_an_aggregate_of_another_kind_is_missing(database: Database) -> None:
    class WellDug(Created, topic=f"sample_well_{database.name}.dug"):
        pass

    class Well(Root, created=WellDug):
        pass

    log = Log(database)
    garden = plant()
    log.save(garden)
    with pytest.raises(Missing):
        log.get(Well, garden.id)


def test_a_guard_that_refuses_leaves_nothing_behind(database: Database) -> None:
    log, views = with_gardens(database)

    def refuse(transaction: Transaction) -> None:
        raise Missing("permission", "x")

    garden = plant()
    with pytest.raises(Missing):
        log.save(garden, claim=[("garden", "chorbagh", garden.id)], guards=[refuse])
    again = plant()
    assert log.save(again, claim=[("garden", "chorbagh", again.id)]) == 1
    assert len(views["a"].rows(database)) == 1


def test_handlers_get_decoded_events(database: Database) -> None:
    got: list[Any] = []

    class RowsPlanted(Created, topic=f"sample_rows_{database.name}.planted"):
        trees: tuple[str, ...]

    class Rows(Root, created=RowsPlanted):
        def __init__(self, trees: Sequence[str]) -> None:
            self.trees = trees

    log = Log(database, lambda tx, event, event_id: got.append(event))
    log.save(Rows.begin(SOMEBODY, NOON, trees=("elm", "plane")))
    assert got[0].trees == ["elm", "plane"]
    assert got == [entry.fact for entry in log.entries()]


def test_a_handler_that_fails_refuses_the_command_loudly(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    def fails(tx: Transaction, event: Fact, event_id: int) -> None:
        raise KeyError("a name that nobody may read in a log")

    with pytest.raises(KeyError):
        Log(database, fails).save(plant())
    assert Log(database).entries() == []
    assert "the log refused sample_garden.planted" in caplog.text
    shown = places(database)["read models"]
    assert shown.stopped_at == 1
    assert shown.error is not None
    assert "KeyError at test_traps_reading.py" in shown.error
    assert "nobody may read" not in caplog.text + shown.error


# -- followers ----------------------------------------------------------------------------------------------------


def collector(log: Log, into: list[int], **options: Any) -> Follower[list[int]]:
    """A follower that collects ids."""
    return Follower(
        "collector", log, lambda entries: [entry.id for entry in entries], lambda tx, ids: into.extend(ids), **options
    )


@contextmanager
def running(follower: Follower[Any]) -> Iterator[threading.Thread]:
    """The follower at work in a thread."""
    stop = threading.Event()
    thread = threading.Thread(target=follower.run, args=(stop,), daemon=True)
    thread.start()
    yield thread
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_follower_takes_every_event_once_in_batches(database: Database) -> None:
    log, seen = Log(database), list[int]()
    log.save(plant(trees=1200))
    follower = collector(log, seen)
    assert [follower.step() for _ in range(4)] == [500, 500, 201, 0]
    assert seen == list(range(1, 1202))


def test_a_follower_of_some_topics_passes_over_the_others(database: Database) -> None:
    log, seen = Log(database), list[int]()
    garden = plant(trees=3)
    garden.rename("Chorsu")
    log.save(garden, plant())
    follower = collector(log, seen, topics=[GardenRenamed.TOPIC])
    assert follower.step() == 6
    assert seen == [5]


def test_of_two_processes_that_follow_one_applies(database: Database) -> None:
    log, seen = Log(database), list[int]()
    log.save(plant(trees=2))
    other = collector(log, seen)

    def slow(entries: Sequence[Entry]) -> list[int]:
        other.step()  # is quicker
        return [entry.id for entry in entries]

    assert Follower("collector", log, slow, lambda tx, ids: seen.extend(ids)).step() == 0
    assert seen == [1, 2, 3]


def test_a_poison_event_stops_a_follower_in_sight_until_it_is_told_to_go_on(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    log, seen = Log(database), list[int]()
    log.save(plant(trees=9))

    def compute(entries: Sequence[Entry]) -> list[int]:
        if any(entry.id == 7 for entry in entries):
            raise ValueError("what somebody typed")
        return [entry.id for entry in entries]

    follower = Follower("collector", log, compute, lambda tx, ids: seen.extend(ids))
    assert follower.step() == 6
    assert follower.step() == 0
    shown = places(database)["collector"]
    assert (shown.position, shown.stopped_at) == (6, 7)
    assert shown.error is not None
    assert "ValueError at test_traps_reading.py" in shown.error
    assert "typed" not in shown.error + caplog.text
    go_on(database, "collector")
    assert follower.step() == 0
    assert places(database)["collector"].stopped_at == 7
    go_on(database, "collector", past=True)
    assert follower.step() == 3
    assert seen == [1, 2, 3, 4, 5, 6, 8, 9, 10]
    assert "leaves out event 7" in caplog.text


def test_an_event_that_nobody_knows_stops_a_follower(database: Database) -> None:
    log, seen = Log(database), list[int]()
    log.save(plant(trees=3))
    with database.change() as transaction:
        transaction.connection.exec_driver_sql("UPDATE events SET topic = 'sample_garden.burned' WHERE id = 3")
    assert collector(log, seen).step() == 2
    assert places(database)["collector"].stopped_at == 3


def test_a_follower_hears_of_a_commit_within_a_poll(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.store.follower.POLL", 30)
    log, seen = Log(database), list[int]()
    with running(collector(log, seen)):
        assert caught_up(database, "collector", log.save(plant()), timeout=5)
        assert caught_up(database, "collector", log.save(plant()), timeout=5)
        monkeypatch.setattr("events.store.follower.POLL", 0.01)
        log.save(plant())


def test_a_follower_catches_up_when_its_listening_connection_is_killed(postgres_url: str) -> None:
    database = Database(postgres_url)
    log, seen = Log(database), list[int]()
    # Of this database alone: tests of other processes are on the same server.
    ours = "query LIKE 'LISTEN%' AND datname = current_database()"
    kill = sa.text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")

    def killed() -> bool:
        with database.change() as transaction:
            return bool(transaction.connection.execute(kill).all())

    with running(collector(log, seen)) as thread:
        assert eventually(killed)
        assert caught_up(database, "collector", log.save(plant()), timeout=2)
        assert eventually(killed), "it listens again"
        assert thread.is_alive()
    database.close()


def test_a_follower_catches_up_when_notifications_are_lost(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.store.database.POSTGRES_LOCK", "SELECT pg_advisory_xact_lock(7341003)")
    database = Database(postgres_url)
    log, seen = Log(database), list[int]()
    with running(collector(log, seen)):
        assert caught_up(database, "collector", log.save(plant()), timeout=2)
    database.close()


def test_waiting_for_a_follower_looks_again_within_milliseconds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 5:
            raise TimeoutError

    monkeypatch.setattr(time, "sleep", sleep)
    with pytest.raises(TimeoutError):
        caught_up(database, "nobody", 1, timeout=60)
    assert max(pauses) < 0.006


def test_a_listener_gives_its_connection_back(postgres_url: str) -> None:
    database = Database(postgres_url)
    query = sa.text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")

    def listening() -> int:
        with database.read() as connection:
            return int(connection.scalar(query) or 0)

    with database.listen() as listener:
        assert listener.wait(0) is False
        assert listening() == 1
    assert eventually(lambda: listening() == 0)
    database.close()


def test_who_when_and_why_go_with_every_event(database: Database) -> None:
    log = Log(database)
    log.save(Garden.begin(Actor(system="import"), NOON, name="Chorbagh", owner=None))
    (entry,) = log.entries()
    assert (entry.fact.by, entry.fact.timestamp, entry.fact.why) == ("system:import", NOON, None)
    assert entry.fact.recorded_at == entry.recorded_at
