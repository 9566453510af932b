"""Questions about unclaimed startups as pages list them; implements the domain's `Questions`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, token, updating
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.todo import Kind, of_incubator
from events.enquiries import events as facts
from events.store import Prepared, Transaction


class Enquiries(ReadModel):
    """One row an enquiry."""

    def build(self) -> None:
        self.rows = self.table(
            "enquiries",
            sa.Column("id", Id, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("startup", Id, nullable=False),
            sa.Column("about", Id, nullable=False),
            sa.Column("incubator", Id, nullable=False),
            sa.Column("state", Code, nullable=False),  # asked, answered, withdrawn
            sa.Column("want", Code, nullable=False),
            sa.Column("offer", Code, nullable=False),
            sa.Column("next_step", Code, nullable=False),
            sa.Column("language", Code, nullable=False),
            sa.Column("message", sa.Text, nullable=False),
            sa.Column("answer", Code),
            sa.Column("answer_text", sa.Text),
            sa.Column("asked_at", Moment, nullable=False),
            sa.Column("answered_at", Moment),
        )
        index(self.rows, "startup", "state")
        index(self.rows, "incubator", "state")
        rows, since = self.rows.c, sa.bindparam("since", type_=Moment)
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        count = sa.select(sa.func.count()).where(rows.startup == sa.bindparam("key", type_=Id))
        waits, today = count.where(rows.state == "asked"), count.where(rows.asked_at > since)
        self.read_traffic = Prepared(sa.select(waits.scalar_subquery(), today.scalar_subquery()))

    def asked(self, tx: Transaction, startup: UUID, now: datetime) -> tuple[int, int]:
        """How many enquiries of a startup wait, and how many it has made within a day."""
        since = (now - timedelta(days=1)).isoformat()
        [(waiting, today)] = tx.rows(self.read_traffic, {"key": startup, "since": since})
        return waiting, today

    @handles(facts.EnquiryAsked)
    def _asked(self, tx: Transaction, fact: facts.EnquiryAsked, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "version": 1, "startup": fact.startup, "about": fact.about,
            "incubator": fact.incubator, "state": "asked", "message": token(fact.message), "asked_at": moment(fact),
        }  # fmt: skip
        choices = {name: fact.choices[name] for name in ("want", "offer", "next_step", "language")}
        tx.send(self.insert, {**row, **choices})
        owner = of_incubator(fact.incubator)
        self.todo.file(tx, fact, Kind.ANSWER_ENQUIRY, owner, fact.originator_id, other=fact.startup)

    @handles(facts.EnquiryAnswered)
    def _answered(self, tx: Transaction, fact: facts.EnquiryAnswered, event_id: int) -> None:
        self._over(tx, fact, state="answered", answer=fact.answer, answer_text=token(fact.message))

    @handles(facts.EnquiryWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.EnquiryWithdrawn, event_id: int) -> None:
        self._over(tx, fact, state="withdrawn")

    def _over(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "answered_at": moment(fact)}
        tx.send(self.update, {**stamp, **columns})
        self.todo.close_all(tx, fact.originator_id, Kind.ANSWER_ENQUIRY)

    # -- queries ------------------------------------------------------------------------------------------------

    def one(self, connection: sa.Connection, enquiry: UUID) -> sa.RowMapping | None:
        """The row of an enquiry; who may read it, the page asks."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == enquiry)).mappings().first()

    def waiting(self, connection: sa.Connection, startups: Sequence[UUID]) -> list[UUID]:
        """What some startups asked and nobody has answered."""
        rows = self.rows.c
        query = sa.select(rows.id).where(rows.startup.in_(startups), rows.state == "asked")
        return list(connection.scalars(query.order_by(rows.id)))

    def of_startups(self, startups: sa.Select[Any] | Sequence[UUID]) -> sa.ColumnElement[bool]:
        """The condition for what some startups asked."""
        return self.rows.c.startup.in_(startups)

    def of_incubator(self, incubator: UUID) -> sa.ColumnElement[bool]:
        """The condition for what an incubator was asked."""
        return self.rows.c.incubator == incubator

    def listed(
        self, connection: sa.Connection, condition: sa.ColumnElement[bool], *, limit: int, offset: int = 0,
        after: Place | None = None,
    ) -> tuple[list[sa.RowMapping], int]:  # fmt: skip
        """Some of what was asked, what waits first and then the last, and how much there is."""
        total = connection.scalar(sa.select(sa.func.count()).select_from(self.rows).where(condition)) or 0
        query = sa.select(self.rows, self._is_over().label("over")).where(condition)
        if after is not None:
            query = query.where(self.order().after(after))
        rows = connection.execute(query.order_by(*self.order().by()).limit(limit).offset(offset))
        return list(rows.mappings()), total

    def order(self) -> Order:
        """How enquiries are ordered."""
        rows = self.rows.c
        return ordered(Key(self._is_over(), "over"), Key(rows.asked_at, "asked_at", down=True), Key(rows.id, "id"))

    def _is_over(self) -> sa.ColumnElement[int]:
        return sa.case((self.rows.c.state == "asked", 0), else_=1)

    def open_about(self, connection: sa.Connection, startups: Sequence[UUID], about: UUID) -> dict[UUID, UUID]:
        """The enquiries that wait about a startup, by which of some startups asked."""
        rows = self.rows.c
        query = sa.select(rows.startup, rows.id).where(
            rows.startup.in_(startups), rows.about == about, rows.state == "asked"
        )
        return {row[0]: row[1] for row in connection.execute(query)}
