"""The limit of requests is one for all processes, and reading seldom writes for it."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bridge.machines.limits import BLOCKS, Limits
from bridge.machines.tables import limits
from events.store import Database
from tests.domain.house import Clock
from tests.store.threads import together

MOST = 100
BLOCK = MOST // BLOCKS


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


def allowed(counting: Limits, who: str, times: int) -> int:
    return sum(not counting.count(who, MOST).over for _ in range(times))


def rows(db: Database) -> int:
    with db.read() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(limits)) or 0


def test_one_process_lets_through_exactly_what_the_limit_says_and_tells_what_is_left(db: Database) -> None:
    counting = Limits(db, "secret", Clock())
    told = [counting.count("token:a", MOST) for _ in range(MOST + 20)]
    assert [left.left for left in told[:MOST]] == list(range(MOST - 1, -1, -1))
    assert all(left.over for left in told[MOST:])
    assert not counting.count("token:b", MOST).over


def test_processes_share_a_limit_but_for_a_block_each(db: Database) -> None:
    clock = Clock()
    processes = [Limits(db, "secret", clock) for _ in range(3)]
    let_through = together(lambda n: allowed(processes[n % 3], "token:a", MOST), 6)
    assert MOST <= sum(int(str(number)) for number in let_through) <= MOST + 3 * BLOCK
    clock.forward(minutes=1)
    assert allowed(processes[0], "token:a", MOST) == MOST


def test_whoever_asks_now_and_then_costs_no_write_and_whoever_asks_much_few(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    counting = Limits(db, "secret", clock)
    for _ in range(10):
        assert allowed(counting, "token:a", BLOCK) == BLOCK
        clock.forward(minutes=1)
    assert rows(db) == 0
    taken: list[str] = []
    take = counting._take

    def counted(who: str, window: int, more: int) -> int:
        taken.append(who)
        return take(who, window, more)

    monkeypatch.setattr(counting, "_take", counted)
    assert allowed(counting, "token:a", 3 * MOST) == MOST
    assert len(taken) == BLOCKS  # none for the first block, and one that finds the limit over


def test_minutes_that_are_over_are_forgotten_and_nobody_is_named(db: Database) -> None:
    clock = Clock()
    counting = Limits(db, "secret", clock)
    allowed(counting, "address:192.0.2.7", MOST)
    with db.read() as connection:
        assert "192.0.2.7" not in str(connection.execute(sa.select(limits)).all())
    clock.forward(minutes=1)
    with db.change() as tx:
        counting.sweep(tx.connection)
    assert rows(db) == 0
