"""Imports as an incubator's list of them shows it: who, when, how many rows, and how it ended."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, packed, updating
from bridge.readmodels.todo import Kind, of_account
from events.imports import events as facts
from events.store import Prepared, Transaction


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
        rows, key = self.rows.c, sa.bindparam("key", type_=Id)
        lately = sa.and_(rows.incubator == key, rows.started_at > sa.bindparam("since", type_=Moment))
        since = sa.bindparam("since", type_=Moment)
        brought = sa.or_(rows.started_at > since, rows.finished_at > since)
        counted = [sa.func.count().filter(condition) for condition in (rows.state == "started", brought)]
        self.read_meanwhile = Prepared(sa.select(*counted).where(rows.incubator == key))
        self.read_lately = Prepared(sa.select(sa.func.count()).where(lately))

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
        self.todo.close_all(tx, fact.originator_id, Kind.IMPORT_STOPPED)

    @handles(facts.ImportStopped)
    def _stopped(self, tx: Transaction, fact: facts.ImportStopped, event_id: int) -> None:
        tx.send(self.update, {"key": fact.originator_id, "state": "stopped"})
        owner = of_account(fact.account)
        self.todo.file(tx, fact, Kind.IMPORT_STOPPED, owner, fact.originator_id, other=fact.incubator)

    @handles(facts.ImportWentOn)
    def _went_on(self, tx: Transaction, fact: facts.ImportWentOn, event_id: int) -> None:
        tx.send(self.update, {"key": fact.originator_id, "state": "started"})
        self.todo.close_all(tx, fact.originator_id, Kind.IMPORT_STOPPED)

    @handles(facts.ImportDismissed)
    def _dismissed(self, tx: Transaction, fact: facts.ImportDismissed, event_id: int) -> None:
        self.todo.close_all(tx, fact.originator_id, Kind.IMPORT_STOPPED)

    @handles(facts.ImportUndone)
    def _undone(self, tx: Transaction, fact: facts.ImportUndone, event_id: int) -> None:
        done = {"state": "undone", "undone": packed(fact.counts), "undone_at": moment(fact)}
        tx.send(self.update, {"key": fact.originator_id, **done})
        self.todo.close_all(tx, fact.originator_id, Kind.IMPORT_STOPPED)

    def imports_meanwhile(self, tx: Transaction, incubator: UUID, since: datetime) -> tuple[int, int]:
        """How many imports of an incubator are at work, and how many have brought something in since a moment."""
        [(at_work, brought)] = tx.rows(self.read_meanwhile, {"key": incubator, "since": since.isoformat()})
        return int(at_work), int(brought)

    def imports_lately(self, tx: Transaction, incubator: UUID, now: datetime) -> int:
        """How many imports have begun for an incubator within a day."""
        [(begun,)] = tx.rows(self.read_lately, {"key": incubator, "since": (now - timedelta(days=1)).isoformat()})
        return int(begun)

    def one(self, connection: sa.Connection, id: UUID) -> sa.RowMapping | None:
        """One import."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == id)).mappings().first()
