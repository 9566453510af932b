"""Who has which role."""

from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, deleting, handles, inserting, moment
from bridge.readmodels.keyset import Key, Order, Place, ordered
from events.offices import events as facts
from events.store import Transaction


class Offices(ReadModel):
    """One row a grant in force."""

    def build(self) -> None:
        self.rows = self.table(
            "grants",
            sa.Column("account", Id, primary_key=True),
            sa.Column("role", Code, primary_key=True),
            sa.Column("office", Code),
            sa.Column("since", Moment, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
        )
        self.insert, self.delete = inserting(self.rows), deleting(self.rows, "account", "role")

    @handles(facts.GrantsOpened)
    def _opened(self, tx: Transaction, fact: facts.GrantsOpened, event_id: int) -> None:
        """Nothing is granted yet."""

    @handles(facts.RoleGranted)
    def _granted(self, tx: Transaction, fact: facts.RoleGranted, event_id: int) -> None:
        tx.send(self.delete, {"account": fact.account, "role": fact.role})
        row = {"account": fact.account, "role": fact.role, "office": fact.office, "since": moment(fact), "by": fact.by}
        tx.send(self.insert, row)

    @handles(facts.RoleRevoked)
    def _revoked(self, tx: Transaction, fact: facts.RoleRevoked, event_id: int) -> None:
        tx.send(self.delete, {"account": fact.account, "role": fact.role})

    def of(self, connection: sa.Connection, account: UUID) -> dict[str, str | None]:
        """The roles of a person, each with its office."""
        query = sa.select(self.rows.c.role, self.rows.c.office).where(self.rows.c.account == account)
        return {row.role: row.office for row in connection.execute(query)}

    def all(
        self, connection: sa.Connection, *, limit: int | None = None, offset: int = 0, after: Place | None = None
    ) -> list[sa.RowMapping]:
        """Every grant in force, the oldest first."""
        query = sa.select(self.rows).order_by(*self.order().by())
        if after is not None:
            query = query.where(self.order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def order(self) -> Order:
        """How grants are ordered."""
        rows = self.rows.c
        return ordered(Key(rows.since, "since"), Key(rows.account, "account"), Key(rows.role, "role"))

    def count(self, connection: sa.Connection) -> int:
        """How many grants are in force."""
        return connection.scalar(sa.select(sa.func.count()).select_from(self.rows)) or 0
