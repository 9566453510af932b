"""A database of the version before, with data in it, comes to the present version and loses nothing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from bridge.migrating import bring_up
from bridge.settings import Settings
from events.store.database import Database
from events.store.migrating import configuration, migrate
from events.store.rebuild import rebuild
from events.store.tables import claims, events, log_head, personal_keys
from events.store.verify import verify
from tests.databases import MIGRATIONS
from tests.domain.house import Clock, House
from tests.domain.story import everything


def before_head() -> str:
    """The revision that the newest one stands on."""
    newest = ScriptDirectory.from_config(configuration(MIGRATIONS)).get_revision("head")
    assert newest is not None
    assert isinstance(newest.down_revision, str)
    return newest.down_revision


@pytest.fixture(params=["sqlite", "postgres"])
def older(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[House]:
    """A house on a database of the version before: the log of a whole story, and no table that came since."""
    kind = request.getfixturevalue(request.param)
    settings = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path)})
    urls = [kind.fresh(), kind.fresh(migrated=False)]
    addresses = [url.render_as_string(hide_password=False) for url in urls]
    newer = House(replace(settings, database_url=addresses[0]), clock)
    everything(newer, clock)
    database = Database(addresses[1])
    migrate(database, MIGRATIONS, before_head())
    with newer.db.read() as connection, database.write() as tx:
        for table in (events, claims, personal_keys, log_head):  # what happened is the same; only tables are new
            tx.connection.execute(table.delete())
            tx.connection.execute(
                table.insert(), [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            )
    newer.close()
    database.close()
    house = House(replace(settings, database_url=addresses[1]), clock)
    yield house
    house.close()
    for url in urls:
        kind.drop(url)


def log_of(house: House) -> list[tuple[object, ...]]:
    with house.db.read() as connection:
        return [tuple(row) for row in connection.execute(sa.select(events).order_by(events.c.id))]


def test_an_upgrade_keeps_the_log_and_gives_the_read_models_of_a_rebuild(older: House) -> None:
    before = log_of(older)
    assert len(before) > 100
    bring_up(older)
    assert log_of(older) == before
    assert verify(older.db) == []
    assert rebuild(older.log, older.views, compare=True).differences == ()
    older.startup(older.person(), name="After the upgrade")
