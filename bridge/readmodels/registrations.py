"""Who registered for which hackathon, who waits, who came; implements the domain's `Lists` with `places`."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (  # fmt: skip
    Code,
    Id,
    Moment,
    Number,
    ReadModel,
    handles,
    index,
    inserting,
    moment,
    token,
    unpacked,
    updating,
)
from bridge.readmodels.keyset import Key, Order, ordered
from bridge.readmodels.todo import Kind, of_account, of_incubator
from events.registrations import events as facts
from events.registrations.events import APPROVED, ASKED, REFUSED, WAITING, WITHDRAWN
from events.store import Prepared, Transaction

STATES = (ASKED, WAITING, APPROVED, REFUSED, WITHDRAWN)


class Registrations(ReadModel):
    """One row a person and hackathon."""

    def build(self) -> None:
        self.rows = self.table(
            "registrations",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("account", Id, nullable=False),
            sa.Column("state", Code, nullable=False),
            sa.Column("code", sa.String(12), nullable=False),
            sa.Column("country", sa.String(2)),
            sa.Column("answers", sa.Text),
            sa.Column("keep_until", sa.String(10)),
            sa.Column("why", sa.Text),
            sa.Column("waits_at", Number),  # the place in the list: the event that put them there
            sa.Column("at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
            sa.Column("checked_in_at", Moment),
        )
        index(self.rows, "hackathon", "state", "waits_at")
        index(self.rows, "hackathon", "code")
        index(self.rows, "account")
        index(self.rows, "keep_until")
        index(self.rows, "waits_at")
        rows = self.rows.c
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        here = sa.bindparam("hackathon", type_=Id)
        count = sa.select(sa.func.count()).select_from(self.rows)
        self.count_taken = Prepared(count.where(rows.hackathon == here, rows.state == APPROVED))
        whose = sa.bindparam("whose", type_=Id)
        self.read_country = Prepared(sa.select(rows.country).where(rows.hackathon == here, rows.account == whose))

    def connect(self, hosts: sa.Table, people: sa.Table, suspended: sa.Table) -> None:
        """The statements that say who answers requests and whose turn it is, made once those tables exist."""
        key = sa.bindparam("key", type_=Id)
        accepted = sa.and_(hosts.c.hackathon == key, hosts.c.state == "accepted")
        self.read_hosts = Prepared(sa.select(hosts.c.incubator).where(accepted).order_by(hosts.c.incubator))
        self.read_people = Prepared(
            sa.select(people.c.account, people.c.rights).where(people.c.hackathon == key).order_by(people.c.account)
        )
        rows, here = self.rows.c, sa.bindparam("hackathon", type_=Id)
        out, now = suspended.c, sa.bindparam("now", type_=Moment)
        kept_out = sa.select(out.account).where(sa.or_(out.until.is_(None), out.until > now))
        waiting = sa.select(rows.account).where(
            rows.hackathon == here, rows.state == WAITING, rows.account.not_in(kept_out)
        )
        self.read_next = Prepared(waiting.order_by(rows.waits_at).limit(1))
        asked = sa.and_(rows.hackathon == here, rows.state == ASKED)
        self.count_asked = Prepared(sa.select(sa.func.count()).select_from(self.rows).where(asked))

    # -- handlers -------------------------------------------------------------------------------------------------

    @handles(facts.Registered)
    def _made(self, tx: Transaction, fact: facts.Registered, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "number": event_id, "version": 1, "hackathon": fact.hackathon,
            "account": fact.account, "code": fact.code, "at": moment(fact),
        }  # fmt: skip
        tx.send(self.insert, {**row, **_typed(fact, event_id)})
        self._ask(tx, fact)

    @handles(facts.RegisteredAgain)
    def _made_again(self, tx: Transaction, fact: facts.RegisteredAgain, event_id: int) -> None:
        self._set(tx, fact, **_typed(fact, event_id), at=moment(fact))
        self._ask(tx, fact)

    @handles(facts.RegistrationApproved, facts.RegistrationMovedUp)
    def _in(self, tx: Transaction, fact: Any, event_id: int) -> None:
        self._set(tx, fact, state=APPROVED, waits_at=None, why=None)

    @handles(facts.RegistrationPutOnList)
    def _listed(self, tx: Transaction, fact: facts.RegistrationPutOnList, event_id: int) -> None:
        self._set(tx, fact, state=WAITING, waits_at=event_id, why=None)

    @handles(facts.RegistrationRefused)
    def _refused(self, tx: Transaction, fact: facts.RegistrationRefused, event_id: int) -> None:
        self._set(tx, fact, state=REFUSED, waits_at=None, why=token(fact.why))

    @handles(facts.RegistrationWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.RegistrationWithdrawn, event_id: int) -> None:
        self._set(tx, fact, state=WITHDRAWN, waits_at=None, checked_in_at=None)

    @handles(facts.CheckedIn)
    def _here(self, tx: Transaction, fact: facts.CheckedIn, event_id: int) -> None:
        self._set(tx, fact, checked_in_at=moment(fact))

    @handles(facts.CheckInUndone)
    def _not_here(self, tx: Transaction, fact: facts.CheckInUndone, event_id: int) -> None:
        self._set(tx, fact, checked_in_at=None)

    @handles(facts.AnswersForgotten)
    def _forgotten(self, tx: Transaction, fact: facts.AnswersForgotten, event_id: int) -> None:
        self._set(tx, fact, answers=None, keep_until=None)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        changed = {"version": fact.originator_version, **columns, "changed_at": moment(fact)}
        tx.send(self.update, {"key": fact.originator_id, **changed})
        if columns.get("state") not in (None, ASKED) and tx.rows(self.count_asked, {"hackathon": fact.hackathon}) == [
            (0,)
        ]:
            self.todo.close_all(tx, fact.hackathon, Kind.ANSWER_REGISTRATIONS)

    def _ask(self, tx: Transaction, fact: Any) -> None:
        """Somebody waits for an answer: of the hosts, and of whoever else looks after people there."""
        if fact.state != ASKED:
            return
        hackathon = fact.hackathon
        for (host,) in tx.rows(self.read_hosts, {"key": hackathon}):
            self.todo.file(tx, fact, Kind.ANSWER_REGISTRATIONS, of_incubator(host), hackathon)
        for account, rights in tx.rows(self.read_people, {"key": hackathon}):
            if "people" in unpacked(rights):
                self.todo.file(tx, fact, Kind.ANSWER_REGISTRATIONS, of_account(account), hackathon)

    # -- queries --------------------------------------------------------------------------------------------------

    def of(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> sa.RowMapping | None:
        """Somebody's registration."""
        rows = self.rows
        query = sa.select(rows).where(rows.c.hackathon == hackathon, rows.c.account == account)
        return connection.execute(query).mappings().first()

    def by_code(self, connection: sa.Connection, hackathon: UUID, code: str) -> sa.RowMapping | None:
        """Whose code this is, for the desk."""
        rows = self.rows
        query = sa.select(rows).where(rows.c.hackathon == hackathon, rows.c.code == code)
        return connection.execute(query).mappings().first()

    def counts(self, connection: sa.Connection, hackathon: UUID) -> dict[str, int]:
        """How many there are in each state, and (`here`) how many came."""
        rows = self.rows.c
        query = sa.select(rows.state, sa.func.count(), sa.func.count(rows.checked_in_at)).where(
            rows.hackathon == hackathon
        )
        found = connection.execute(query.group_by(rows.state)).all()
        return {**{state: n for state, n, _ in found}, "here": sum(here for _, _, here in found)}

    def place_in_list(self, connection: sa.Connection, row: sa.RowMapping) -> int:
        """How many wait before somebody, and they themselves."""
        rows = self.rows.c
        before = sa.and_(
            rows.hackathon == row["hackathon"], rows.state == WAITING, rows.waits_at <= row["waits_at"]
        )  # fmt: skip
        return connection.scalar(sa.select(sa.func.count()).where(before)) or 0

    def order(self) -> Order:
        """How lists are ordered: in the order in which people registered."""
        return ordered(Key(self.rows.c.number, "number"))

    def find(
        self,
        connection: sa.Connection,
        hackathon: UUID,
        states: tuple[str, ...],
        *,
        limit: int,
        offset: int = 0,
        after: Any = None,
        here: bool | None = None,
    ) -> tuple[list[sa.RowMapping], int]:
        """Registrations in some states, those that came or did not (`here`); who may see them, the caller has asked."""
        rows, order = self.rows, self.order()
        where = sa.and_(rows.c.hackathon == hackathon, rows.c.state.in_(states))
        if here is not None:
            where &= rows.c.checked_in_at.is_not(None) if here else rows.c.checked_in_at.is_(None)
        total = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(where)) or 0
        query = sa.select(rows).where(where)
        if after is not None:
            query = query.where(order.after(after))
        found = connection.execute(query.order_by(*order.by()).limit(limit).offset(offset)).mappings()
        return list(found), total

    def accounts(self, connection: sa.Connection, hackathon: UUID, states: tuple[str, ...] = (APPROVED,)) -> list[UUID]:
        """Who is registered."""
        rows = self.rows.c
        query = sa.select(rows.account).where(rows.hackathon == hackathon, rows.state.in_(states))
        return list(connection.scalars(query.order_by(rows.number)))

    def takes_part(self, connection: sa.Connection, account: UUID) -> bool:
        """Whether somebody is in any hackathon, or asks to be."""
        rows = self.rows.c
        here = sa.select(rows.id).where(rows.account == account, rows.state.in_((APPROVED, ASKED, WAITING)))
        return connection.execute(here.limit(1)).first() is not None

    def of_account(self, connection: sa.Connection, account: UUID) -> list[sa.RowMapping]:
        """Everything that somebody registered for."""
        rows = self.rows
        return list(
            connection.execute(sa.select(rows).where(rows.c.account == account).order_by(rows.c.number)).mappings()
        )

    def hackathons_with_waiting(self, connection: sa.Connection) -> list[UUID]:
        """Where somebody waits for a place."""
        rows = self.rows.c
        return list(connection.scalars(sa.select(rows.hackathon).where(rows.waits_at.is_not(None)).distinct()))

    def to_forget(self, connection: sa.Connection, today: date, limit: int = 200) -> list[tuple[UUID, UUID]]:
        """Whose answers are not to be kept any more: (hackathon, account)."""
        rows = self.rows.c
        query = sa.select(rows.hackathon, rows.account).where(rows.keep_until < today.isoformat())
        return [(row[0], row[1]) for row in connection.execute(query.order_by(rows.keep_until).limit(limit))]


def _typed(fact: facts.Registered | facts.RegisteredAgain, event_id: int) -> dict[str, Any]:
    return {
        "state": fact.state, "country": fact.country, "answers": token(fact.answers), "keep_until": fact.keep_until,
        "changed_at": moment(fact), "waits_at": event_id if fact.state == WAITING else None,
    }  # fmt: skip
