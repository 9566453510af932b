"""For whom it is morning: by the clock where they live, once a day."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from bridge.accounts.tables import accounts
from events.store import Database
from tests.accounts.people_at_work import World


@pytest.fixture
def world(database: Database) -> World:
    made = World(database)
    for name, zone in (("aisha", "Asia/Karachi"), ("bakyt", "Asia/Bishkek"), ("chinor", "Pacific/Kiritimati")):
        made.accounts.choose_letters(
            made.accounts.demo_account(f"{name}@people.example", name, time_zone=zone), "daily"
        )
    made.accounts.demo_account("at-once@people.example", "Often", time_zone="Asia/Karachi")
    return made


def due(world: World, *moment: int) -> dict[str, date]:
    world.clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year to minute
    return {account.name: day for account, day in world.accounts.due_for_digest(8, 20, 50)}


def test_it_is_morning_at_other_moments_in_other_places(world: World) -> None:
    assert due(world, 2026, 3, 2, 2, 30) == {"bakyt": date(2026, 3, 2), "chinor": date(2026, 3, 2)}
    assert due(world, 2026, 3, 2, 3, 0) == {
        "aisha": date(2026, 3, 2), "bakyt": date(2026, 3, 2), "chinor": date(2026, 3, 2)
    }  # fmt: skip
    assert due(world, 2026, 3, 2, 18, 30) == {"chinor": date(2026, 3, 3)}


def test_a_day_is_taken_once_also_by_whoever_moves_west(world: World) -> None:
    account = world.accounts.by_email("aisha@people.example")
    assert account is not None
    with world.database.change() as tx:
        assert world.accounts.take_day(tx.connection, account.id, date(2026, 3, 2))
    with world.database.change() as tx:
        assert not world.accounts.take_day(tx.connection, account.id, date(2026, 3, 2))
        assert not world.accounts.take_day(tx.connection, account.id, date(2026, 3, 1))
    assert "aisha" not in due(world, 2026, 3, 2, 10, 0)
    assert "aisha" in due(world, 2026, 3, 3, 10, 0)


def test_a_zone_that_the_system_has_forgotten_is_utc(world: World) -> None:
    with world.database.change() as tx:
        tx.connection.execute(update(accounts).where(accounts.c.name == "aisha").values(time_zone="Asia/Atlantis"))
    assert "aisha" not in due(world, 2026, 3, 2, 7, 59)
    assert due(world, 2026, 3, 2, 8, 0)["aisha"] == date(2026, 3, 2)


def test_no_more_than_asked_for(world: World) -> None:
    world.clock.now = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
    assert len(world.accounts.due_for_digest(8, 20, 2)) == 2
