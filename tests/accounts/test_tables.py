"""What migrations make is what the code expects."""

from __future__ import annotations

import sqlalchemy as sa

from bridge.accounts.tables import metadata as accounts
from bridge.mail.tables import metadata as mail
from events.store import Database


def test_migrations_make_the_tables_that_the_code_expects(database: Database) -> None:
    with database.read() as connection:
        inspector = sa.inspect(connection)
        for table in [*accounts.tables.values(), *mail.tables.values()]:
            made = {column["name"]: column for column in inspector.get_columns(table.name)}
            assert {name: column["nullable"] for name, column in made.items()} == {
                column.name: column.nullable for column in table.columns
            }
            for column in table.columns:
                if isinstance(column.type, sa.String) and column.type.length:
                    assert made[column.name]["type"].length == column.type.length, column  # type: ignore[attr-defined]
            key = inspector.get_pk_constraint(table.name)["constrained_columns"]
            assert key == list(table.primary_key.columns.keys())
            indexes = {index["name"]: index["column_names"] for index in inspector.get_indexes(table.name)}
            expected = {str(index.name): [column.name for column in index.columns] for index in table.indexes}
            assert expected.items() <= indexes.items()
        assert [one["column_names"] for one in inspector.get_unique_constraints("accounts")] == [["email_key"]]
        assert [one["name"] for one in inspector.get_check_constraints("accounts")] == ["accounts_email_key_folded"]
        (owner,) = inspector.get_foreign_keys("account_tokens")
        assert (owner["referred_table"], owner["options"]["ondelete"]) == ("accounts", "CASCADE")
