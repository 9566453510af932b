"""Imports as an incubator's list of them shows it: who, when, how many rows, and how it ended."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, packed, updating
from events.imports import events as facts
from events.store import Transaction


class Imports(ReadModel):
    """One row an import."""

    def build(self) -> None:
        self.rows = self.table(
            "imports",
            sa.Column("id", Id, primary_key=True),
            sa.Column("incubator", Id, nullable=False),
            sa.Column("state", Code, nullable=False),
            sa.Column("digest", sa.String(64), nullable=False),
            sa.Column("rows", sa.Integer, nullable=False),
            sa.Column("counts", sa.Text, nullable=False),
            sa.Column("undone", sa.Text, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("started_at", Moment, nullable=False),
            sa.Column("finished_at", Moment),
            sa.Column("undone_at", Moment),
        )
        index(self.rows, "incubator", "started_at", called="incubator")
        self.insert, self.update = inserting(self.rows), updating(self.rows)

    @handles(facts.ImportStarted)
    def _started(self, tx: Transaction, fact: facts.ImportStarted, event_id: int) -> None:
        row: dict[str, Any] = {
            "id": fact.originator_id, "incubator": fact.incubator, "state": "started", "digest": fact.digest,
            "rows": fact.rows, "counts": packed({}), "undone": packed({}), "by": fact.by, "started_at": moment(fact),
            "finished_at": None, "undone_at": None,
        }  # fmt: skip
        tx.send(self.insert, row)

    @handles(facts.ImportFinished)
    def _finished(self, tx: Transaction, fact: facts.ImportFinished, event_id: int) -> None:
        done = {"state": "finished", "counts": packed(fact.counts), "finished_at": moment(fact)}
        tx.send(self.update, {"key": fact.originator_id, **done})

    @handles(facts.ImportUndone)
    def _undone(self, tx: Transaction, fact: facts.ImportUndone, event_id: int) -> None:
        done = {"state": "undone", "undone": packed(fact.counts), "undone_at": moment(fact)}
        tx.send(self.update, {"key": fact.originator_id, **done})

    def of(self, connection: sa.Connection, incubator: UUID, *, limit: int, offset: int = 0) -> list[sa.RowMapping]:
        """The imports of an incubator, the newest first."""
        rows = self.rows
        query = sa.select(rows).where(rows.c.incubator == incubator).order_by(rows.c.started_at.desc(), rows.c.id)
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def count(self, connection: sa.Connection, incubator: UUID) -> int:
        """How many there are."""
        rows = self.rows
        return connection.scalar(sa.select(sa.func.count()).where(rows.c.incubator == incubator)) or 0

    def one(self, connection: sa.Connection, id: UUID) -> sa.RowMapping | None:
        """One import."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == id)).mappings().first()
