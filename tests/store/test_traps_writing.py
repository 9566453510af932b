"""Traps around writing: each test was seen to fail with its protection off, see docs/decisions/traps.md."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy import make_url

from events.errors import Stale, Taken
from events.fact import Fact
from events.log import Log
from events.store import Database, Factory, IntegrityError, Transaction, VersionConflict, verify
from events.store.migrating import migrate
from tests.databases import MIGRATIONS, Postgres, Sqlite
from tests.store.sample import Garden, plant, with_gardens
from tests.store.threads import eventually, in_processes, together


def test_commits_are_in_the_order_of_ids_and_a_tailing_reader_misses_nothing(database: Database) -> None:
    log, _ = with_gardens(database)
    seen: list[int] = []
    done = threading.Event()

    def tail() -> None:
        while not (done.is_set() and len(seen) == (log.recorder.max_notification_id() or 0)):
            seen.extend(entry.id for entry in log.entries(seen[-1] if seen else 0))

    def write(number: int) -> None:
        for size in (1, 7, 2, 30, 1, 3):
            log.save(plant(f"Garden {number}", trees=size))

    with ThreadPoolExecutor(1) as reader:
        tailing = reader.submit(tail)
        failures = [failure for failure in together(write, 4) if failure is not None]
        done.set()
        tailing.result(30)
    assert failures == []
    assert seen == list(range(1, 4 * (44 + 6) + 1))
    assert verify(database) == []


def test_a_second_writer_waits_and_then_sees_what_the_first_wrote(database: Database) -> None:
    log, _ = with_gardens(database)
    first_is_in, first_may_go = threading.Event(), threading.Event()

    def slow(transaction: Transaction) -> None:
        first_is_in.set()
        assert first_may_go.wait(30)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(log.save, plant(trees=3), guards=[slow])
        assert first_is_in.wait(30)
        second = pool.submit(log.save, plant())
        assert eventually(lambda: waiting(database))
        assert not second.done()
        first_may_go.set()
        assert (first.result(30), second.result(30)) == (4, 5)


def waiting(database: Database) -> bool:
    """Whether somebody waits for the log's lock."""
    if not database.postgresql:
        return database._turn.locked()
    with database.read() as connection:
        held = connection.scalar(sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))
        return bool(held)


@pytest.mark.parametrize("tcp", [False, True])
def test_a_save_of_ten_thousand_events_ends(postgres_url: str, tcp: bool) -> None:
    url = make_url(postgres_url)
    if tcp and "port" in url.query:
        url = url.set(host="127.0.0.1", port=int(str(url.query["port"])), query={})
    database = Database(url.render_as_string(hide_password=False))
    log, views = with_gardens(database)
    ids: list[int] = []
    saving = threading.Thread(target=lambda: ids.append(log.save(plant(trees=9_999))), daemon=True)
    saving.start()
    saving.join(30)
    assert ids == [10_000]
    assert views["a"].rows(database)[0][2] == 9_999
    database.close()


def test_a_save_of_ten_thousand_events_ends_on_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    log, views = with_gardens(database)
    assert log.save(plant(trees=9_999)) == 10_000
    assert views["a"].rows(database)[0][2] == 9_999
    database.close()


def test_appends_go_on_during_analyze(postgres_url: str) -> None:
    database = Database(postgres_url)
    log, _ = with_gardens(database)
    log.save(plant())
    with database.change() as other, ThreadPoolExecutor(1) as pool:
        other.connection.exec_driver_sql("ANALYZE events")  # its lock is held until this transaction ends
        assert pool.submit(log.save, plant()).result(5) == 2
    database.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_processes_that_all_start_first_make_the_tables_once(kind: str, request: pytest.FixtureRequest) -> None:
    server: Sqlite | Postgres = request.getfixturevalue(kind)
    url = server.fresh(migrated=False)
    address = url.render_as_string(hide_password=False)
    assert in_processes(lambda: migrate(Database(address), MIGRATIONS, "0001"), 6) == [0] * 6
    server.drop(url)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_store_itself_makes_no_tables(kind: str, request: pytest.FixtureRequest) -> None:
    server: Sqlite | Postgres = request.getfixturevalue(kind)
    url = server.fresh(migrated=False)
    database = Database(url.render_as_string(hide_password=False))
    Factory({"CREATE_TABLE": "y"}, database).application_recorder()
    assert sa.inspect(database.engine).get_table_names() == []
    database.close()
    server.drop(url)


def test_an_id_is_never_used_again(database: Database) -> None:
    log = Log(database)
    log.save(plant(trees=2))
    with database.change() as transaction:
        transaction.connection.exec_driver_sql("DELETE FROM events WHERE id = 3")
    assert log.save(plant()) == 4


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Database(url)


def test_forked_processes_and_their_parent_all_go_on(database: Database) -> None:
    log, _ = with_gardens(database)
    garden = plant()
    log.save(garden)

    def child() -> None:
        for _ in range(20):
            log.save(plant(trees=1))
        assert log.get(Garden, garden.id).name == "Chorbagh"

    assert in_processes(child, 2) == [0, 0]
    again = log.get(Garden, garden.id)
    again.add("mulberry")
    assert log.save(again) == 82
    assert verify(database) == []


def test_of_twenty_racers_for_one_name_one_wins(database: Database) -> None:
    log, views = with_gardens(database)

    def race(number: int) -> int:
        garden = plant(f"Racer {number}")
        return log.save(garden, claim=[("garden", "chorbagh", garden.id)])

    results = together(race, 20)
    assert sorted(type(result).__name__ for result in results) == ["Taken"] * 19 + ["int"]
    assert len(views["a"].rows(database)) == 1
    taken = next(result for result in results if isinstance(result, Taken))
    assert (taken.kind, taken.value, taken.problems[0].code) == ("garden", "chorbagh", "taken")


def test_a_lost_update_is_refused_with_both_versions(database: Database) -> None:
    log, _ = with_gardens(database)
    garden = plant()
    log.save(garden)
    mine, theirs = log.get(Garden, garden.id), log.get(Garden, garden.id)
    theirs.rename("Bogishamol")
    theirs.add("plane")
    log.save(theirs)
    mine.rename("Chorsu")
    with pytest.raises(Stale) as stale:
        log.save(mine)
    assert (stale.value.kind, stale.value.id) == ("sample_garden", garden.id)
    assert (stale.value.version, stale.value.current) == (1, 3)
    assert log.get(Garden, garden.id).name == "Bogishamol"


def test_a_stale_save_says_so_before_its_claim_or_guard_does(database: Database) -> None:
    log = Log(database)
    garden = plant()
    log.save(garden, claim=[("garden", "chorbagh", garden.id)])
    mine, theirs = log.get(Garden, garden.id), log.get(Garden, garden.id)
    theirs.add("plane")
    log.save(theirs)
    mine.add("walnut")

    def never(transaction: Transaction) -> None:
        raise AssertionError("asked although the save is stale")

    with pytest.raises(Stale):
        log.save(mine, claim=[("garden", "chorbagh", uuid4())], guards=[never])


def test_a_broken_rule_of_a_read_model_is_not_taken_for_a_conflict(database: Database) -> None:
    _, views = with_gardens(database)

    def twice(tx: Transaction, event: Fact, event_id: int) -> None:
        views[tx.slot].handle(tx, event, event_id)
        views[tx.slot].handle(tx, event, event_id)

    with pytest.raises(IntegrityError) as error:
        Log(database, twice).save(plant())
    assert not isinstance(error.value, VersionConflict)
    assert database.rows(_count())[0][0] == 0


def test_a_swallowed_error_does_not_pass_for_a_commit(postgres_url: str) -> None:
    database = Database(postgres_url)
    with pytest.raises(Exception, match="had failed"), database.change() as transaction:  # noqa: PT012
        transaction.connection.exec_driver_sql("CREATE TABLE notes (id int)")
        with pytest.raises(sa.exc.ProgrammingError):
            transaction.connection.exec_driver_sql("SELECT nonsense")
    database.close()


def test_a_writer_whose_connection_was_thrown_out_comes_back_by_itself(postgres_url: str) -> None:
    database = Database(postgres_url)
    log = Log(database)
    log.save(plant())
    url = make_url(postgres_url)
    parts: dict[str, Any] = {
        **url.query,
        "host": url.host or url.query.get("host"),
        "port": url.port or url.query["port"],
    }
    with psycopg.connect(user=url.username, password=url.password, dbname=url.database, **parts) as other:
        # Of this database alone: tests of other processes are on the same server.
        ours = "application_name = 'bridge' AND datname = current_database()"
        other.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")
    assert log.save(plant()) == 2
    database.close()


def _count() -> Any:
    from events.store import Prepared

    return Prepared(sa.text("SELECT count(*) FROM events"))
