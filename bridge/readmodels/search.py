"""Full-text search: SQLite's FTS5 or PostgreSQL's tsvector over words that `words` folded, one row a number."""

import sqlalchemy as sa

from bridge.readmodels.base import Number, ReadModel
from bridge.readmodels.words import folded
from events.store import Prepared, Transaction


class Search(ReadModel):
    """Rows are numbered by the id of the event that created the thing, which never changes."""

    def build(self) -> None:
        name = self.name = f"search_{self.slot}"
        self.own_table = sa.Table(
            name, sa.MetaData(), sa.Column("number", Number, primary_key=True), sa.Column("words", sa.Text)
        )
        # Only this module's own table name is put into these texts.
        number, words = sa.bindparam("number", type_=sa.BigInteger()), sa.bindparam("words", type_=sa.Text())
        remove = {"sqlite": f"DELETE FROM {name} WHERE rowid = :number"}  # noqa: S608  # our own name
        remove["postgresql"] = f"DELETE FROM {name} WHERE number = :number"  # noqa: S608  # our own name
        insert = {"sqlite": f"INSERT INTO {name}(rowid, number, words) VALUES (:number, :number, :words)"}  # noqa: S608  # our own name
        vector = "to_tsvector('simple', :words)"
        insert["postgresql"] = f"INSERT INTO {name}(number, words) VALUES (:number, {vector})"  # noqa: S608  # our own name
        self.remove = {dialect: Prepared(sa.text(sql).bindparams(number)) for dialect, sql in remove.items()}
        self.insert = {dialect: Prepared(sa.text(sql).bindparams(number, words)) for dialect, sql in insert.items()}

    def put(self, tx: Transaction, number: int, document: str, *, new: bool = False) -> None:
        """Index a document under a number, instead of what was there."""
        dialect = tx.session.dialect.name
        if not new:
            tx.send(self.remove[dialect], {"number": number})
        tx.send(self.insert[dialect], {"number": number, "words": document})

    def drop(self, tx: Transaction, number: int) -> None:
        """Forget what was indexed under a number."""
        tx.send(self.remove[tx.session.dialect.name], {"number": number})

    def matching(self, dialect: str, column: sa.Column[int], text: str) -> sa.ColumnElement[bool] | None:
        """Whether a row's number has all words of a text, the last one also as a beginning; None for no words."""
        tokens = folded(text)[:12]
        if not tokens:
            return None
        if dialect == "sqlite":
            query = " ".join([*(f'"{token}"' for token in tokens[:-1]), f'"{tokens[-1]}"*'])
            found = sa.text(f"SELECT rowid FROM {self.name} WHERE words MATCH :query")  # noqa: S608  # our own name
        else:
            query = " & ".join([*(f"'{token}'" for token in tokens[:-1]), f"'{tokens[-1]}':*"])
            found = sa.text(f"SELECT number FROM {self.name} WHERE words @@ to_tsquery('simple', :query)")  # noqa: S608  # our own name
        return column.in_(found.bindparams(query=query).columns(sa.column("number", sa.BigInteger)).scalar_subquery())
