"""Read models made again are the same, while writers go on."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from events.store import Database, Transaction
from events.store.rebuild import Overtaken, live_slot, rebuild
from tests.store.sample import Garden, plant, with_gardens
from tests.store.threads import eventually


@pytest.mark.parametrize("batch", [1, 500])
def test_rows_are_the_same_after_a_rebuild_with_writers_at_work(
    database: Database, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.store.rebuild.LAST", 20)
    log, views = with_gardens(database)
    gardens = [plant(f"Garden {number}", trees=20) for number in range(8)]
    log.save(*gardens)
    started, stop = threading.Event(), threading.Event()

    def write(garden: Garden) -> int:
        saved = 0
        while not stop.is_set():
            mine = log.get(Garden, garden.id)
            mine.add("elm")
            mine.rename(f"Garden of {saved}")
            log.save(mine)
            saved += 1
            started.set()
        return saved

    with ThreadPoolExecutor(2) as pool:
        writers = [pool.submit(write, garden) for garden in gardens[:2]]
        assert started.wait(30)
        rebuilt = rebuild(log, views, batch=batch, compare=True)
        newest = log.recorder.max_notification_id() or 0
        assert eventually(lambda: (log.recorder.max_notification_id() or 0) > newest)
        stop.set()
        assert all(writer.result(30) for writer in writers)
    assert rebuilt.moved
    assert rebuilt.differences == ()
    assert live_slot(database) == "b"
    after_writing = views["b"].rows(database)
    assert rebuild(log, views).slot == "a"
    assert views["a"].rows(database) == after_writing


def test_a_rebuild_that_was_killed_half_way_changed_nothing_and_begins_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("events.store.rebuild.LAST", 0)
    log, views = with_gardens(database)
    log.save(plant(trees=30))
    before = views["a"].rows(database)

    class Killed(BaseException):
        pass

    def dies(done: int, of: int) -> None:
        if done >= 20:
            raise Killed

    with pytest.raises(Killed):
        rebuild(log, views, batch=10, progress=dies)
    assert live_slot(database) == "a"
    assert views["a"].rows(database) == before
    assert views["b"].rows(database) != []
    assert rebuild(log, views, batch=10, compare=True) == ("b", 31, True, ())
    assert views["b"].rows(database) == before


def test_a_rebuild_ends_when_a_later_one_has_begun(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.store.rebuild.LAST", 0)
    log, views = with_gardens(database)
    log.save(plant(trees=30))
    again: list[Any] = []

    def begin_another(done: int, of: int) -> None:
        if not again:
            again.append(True)
            again.append(rebuild(log, views, batch=10))

    with pytest.raises(Overtaken):
        rebuild(log, views, batch=10, progress=begin_another)
    assert again[1].moved
    assert views[live_slot(database)].rows(database)[0][2] == 30


def test_rows_that_the_log_does_not_explain_are_named_and_may_keep_the_old_slot(database: Database) -> None:
    log, views = with_gardens(database)
    garden = plant()
    log.save(garden)
    with database.change() as transaction:
        transaction.connection.exec_driver_sql("UPDATE sample_gardens_a SET name = 'Forged'")
    kept = rebuild(log, views, only_if_same=True)
    assert (kept.slot, kept.moved) == ("a", False)
    (difference,) = kept.differences
    assert (difference.table, difference.old, difference.new) == ("sample_gardens_b", 1, 1)
    assert garden.id.hex in difference.examples[0].replace("-", "")
    assert rebuild(log, views).moved


def test_progress_counts_up_to_the_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.store.rebuild.LAST", 5)
    log, views = with_gardens(database)
    log.save(plant(trees=29))
    told: list[tuple[int, int]] = []
    rebuild(log, views, batch=10, progress=lambda done, of: told.append((done, of)))
    assert told == [(10, 30), (20, 30), (30, 30), (30, 30)]


def test_every_write_reads_the_pointer_after_the_lock(database: Database) -> None:
    log, views = with_gardens(database)
    waiting, may_go = threading.Event(), threading.Event()

    def hold(transaction: Transaction) -> None:
        waiting.set()
        assert may_go.wait(30)

    def move() -> None:
        with database.write() as transaction:
            hold(transaction)
            transaction.connection.exec_driver_sql("UPDATE read_model_slot SET slot = 'b'")

    with ThreadPoolExecutor(2) as pool:
        mover = pool.submit(move)
        assert waiting.wait(30)
        writer = pool.submit(log.save, plant())
        may_go.set()
        mover.result(30)
        writer.result(30)
    assert [len(views[slot].rows(database)) for slot in "ab"] == [0, 1]
