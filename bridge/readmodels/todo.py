"""What waits for somebody: one row a thing that is asked of a startup, an incubator, a person or an office.

Handlers of any read model file and close rows inside the transaction of the fact: `self.todo.file(...)`. Who the people
are is asked when a page is made, so a new founder sees what waits and one who left does not. What every kind says and
where it leads is in `bridge/todo/kinds.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    ReadModel,
    deleting,
    index,
    inserting,
    moment,
    packed,
)  # fmt: skip
from bridge.readmodels.todo_items import (
    OFFICES,
    Item,
    Kind,
    Owner,
    Party,
    item_of,
    of_account,
    of_incubator,
    of_office,
    of_startup,
)
from events.actor import VISITOR, Actor
from events.fact import Fact
from events.startups.standing import ACTIVE, SUSPENDED
from events.store import Transaction

if TYPE_CHECKING:  # the read models that these stand on file here themselves
    from bridge.readmodels.directory import Directory
    from bridge.readmodels.offices import Offices

__all__ = [
    "OFFICES", "Item", "Kind", "Owner", "Party", "Todo", "asking", "of_account", "of_incubator", "of_office",
    "of_startup",
]  # fmt: skip


class Todo(ReadModel):
    """One row an item; the same subject, kind, owner and other are one item."""

    directory: "Directory"
    offices: "Offices"

    def build(self) -> None:
        self.rows = self.table(
            "todo",
            sa.Column("id", Id, primary_key=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("subject", Id, nullable=False),
            sa.Column("owner_kind", Code, nullable=False),
            sa.Column("owner", Id, nullable=False),
            sa.Column("other", Id),
            sa.Column("since", Moment, nullable=False),
            sa.Column("opens_at", Moment),
            sa.Column("closes_at", Moment),
            sa.Column("params", sa.Text, nullable=False),
            sa.Column("but", Id),  # one of the owner's people for whom it is not
        )
        index(self.rows, "owner")
        index(self.rows, "subject", "kind")
        index(self.rows, "opens_at")
        index(self.rows, "other")
        self.insert, self.drop = inserting(self.rows), deleting(self.rows, "id")
        self.drop_kind = deleting(self.rows, "subject", "kind")
        self.drop_between = deleting(self.rows, "kind", "owner", "other")
        self.drop_named = [deleting(self.rows, column) for column in ("owner", "subject", "other")]

    # -- what handlers call -------------------------------------------------------------------------------------

    def file(
        self,
        tx: Transaction,
        fact: Fact,
        kind: Kind,
        owner: Owner,
        subject: UUID,
        *,
        other: UUID | None = None,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
        but: UUID | None = None,
        params: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask something of somebody, from the fact on. Filing the same again replaces it.

        `other` is another startup or incubator that the line names. Before `opens_at` and from `closes_at` on nobody
        sees the row, `but` never. `params` are codes, never texts. While a startup is suspended nobody but an office is
        asked for it or about it.
        """
        self.close(tx, kind, owner, subject, other=other)
        row = {
            "id": _id(kind, owner, subject, other), "kind": kind.value, "subject": subject, "owner_kind": owner.kind,
            "owner": owner.id, "other": other, "since": moment(fact), "opens_at": _text(opens_at),
            "closes_at": _text(closes_at), "but": but, "params": packed(params or {}),
        }  # fmt: skip
        tx.send(self.insert, row)

    def close(self, tx: Transaction, kind: Kind, owner: Owner, subject: UUID, *, other: UUID | None = None) -> None:
        """It is done, by whomever of the same side. What was never filed closes without a word."""
        tx.send(self.drop, {"id": _id(kind, owner, subject, other)})

    def close_all(self, tx: Transaction, subject: UUID, *kinds: Kind) -> None:
        """It is done for everybody who was asked."""
        for kind in kinds:
            tx.send(self.drop_kind, {"subject": subject, "kind": kind.value})

    def close_between(self, tx: Transaction, kind: Kind, owner: Owner, other: UUID) -> None:
        """Somebody has nothing more to do with a startup or an incubator."""
        tx.send(self.drop_between, {"kind": kind.value, "owner": owner.id, "other": other})

    def forget(self, tx: Transaction, thing: UUID) -> None:
        """A startup or an incubator is gone: nothing is asked of it or about it any more."""
        for drop, column in zip(self.drop_named, ("owner", "subject", "other"), strict=True):
            tx.send(drop, {column: thing})

    # -- queries ------------------------------------------------------------------------------------------------

    def count(self, connection: sa.Connection, actor: Actor, now: datetime) -> int:
        """How much waits for a person."""
        if actor.account is None:
            return 0
        params = asking(actor, now)
        return connection.scalar(sa.select(self.counting(params)), params) or 0

    def counting(self, params: Mapping[str, Any]) -> sa.ScalarSelect[int]:
        """The same as a part of a query that counts more; its values are those of `asking`."""
        mine = sa.and_(self._open(), self._mine(params))
        return sa.select(sa.func.count()).select_from(self.rows).where(mine).scalar_subquery()

    def of(
        self,
        connection: sa.Connection,
        actor: Actor,
        now: datetime,
        *,
        since: datetime | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Item]:
        """What waits for a person, what is due soonest first, then the oldest; `since`: only what is newer."""
        if actor.account is None:
            return []
        rows, params = self.rows.c, asking(actor, now)
        query = self._named(actor).where(self._open(), self._mine(params))
        if since is not None:
            query = query.where(sa.or_(rows.since > _text(since), rows.opens_at > _text(since)))
        query = query.order_by(rows.closes_at.is_(None), rows.closes_at, rows.since, rows.id)
        return [item_of(row) for row in connection.execute(query.limit(limit).offset(offset), params).mappings()]

    def opened(
        self, connection: sa.Connection, after: datetime, until: datetime, kinds: Iterable[Kind] = Kind
    ) -> list[Item]:
        """What opened within a time, for whomever: rows that only the clock brings into sight."""
        rows = self.rows.c
        within = sa.and_(rows.opens_at > _text(after), rows.opens_at <= _text(until))
        still = sa.or_(rows.closes_at.is_(None), rows.closes_at > _text(until))
        asked = rows.kind.in_([kind.value for kind in kinds])
        rests = sa.or_(self._suspended(rows.owner), self._suspended(rows.other))
        query = self._named(VISITOR).where(within, still, asked, ~rests).order_by(rows.opens_at, rows.id)
        return [item_of(row) for row in connection.execute(query).mappings()]

    def accounts_of(self, connection: sa.Connection, owner: Owner) -> list[UUID]:
        """Who is asked at this moment, for whoever writes to them."""
        if owner.kind == "startup":
            return self.directory.founders(connection, owner.id)
        if owner.kind == "incubator":
            return self.directory.managers(connection, owner.id)
        if owner.kind == "account":
            return [owner.id]
        actors = [
            Actor(row["account"], frozenset([row["role"]]), row["office"]) for row in self.offices.all(connection)
        ]
        found = [actor.account for actor in actors if actor.account is not None and owner.id in _offices(actor)]
        return list(dict.fromkeys(found))

    def _open(self) -> sa.ColumnElement[bool]:
        rows, at = self.rows.c, sa.bindparam("now", type_=Moment)
        return sa.and_(
            sa.or_(rows.opens_at.is_(None), rows.opens_at <= at), sa.or_(rows.closes_at.is_(None), rows.closes_at > at)
        )

    def _mine(self, params: Mapping[str, Any]) -> sa.ColumnElement[bool]:
        founders, managers = self.directory.startups.people.c, self.directory.incubators.people.c
        startups = self.directory.startups.rows
        mine = sa.select(founders.startup).join(startups, startups.c.id == founders.startup)
        account, rows = sa.bindparam("account", type_=Id), self.rows.c
        offices = [sa.bindparam(name, type_=Id) for name in params if name.startswith("office")]
        # One union: an OR beside the subqueries has PostgreSQL read the whole table.
        founded = mine.where(founders.account == account, startups.c.standing == ACTIVE)
        managed = sa.select(managers.incubator).where(managers.account == account)
        own = [sa.select(sa.type_coerce(owner, Id)) for owner in (account, *offices)]
        if "only" in params:  # a token of one organisation
            only = sa.bindparam("only", type_=Id)
            founded, managed, own = (
                founded.where(founders.startup == only),
                managed.where(managers.incubator == only),
                [],
            )
        owners = [founded, managed, *own]
        awake = sa.or_(rows.other.is_(None), rows.owner_kind == "office", ~self._suspended(rows.other))
        return sa.and_(
            rows.owner.in_(sa.union_all(*owners)), sa.or_(rows.but.is_(None), rows.but != account), awake
        )  # fmt: skip

    def _suspended(self, startup: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
        """Asked row by row: a person has few rows, and the table of startups is long."""
        named = self.directory.startups.rows.alias("resting")
        return sa.exists().where(named.c.id == startup, named.c.standing == SUSPENDED)

    def _named(self, actor: Actor) -> sa.Select[Any]:
        """Rows with the startups and incubators that they name, in the same query.

        Whoever is asked knows the startup that asks, even a hidden one; of a hidden incubator only its own people do.
        """
        rows, startups, incubators = self.rows, self.directory.startups.rows, self.directory.incubators.rows
        mine, house = startups.alias(), incubators.alias()
        joined = (
            rows.outerjoin(mine, mine.c.id == rows.c.owner)
            .outerjoin(house, house.c.id == rows.c.owner)
            .outerjoin(startups, startups.c.id == rows.c.other)
            .outerjoin(
                incubators, sa.and_(incubators.c.id == rows.c.other, self.directory.incubator_visible(actor))
            )
        )  # fmt: skip
        return sa.select(
            *rows.c, *_naming("owner", mine, house), *_naming("other", startups, incubators)
        ).select_from(joined)  # fmt: skip


def _naming(role: str, startups: sa.FromClause, incubators: sa.FromClause) -> tuple[sa.ColumnElement[Any], ...]:
    return (
        startups.c.name.label(f"{role}_startup"),
        sa.func.coalesce(startups.c.slug, incubators.c.slug).label(f"{role}_slug"),
        incubators.c.page.label(f"{role}_page"),
    )


def asking(actor: Actor, now: datetime) -> dict[str, Any]:
    """The values of a question for what waits for a person: the account, the offices, the moment."""
    params: dict[str, Any] = {"account": actor.account, "now": _text(now)}
    if actor.only is not None:
        return {**params, "only": actor.only}
    return params | {f"office{n}": office for n, office in enumerate(_offices(actor))}


def _offices(actor: Actor) -> list[UUID]:
    if "administrator" in actor.roles or ("organiser" in actor.roles and actor.office == "*"):
        return list(OFFICES)
    return [of_office(actor.office).id] if "organiser" in actor.roles and actor.office else []


def _id(kind: Kind, owner: Owner, subject: UUID, other: UUID | None) -> UUID:
    return uuid5(subject, f"{kind}:{owner.id}:{other or ''}")


def _text(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()
