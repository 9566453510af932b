"""Errors of the database go to logs: they tell what failed, and nothing of what people typed."""

import traceback

import pytest
import sqlalchemy as sa
from eventsourcing.persistence import PersistenceError

from events.store import Database


def test_an_error_of_the_database_does_not_repeat_the_values(database: Database) -> None:
    query = sa.text("SELECT * FROM no_such_table WHERE email = :email")
    with pytest.raises(PersistenceError) as failed, database.read() as connection:
        connection.execute(query, {"email": "somebody" + "@people.example"})
    logged = "".join(traceback.format_exception(failed.value))
    assert "no_such_table" in logged
    assert "somebody@people.example" not in logged
