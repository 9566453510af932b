"""Reports, decisions and appeals as those who decide read them; suspended accounts, so that pages can ask."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    ReadModel,
    deleting,
    handles,
    index,
    inserting,
    moment,
    packed,
    token,
    updating,
)  # fmt: skip
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.todo import Kind, of_office
from events.actor import VISITOR, Actor
from events.people import events as people
from events.reports import decisions, events
from events.store import Prepared, Transaction


class Reports(ReadModel):
    """A row a report, a row a decision, a row a suspension in force."""

    def build(self) -> None:
        self.rows = self.table(
            "reports",
            sa.Column("id", Id, primary_key=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("about", Id, nullable=False),
            sa.Column("part", Code),
            sa.Column("startup", Id),
            sa.Column("about_version", sa.Integer, nullable=False),
            sa.Column("country", sa.String(2), nullable=False),
            sa.Column("reason", Code, nullable=False),
            sa.Column("text", sa.Text),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("open", sa.Boolean, nullable=False),
            sa.Column("decision", Id),
        )
        index(self.rows, "open", "at")
        index(self.rows, "about")
        index(self.rows, "by", "at")
        self.decisions = self.table(
            "decisions",
            sa.Column("id", Id, primary_key=True),
            sa.Column("kind", Code, nullable=False),
            sa.Column("about", Id, nullable=False),
            sa.Column("part", Code),
            sa.Column("startup", Id),
            sa.Column("person", Id),
            sa.Column("country", sa.String(2), nullable=False),
            sa.Column("reports", sa.Text, nullable=False),
            sa.Column("measure", Code, nullable=False),
            sa.Column("reason", Code, nullable=False),
            sa.Column("message", sa.Text),
            sa.Column("record", sa.Text),
            sa.Column("until", Moment),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("in_force", sa.Boolean, nullable=False),
            sa.Column("appeal", Code),
            sa.Column("appeal_text", sa.Text),
            sa.Column("appealed_by", sa.String(80)),
            sa.Column("appealed_at", Moment),
            sa.Column("answer", sa.Text),
            sa.Column("answer_record", sa.Text),
            sa.Column("answered_by", sa.String(80)),
            sa.Column("answered_at", Moment),
            sa.Column("ended", Code),
            sa.Column("ended_at", Moment),
        )
        index(self.decisions, "about")
        index(self.decisions, "startup")
        index(self.decisions, "in_force", "until")
        index(self.decisions, "appeal")
        index(self.decisions, "at")
        self.suspended = self.table(
            "suspended_accounts",
            sa.Column("account", Id, primary_key=True),
            sa.Column("decision", Id, primary_key=True),
            sa.Column("reason", Code, nullable=False),
            sa.Column("until", Moment),
            sa.Column("since", Moment, nullable=False),
        )
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        self.add_decision, self.change_decision = inserting(self.decisions), updating(self.decisions)
        self.suspend, self.reinstate = inserting(self.suspended), deleting(self.suspended, "account", "decision")
        # Asked for everybody who is signed in, at every request: written once.
        suspended = self.suspended.c
        holds = sa.or_(suspended.until.is_(None), suspended.until > sa.bindparam("now", type_=Moment))
        query = sa.select(self.suspended).where(suspended.account == sa.bindparam("whose", type_=Id), holds)
        self.read_suspension = query.order_by(suspended.until.is_not(None), suspended.until.desc()).limit(1)
        rows, made, key = self.rows.c, self.decisions.c, sa.bindparam("key", type_=Id)
        self.read_about = Prepared(sa.select(rows.about).where(rows.id == key))
        self.read_open = Prepared(sa.select(rows.id).where(rows.about == key, rows.open.is_(True)))
        lately = sa.and_(rows.by == sa.bindparam("by"), rows.at > sa.bindparam("since", type_=Moment))
        self.read_lately = Prepared(sa.select(sa.func.count()).where(lately))
        of_visitors = sa.and_(rows.about == key, rows.open.is_(True), rows.by == VISITOR.by)
        self.read_of_visitors = Prepared(sa.select(sa.func.count()).where(of_visitors))
        self.read_place = Prepared(
            sa.select(made.country, made.startup, made.about, made.kind, made.by).where(made.id == key)
        )

    # -- reports ------------------------------------------------------------------------------------------------

    @handles(events.ReportMade)
    def _made(self, tx: Transaction, fact: events.ReportMade, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "kind": fact.kind, "about": fact.about, "part": fact.part,
            "startup": fact.startup, "about_version": fact.version, "country": fact.country, "reason": fact.reason,
            "text": token(fact.text), "by": fact.by, "at": moment(fact), "open": True,
        }  # fmt: skip
        tx.send(self.insert, row)
        named = fact.about if fact.kind == "incubator" else fact.startup
        self.todo.file(tx, fact, Kind.DECIDE_REPORTS, of_office(fact.country), fact.about, other=named)

    @handles(events.ReportClosed)
    def _closed(self, tx: Transaction, fact: events.ReportClosed, event_id: int) -> None:
        [(about,)] = tx.rows(self.read_about, {"key": fact.originator_id})
        tx.send(self.update, {"key": fact.originator_id, "open": False, "decision": fact.decision})
        if not tx.rows(self.read_open, {"key": about}):
            self.todo.close_all(tx, about, Kind.DECIDE_REPORTS)

    def made_lately(self, tx: Transaction, by: str, now: datetime) -> int:
        """How many reports somebody has made within an hour."""
        [(made,)] = tx.rows(self.read_lately, {"by": by, "since": (now - timedelta(hours=1)).isoformat()})
        return int(made)

    def waiting_of_visitors(self, tx: Transaction, about: UUID) -> int:
        """How many reports of visitors about a thing wait for a decision."""
        [(waiting,)] = tx.rows(self.read_of_visitors, {"key": about})
        return int(waiting)

    # -- decisions ----------------------------------------------------------------------------------------------

    @handles(decisions.DecisionMade)
    def _decided(self, tx: Transaction, fact: decisions.DecisionMade, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "kind": fact.kind, "about": fact.about, "part": fact.part,
            "startup": fact.startup, "person": fact.person, "country": fact.country, "reports": packed(fact.reports),
            "measure": fact.measure, "reason": fact.reason, "message": token(fact.message),
            "record": token(fact.record), "until": fact.until, "by": fact.by, "at": moment(fact),
            "in_force": fact.measure in decisions.LASTING,
        }  # fmt: skip
        tx.send(self.add_decision, row)

    @handles(decisions.DecisionAppealed)
    def _appealed(self, tx: Transaction, fact: decisions.DecisionAppealed, event_id: int) -> None:
        said = {"appeal_text": token(fact.message), "appealed_by": fact.by, "appealed_at": moment(fact)}
        tx.send(self.change_decision, {"key": fact.originator_id, "appeal": "open", **said})
        [(country, startup, about, kind, decider)] = tx.rows(self.read_place, {"key": fact.originator_id})
        named = about if kind == "incubator" else startup
        # Whoever decided first does not answer the appeal, so nobody asks them.
        but = UUID(decider) if "-" in decider else None
        self.todo.file(tx, fact, Kind.ANSWER_APPEAL, of_office(country), fact.originator_id, other=named, but=but)

    @handles(decisions.AppealAnswered)
    def _answered(self, tx: Transaction, fact: decisions.AppealAnswered, event_id: int) -> None:
        said = {"answer": token(fact.message), "answer_record": token(fact.record), "answered_by": fact.by}
        row = {"key": fact.originator_id, "appeal": fact.outcome, "answered_at": moment(fact), **said}
        tx.send(self.change_decision, {**row, "in_force": False} if fact.outcome == "reversed" else row)
        self.todo.close_all(tx, fact.originator_id, Kind.ANSWER_APPEAL)

    @handles(decisions.DecisionEnded)
    def _ended(self, tx: Transaction, fact: decisions.DecisionEnded, event_id: int) -> None:
        row = {"key": fact.originator_id, "in_force": False, "ended": fact.how, "ended_at": moment(fact)}
        tx.send(self.change_decision, row)

    # -- accounts -----------------------------------------------------------------------------------------------

    @handles(people.PersonOpened)
    def _opened(self, tx: Transaction, fact: people.PersonOpened, event_id: int) -> None:
        """Nothing is decided yet."""

    @handles(people.AccountSuspended)
    def _suspended(self, tx: Transaction, fact: people.AccountSuspended, event_id: int) -> None:
        row = {"account": fact.account, "decision": fact.decision, "reason": fact.reason}
        tx.send(self.suspend, {**row, "until": fact.until, "since": moment(fact)})

    @handles(people.PersonErased)
    def _erased(self, tx: Transaction, fact: people.PersonErased, event_id: int) -> None:
        """Nobody is left to be kept out, or to be named."""

    @handles(people.AccountReinstated)
    def _reinstated(self, tx: Transaction, fact: people.AccountReinstated, event_id: int) -> None:
        tx.send(self.reinstate, {"account": fact.account, "decision": fact.decision})

    def suspension(self, connection: sa.Connection, account: UUID, now: datetime) -> sa.RowMapping | None:
        """The suspension that keeps an account from being used, the one that ends last; the moment itself binds."""
        found = connection.execute(self.read_suspension, {"whose": account, "now": now.isoformat()})
        return found.mappings().first()

    # -- queries of those who decide ----------------------------------------------------------------------------

    def mine(self, actor: Actor, country: sa.Column[str]) -> sa.ColumnElement[bool]:
        """The condition under which somebody decides in a country."""
        if "administrator" in actor.roles or ("organiser" in actor.roles and actor.office == "*"):
            return sa.true()
        return country == actor.office if "organiser" in actor.roles and actor.office else sa.false()

    def waiting(
        self, connection: sa.Connection, actor: Actor, *, limit: int, offset: int = 0, after: Place | None = None
    ) -> list[sa.RowMapping]:
        """What open reports are about, the longest waiting first, with their `count` and `since` when."""
        rows, since = self.rows.c, sa.func.min(self.rows.c.at)
        query = (
            sa.select(rows.kind, rows.about, rows.startup, sa.func.count().label("count"), since.label("since"))
            .where(rows.open.is_(True), self.mine(actor, rows.country))
            .group_by(rows.kind, rows.about, rows.startup)
            .order_by(*self.waiting_order().by())
        )
        if after is not None:
            query = query.having(self.waiting_order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def waiting_order(self) -> Order:
        """How such things are ordered."""
        return ordered(Key(sa.func.min(self.rows.c.at), "since"), Key(self.rows.c.about, "about"))

    def how_many_wait(self, connection: sa.Connection, actor: Actor) -> int:
        """How many things have open reports."""
        rows = self.rows.c
        query = sa.select(sa.func.count(sa.distinct(rows.about)))
        return connection.scalar(query.where(rows.open.is_(True), self.mine(actor, rows.country))) or 0

    def about(self, connection: sa.Connection, actor: Actor, about: UUID) -> list[sa.RowMapping]:
        """All reports of a thing, the newest first."""
        rows = self.rows.c
        query = sa.select(self.rows).where(rows.about == about, self.mine(actor, rows.country))
        return list(connection.execute(query.order_by(rows.at.desc(), rows.id)).mappings())

    def one(self, connection: sa.Connection, report: UUID) -> sa.RowMapping | None:
        """A report; who may read it, the page decides."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == report)).mappings().first()

    def decisions_about(self, connection: sa.Connection, abouts: Iterable[UUID]) -> list[sa.RowMapping]:
        """Earlier decisions about some things, the newest first."""
        made = self.decisions
        query = sa.select(made).where(made.c.about.in_(list(abouts))).order_by(made.c.at.desc(), made.c.id)
        return list(connection.execute(query).mappings())

    def decision(self, connection: sa.Connection, decision: UUID) -> sa.RowMapping | None:
        """A decision; who may read it, the page decides."""
        return connection.execute(sa.select(self.decisions).where(self.decisions.c.id == decision)).mappings().first()

    def latest(
        self, connection: sa.Connection, actor: Actor, *, appealed: bool = False, limit: int = 20, offset: int = 0,
        after: Place | None = None,
    ) -> list[sa.RowMapping]:  # fmt: skip
        """The last decisions, or those whose appeal waits for this person, the newest first."""
        made, order = self.decisions.c, self.order()
        query = sa.select(self.decisions).where(self.mine(actor, made.country)).order_by(*order.by())
        if appealed:
            query = query.where(made.appeal == "open", made.by != actor.by)
        if after is not None:
            query = query.where(order.after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def how_many_decided(self, connection: sa.Connection, actor: Actor, *, appealed: bool = False) -> int:
        """How many decisions there are, or how many whose appeal waits for this person."""
        query = sa.select(sa.func.count()).select_from(self.decisions)
        if appealed:
            query = query.where(self.decisions.c.appeal == "open", self.decisions.c.by != actor.by)
        return connection.scalar(query.where(self.mine(actor, self.decisions.c.country))) or 0

    def order(self) -> Order:
        """How decisions are ordered."""
        return ordered(Key(self.decisions.c.at, "at", down=True), Key(self.decisions.c.id, "id"))

    def out_of_sight(self, connection: sa.Connection, things: Iterable[UUID]) -> set[UUID]:
        """Which of some things a decision hides now."""
        made = self.decisions.c
        hides = sa.and_(made.about.in_(list(things)), made.measure == decisions.HIDE, made.in_force.is_(True))
        return set(connection.scalars(sa.select(made.about).where(hides)))

    def against(self, connection: sa.Connection, startup: UUID) -> list[sa.RowMapping]:
        """What holds against a startup now: its people see it on its page."""
        made = self.decisions.c
        holds = sa.and_(made.startup == startup, made.in_force.is_(True))
        return list(connection.execute(sa.select(self.decisions).where(holds).order_by(made.at.desc())).mappings())

    def over(self, connection: sa.Connection, now: datetime, limit: int = 100) -> list[UUID]:
        """Decisions whose time is over."""
        made = self.decisions.c
        query = sa.select(made.id).where(made.in_force.is_(True), made.until <= now.isoformat())
        return list(connection.scalars(query.order_by(made.until, made.id).limit(limit)))
