"""Whatever is done to the log behind its back is named."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.log import Log
from events.store import Database, Finding, verify
from tests.store.sample import plant

ENTRIES = 8
CHANGES: dict[str, Callable[[], Any]] = {
    "topic": lambda: "sample_garden.renamed",
    "state": lambda: b'{"name":"Someone else"}',
    "recorded_at": lambda: 1,
    "originator_id": uuid4,
    "originator_version": lambda: 99,
    "prev_hash": lambda: b"x" * 32,
    "hash": lambda: b"y" * 32,
    "id": lambda: 4_000,
}


@pytest.fixture
def log(database: Database) -> Log:
    """A log of so many entries, in saves of different sizes."""
    log = Log(database)
    for trees in (2, 0, 3):
        log.save(plant(trees=trees))
    return log


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_single_alteration_removal_or_swap_is_named(log: Log, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, ENTRIES))
    what = data.draw(st.sampled_from(["remove", "swap", "swap contents", *CHANGES]))
    other = data.draw(st.integers(1, ENTRIES).filter(lambda number: number != place))
    with log.database.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        named = tamper(connection, what, place, other)
        finding = first(log.database, connection)
        connection.exec_driver_sql("ROLLBACK")
    assert finding in named


def tamper(connection: sa.Connection, what: str, place: int, other: int) -> set[tuple[str, int]]:
    """Do it; answers what may be said of it first."""
    first_of_two = min(place, other)
    if what == "remove":
        connection.exec_driver_sql(f"DELETE FROM events WHERE id = {place}")
        return {("missing", place + 1 if place < ENTRIES else ENTRIES)}
    if what == "swap":
        for old, new in ((place, -1), (other, place), (-1, other)):
            connection.exec_driver_sql(f"UPDATE events SET id = {new} WHERE id = {old}")
        return {("reordered", first_of_two)}
    if what == "swap contents":
        columns = sa.table("events", sa.column("id"), sa.column("state"))
        rows = connection.execute(sa.select(columns).where(columns.c.id.in_([place, other]))).all()
        states = {row.id: row.state for row in rows}
        if states[place] == states[other]:
            connection.execute(columns.update().where(columns.c.id == place).values(state=b"{}"))
            return {("altered", place)}
        connection.execute(columns.update().where(columns.c.id == place).values(state=states[other]))
        connection.execute(columns.update().where(columns.c.id == other).values(state=states[place]))
        return {("altered", first_of_two)}
    typed = sa.table("events", sa.column("id"), sa.column(what, sa.Uuid() if what == "originator_id" else None))
    connection.execute(typed.update().where(typed.c.id == place).values({what: CHANGES[what]()}))
    if what == "id":  # it stands at the end now: its follower has lost its place, or it is altered itself
        return {("reordered", place + 1)} if place < ENTRIES else {("altered", 4_000)}
    return {("altered", place)}


def first(database: Database, connection: sa.Connection) -> tuple[str, int] | None:
    """The first finding, seen from inside the transaction that tampers."""

    class Inside:
        def read(self) -> sa.Connection:
            return connection

        def __getattr__(self, name: str) -> Any:
            return getattr(database, name)

    class Kept:
        def __enter__(self) -> sa.Connection:
            return connection

        def __exit__(self, *_: object) -> None:
            pass

    inside = Inside()
    inside.read = Kept  # type: ignore[assignment,method-assign]
    findings = verify(inside)  # type: ignore[arg-type]
    return (findings[0].problem, findings[0].id) if findings else None


def test_an_untouched_log_has_no_findings(log: Log) -> None:
    assert verify(log.database) == []


def test_an_empty_log_has_no_findings(database: Database) -> None:
    assert verify(database) == []


def test_a_missing_end_is_noticed(log: Log) -> None:
    with log.database.change() as transaction:
        transaction.connection.exec_driver_sql("DELETE FROM events WHERE id > 6")
    assert verify(log.database) == [Finding("missing", 8, "")]


def test_an_emptied_log_is_noticed(log: Log) -> None:
    with log.database.change() as transaction:
        transaction.connection.exec_driver_sql("DELETE FROM events")
    assert verify(log.database) == [Finding("missing", 8, "")]


def test_an_altered_head_is_noticed(log: Log) -> None:
    with log.database.change() as transaction:
        transaction.connection.exec_driver_sql("UPDATE log_head SET last_id = 3")
    assert verify(log.database) == [Finding("altered", 3, "log_head")]


@pytest.mark.parametrize("column", ["state", "originator_id", "hash", "prev_hash", "topic", "recorded_at"])
def test_a_value_of_another_type_is_an_alteration(sqlite_url: str, column: str) -> None:
    log = Log(Database(sqlite_url))
    for trees in (2, 0, 3):
        log.save(plant(trees=trees))
    with log.database.change() as transaction:
        statement = f"UPDATE events SET {column} = 'x' || {column} WHERE id = 3"
        transaction.connection.exec_driver_sql(statement)
    assert ("altered", 3) in [(finding.problem, finding.id) for finding in verify(log.database)]
    log.database.close()


def test_ids_may_have_gaps(log: Log) -> None:
    with log.database.change() as transaction:
        transaction.connection.exec_driver_sql("UPDATE log_head SET last_id = 40")
    assert log.save(plant()) == 41
    assert verify(log.database) == []


def test_every_change_is_a_finding_of_its_own(log: Log) -> None:
    with log.database.change() as transaction:
        transaction.connection.exec_driver_sql("UPDATE events SET topic = 'other' WHERE id IN (2, 5)")
        transaction.connection.exec_driver_sql("DELETE FROM events WHERE id = 7")
    assert [(finding.problem, finding.id) for finding in verify(log.database)] == [
        ("altered", 2),
        ("altered", 5),
        ("missing", 8),
    ]


def test_progress_is_told(log: Log) -> None:
    told: list[tuple[int, int]] = []
    verify(log.database, lambda seen, all_of_them: told.append((seen, all_of_them)))
    assert told[-1] == (8, 8)


def test_recorded_at_never_goes_back(database: Database) -> None:
    log = Log(database)
    moments = iter([5_000_000, 1_000_000, 9_000_000])
    log.events.recorder.now = lambda: next(moments)  # type: ignore[attr-defined]
    for _ in range(3):
        log.save(plant())
    assert [entry.recorded_at.timestamp() for entry in log.entries()] == [0.005, 0.005, 0.009]
