"""Partnerships and their milestones as pages list them."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, packed, updating
from bridge.readmodels.directory import Directory
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.todo import Kind, of_startup
from events.actor import Actor
from events.partnerships import events as facts
from events.store import Prepared, Transaction

CONFIRMED = ("confirmed", "ended")  # what both sides have said is so


class Partnerships(ReadModel):
    """One row a partnership, one a milestone."""

    def build(self) -> None:
        self.rows = self.table(
            "partnerships",
            sa.Column("id", Id, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("introduction", Id, nullable=False),
            sa.Column("one", Id, nullable=False),
            sa.Column("other", Id, nullable=False),
            sa.Column("recorder", Id, nullable=False),
            sa.Column("kind", Code, nullable=False),
            sa.Column("state", Code, nullable=False),
            sa.Column("summary", sa.Text, nullable=False),
            sa.Column("since", sa.String(10), nullable=False),
            sa.Column("ended_on", sa.String(10)),
            sa.Column("end_reason", sa.Text),
            sa.Column("milestones", sa.Integer, nullable=False),
            sa.Column("recorded_at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
        )
        index(self.rows, "one")
        index(self.rows, "other")
        index(self.rows, "introduction")
        index(self.rows, "state", "since")
        self.milestones = self.table(
            "partnership_milestones",
            sa.Column("partnership", Id, primary_key=True),
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("on", sa.String(10), nullable=False),
            sa.Column("note", sa.Text, nullable=False),
            sa.Column("evidence", sa.Text),
            sa.Column("amount_usd", sa.BigInteger),
            sa.Column("startup", Id, nullable=False),
            sa.Column("recorded_at", Moment, nullable=False),
        )
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        self.add_milestone = inserting(self.milestones)
        one_more = {"milestones": self.rows.c.milestones + 1}
        self.count = Prepared(
            self.rows.update().where(self.rows.c.id == sa.bindparam("key", type_=Id)).values(one_more)
        )

    @handles(facts.PartnershipRecorded)
    def _recorded(self, tx: Transaction, fact: facts.PartnershipRecorded, event_id: int) -> None:
        at = moment(fact)
        one, other = fact.startups
        row = {
            "id": fact.originator_id, "version": 1, "introduction": fact.introduction, "one": one, "other": other,
            "recorder": fact.recorder, "kind": fact.kind, "state": "recorded", "summary": packed(fact.summary),
            "since": fact.since, "milestones": 0, "recorded_at": at, "changed_at": at,
        }  # fmt: skip
        tx.send(self.insert, row)
        for mine, theirs in ((one, other), (other, one)):
            if mine != fact.recorder:
                self.todo.file(
                    tx, fact, Kind.CONFIRM_PARTNERSHIP, of_startup(mine), fact.originator_id, other=theirs
                )  # fmt: skip

    @handles(facts.PartnershipConfirmed)
    def _confirmed(self, tx: Transaction, fact: facts.PartnershipConfirmed, event_id: int) -> None:
        self._set(tx, fact, state="confirmed")
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PARTNERSHIP)

    @handles(facts.PartnershipDisputed)
    def _disputed(self, tx: Transaction, fact: facts.PartnershipDisputed, event_id: int) -> None:
        self._set(tx, fact, state="disputed")
        self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_PARTNERSHIP)

    @handles(facts.MilestoneReached)
    def _reached(self, tx: Transaction, fact: facts.MilestoneReached, event_id: int) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.count, stamp)
        mile = fact.milestone
        row = {
            "partnership": fact.originator_id, "number": fact.originator_version, "kind": mile["kind"],
            "on": mile["on"], "note": packed(mile["note"]), "evidence": mile["evidence"],
            "amount_usd": mile["amount_usd"],
            "startup": UUID(mile["startup"]), "recorded_at": moment(fact),
        }  # fmt: skip
        tx.send(self.add_milestone, row)

    @handles(facts.PartnershipEnded)
    def _ended(self, tx: Transaction, fact: facts.PartnershipEnded, event_id: int) -> None:
        self._set(tx, fact, state="ended", ended_on=fact.on, end_reason=packed(fact.reason))

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.update, {**stamp, **columns})

    # -- queries ------------------------------------------------------------------------------------------------

    def one(
        self, connection: sa.Connection, partnership: UUID, condition: sa.ColumnElement[bool] | None = None
    ) -> sa.RowMapping | None:
        """The row of a partnership, if it fulfils a condition."""
        query = sa.select(self.rows).where(self.rows.c.id == partnership)
        query = query if condition is None else query.where(condition)
        return connection.execute(query).mappings().first()

    def reached(self, connection: sa.Connection, partnership: UUID) -> list[sa.RowMapping]:
        """Its milestones by day."""
        table = self.milestones
        query = sa.select(table).where(table.c.partnership == partnership).order_by(table.c.on, table.c.number)
        return list(connection.execute(query).mappings())

    def of(self, connection: sa.Connection, startups: list[UUID]) -> list[sa.RowMapping]:
        """Partnerships of some startups, the newest first."""
        rows = self.rows
        mine = sa.or_(rows.c.one.in_(startups), rows.c.other.in_(startups))
        query = sa.select(rows).where(mine).order_by(rows.c.since.desc(), rows.c.id)
        return list(connection.execute(query).mappings())

    def visible(self, directory: Directory, actor: Actor) -> sa.ColumnElement[bool]:
        """The condition on a row under which an actor may know of it.

        Its own people and organisers know of every one, others of those that both sides have confirmed, as long as
        they may see one of the two.
        """
        rows = self.rows.c
        if actor.system is not None or "organiser" in actor.roles:
            return sa.true()
        seen = sa.select(directory.startups.rows.c.id).where(directory.visible(actor))
        shown = sa.and_(rows.state.in_(CONFIRMED), sa.or_(rows.one.in_(seen), rows.other.in_(seen)))
        if actor.account is None:
            return shown
        present = sa.select(directory.startups.rows.c.id).where(directory.present())
        own = directory.own_startups(actor).where(directory.startups.people.c.startup.in_(present))
        return sa.or_(shown, rows.one.in_(own), rows.other.in_(own))

    def order(self) -> Order:
        """How lists of partnerships are ordered: the newest first."""
        return ordered(Key(self.rows.c.since, "since", down=True), Key(self.rows.c.id, "id"))

    def listed(
        self,
        connection: sa.Connection,
        condition: sa.ColumnElement[bool],
        *,
        limit: int,
        offset: int = 0,
        after: Place | None = None,
    ) -> tuple[list[sa.RowMapping], int]:
        """Partnerships that fulfil a condition, and how many there are in all."""
        total = connection.scalar(sa.select(sa.func.count()).select_from(self.rows).where(condition)) or 0
        query = sa.select(self.rows).where(condition).order_by(*self.order().by())
        if after is not None:
            query = query.where(self.order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings()), total

    def counts(self, connection: sa.Connection, condition: sa.ColumnElement[bool]) -> dict[tuple[str, str], int]:
        """How many partnerships that fulfil a condition there are by kind and state."""
        rows = self.rows.c
        query = sa.select(rows.kind, rows.state, sa.func.count()).where(condition).group_by(rows.kind, rows.state)
        return {(kind, state): count for kind, state, count in connection.execute(query)}

    def from_introduction(self, connection: sa.Connection, introduction: UUID) -> list[sa.RowMapping]:
        """What came of an introduction."""
        query = sa.select(self.rows).where(self.rows.c.introduction == introduction).order_by(self.rows.c.recorded_at)
        return list(connection.execute(query).mappings())
