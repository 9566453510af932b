"""One world of accounts for each kind of database."""

import pytest

from events.store import Database
from tests.accounts.people_at_work import World


@pytest.fixture
def world(database: Database) -> World:
    return World(database)
