"""Introductions as pages list them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    handles,
    index,
    inserting,
    moment,
    packed,
    token,
    updating,
)  # fmt: skip
from bridge.readmodels.introduction_asks import ANSWERS, Asks, Standing, proposed
from bridge.readmodels.introduction_doors import IntroductionDoors
from bridge.readmodels.keyset import Key, Order, Place, ordered
from events.introductions import agreeing, held
from events.introductions import events as facts
from events.introductions.aggregate import OPEN
from events.introductions.origin import IntroductionCameFrom
from events.store import Prepared, Transaction


class Introductions(IntroductionDoors):
    """One row an introduction; what a proposal's guard asks is in `introduction_doors`."""

    def build(self) -> None:
        self.rows = self.table(
            "introductions",
            sa.Column("id", Id, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("proposer", Id, nullable=False),
            sa.Column("receiver", Id, nullable=False),
            sa.Column("state", Code, nullable=False),
            sa.Column("want", Code, nullable=False),
            sa.Column("offer", Code, nullable=False),
            sa.Column("next_step", Code, nullable=False),
            sa.Column("language", Code, nullable=False),
            sa.Column("message", sa.Text),
            sa.Column("suggestion", sa.Text),
            sa.Column("proposed_by", sa.String(80), nullable=False),
            sa.Column("proposed_at", Moment, nullable=False),
            sa.Column("expires_at", Moment, nullable=False),
            sa.Column("answered_at", Moment),
            sa.Column("answer", sa.Text),
            sa.Column("decline_reason", Code),
            sa.Column("declined_by", Code),  # which side
            sa.Column("go_between", Id),
            sa.Column("agreed_by", Code),  # the side that said yes first to a go-between
            sa.Column("agreed_at", Moment),
            sa.Column("agreement", sa.Text),
            sa.Column("reminded_at", Moment),
            sa.Column("offered_by", Code),
            sa.Column("times", sa.Text, nullable=False),
            sa.Column("times_place", sa.Text),
            sa.Column("meeting", sa.Text),
            sa.Column("meeting_place", sa.Text),
            sa.Column("meeting_at", Moment),
            sa.Column("sequence", sa.Integer, nullable=False),
            sa.Column("proposer_said", Code),  # of the meeting: met, or a code of `meeting_answers`
            sa.Column("receiver_said", Code),
            sa.Column("met_on", sa.String(10)),
            sa.Column("nothing_reason", Code),
            sa.Column("nothing_note", sa.Text),
            sa.Column("message_removed", Id),  # by which decision
            sa.Column("answer_removed", Id),
            sa.Column("changed_at", Moment, nullable=False),
            sa.Column("project", Id),  # of a hackathon, where the two began from it
            sa.Column("hackathon", Id),
        )
        index(self.rows, "proposer", "state")
        index(self.rows, "receiver", "state")
        index(self.rows, "state", "expires_at")
        index(self.rows, "go_between", "state")
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        row = self.rows.c
        self.read_standing = Prepared(
            sa.select(row.proposer, row.receiver, row.state, row.meeting, row.times).where(
                row.id == sa.bindparam("key", type_=Id)
            )
        )

    @handles(facts.IntroductionProposed)
    def _proposed(self, tx: Transaction, fact: facts.IntroductionProposed, event_id: int) -> None:
        at = moment(fact)
        row = {
            "id": fact.originator_id, "version": 1, "proposer": fact.proposer, "receiver": fact.receiver,
            "state": "proposed", "message": token(fact.message), "proposed_by": fact.by, "proposed_at": at,
            "expires_at": fact.expires_at, "changed_at": at, "times": "[]", "sequence": 0,
            "go_between": fact.go_between,
            "suggestion": None if fact.suggestion is None else packed(fact.suggestion),
        }  # fmt: skip
        tx.send(
            self.insert, {**row, **{name: fact.choices[name] for name in ("want", "offer", "next_step", "language")}}
        )
        proposed(self.todo, tx, fact)

    @handles(IntroductionCameFrom)
    def _came_from(self, tx: Transaction, fact: IntroductionCameFrom, event_id: int) -> None:
        version = {"key": fact.originator_id, "version": fact.originator_version}
        tx.send(self.update, {**version, "project": fact.project, "hackathon": fact.hackathon})

    @handles(agreeing.SideAgreed)
    def _agreed(self, tx: Transaction, fact: agreeing.SideAgreed, event_id: int) -> None:
        self._set(tx, fact, agreed_by=fact.side, agreed_at=moment(fact), agreement=token(fact.message))
        for row in tx.rows(self.read_standing, {"key": fact.originator_id}):  # a stored sample comes without its row
            Asks(self.todo, tx, fact, Standing(*row)).answered(fact.side)

    @handles(facts.IntroductionAccepted)
    def _accepted(self, tx: Transaction, fact: facts.IntroductionAccepted, event_id: int) -> None:
        self._set(tx, fact, state="accepted", answered_at=moment(fact), answer=token(fact.message))
        self._asks(tx, fact).accepted()

    @handles(facts.IntroductionDeclined)
    def _declined(self, tx: Transaction, fact: facts.IntroductionDeclined, event_id: int) -> None:
        answer = {"answered_at": moment(fact), "answer": token(fact.message), "decline_reason": fact.reason}
        answer["declined_by"] = fact.side
        self._set(tx, fact, state="declined", **answer)
        self.todo.close_all(tx, fact.originator_id, *ANSWERS)

    @handles(facts.IntroductionWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.IntroductionWithdrawn, event_id: int) -> None:
        self._set(tx, fact, state="withdrawn")
        self.todo.close_all(tx, fact.originator_id, *ANSWERS)

    @handles(facts.IntroductionReminded)
    def _reminded(self, tx: Transaction, fact: facts.IntroductionReminded, event_id: int) -> None:
        self._set(tx, fact, reminded_at=moment(fact))

    @handles(facts.IntroductionExpired)
    def _expired(self, tx: Transaction, fact: facts.IntroductionExpired, event_id: int) -> None:
        self._set(tx, fact, state="expired")
        self.todo.close_all(tx, fact.originator_id, *ANSWERS)

    @handles(facts.TimesProposed)
    def _times(self, tx: Transaction, fact: facts.TimesProposed, event_id: int) -> None:
        self._set(tx, fact, offered_by=fact.side, times=packed(fact.times), times_place=token(fact.place))
        self._asks(tx, fact).offered()

    @handles(facts.MeetingConfirmed)
    def _meeting(self, tx: Transaction, fact: facts.MeetingConfirmed, event_id: int) -> None:
        meeting = {
            "meeting": packed(fact.meeting),
            "meeting_at": fact.meeting["start"],
            "meeting_place": token(fact.place),
        }
        unsaid = {"proposer_said": None, "receiver_said": None}
        self._set(tx, fact, **meeting, **unsaid, times="[]", offered_by=None, times_place=None, sequence=fact.sequence)
        self._asks(tx, fact).agreed()

    @handles(facts.MeetingCancelled)
    def _cancelled(self, tx: Transaction, fact: facts.MeetingCancelled, event_id: int) -> None:
        self._set(tx, fact, meeting=None, meeting_at=None, meeting_place=None, sequence=fact.sequence)
        self._asks(tx, fact).cancelled()

    @handles(held.MeetingNotHeld)
    def _not_held(self, tx: Transaction, fact: held.MeetingNotHeld, event_id: int) -> None:
        self._set(tx, fact, **{f"{fact.side}_said": fact.answer})
        self._asks(tx, fact).not_held(fact)

    @handles(facts.StartupsMet)
    def _met(self, tx: Transaction, fact: facts.StartupsMet, event_id: int) -> None:
        said = {f"{fact.side}_said": "met"} if fact.side else {}
        self._set(tx, fact, state="met", met_on=fact.on, **said)
        self._asks(tx, fact).over()

    @handles(facts.NothingCame)
    def _nothing(self, tx: Transaction, fact: facts.NothingCame, event_id: int) -> None:
        self._set(tx, fact, state="nothing", nothing_reason=fact.reason, nothing_note=token(fact.note))
        self._asks(tx, fact).over()

    def _asks(self, tx: Transaction, fact: Any) -> Asks:
        [row] = tx.rows(self.read_standing, {"key": fact.originator_id})
        return Asks(self.todo, tx, fact, Standing(*row))

    def write(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        """Write columns of the row that a fact is about."""
        self._set(tx, fact, **columns)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.update, {**stamp, **columns})

    # -- queries ------------------------------------------------------------------------------------------------

    def introduced(self, startup: UUID) -> sa.CompoundSelect[Any]:
        """The startups that one has, or had, an introduction with: they are not suggested again."""
        rows = self.rows.c
        return sa.union(
            sa.select(rows.receiver.label("other")).where(rows.proposer == startup),
            sa.select(rows.proposer.label("other")).where(rows.receiver == startup),
        )

    def due(self, connection: sa.Connection, now: datetime, limit: int = 100) -> list[UUID]:
        """Proposals whose time for an answer is over."""
        rows = self.rows.c
        query = sa.select(rows.id).where(rows.state == "proposed", rows.expires_at <= now.isoformat())
        return list(connection.scalars(query.order_by(rows.expires_at, rows.id).limit(limit)))

    def unanswered(self, connection: sa.Connection, proposers: Iterable[UUID]) -> list[UUID]:
        """What some startups proposed and nobody has answered; not what an incubator proposed for them."""
        rows = self.rows.c
        query = sa.select(rows.id).where(
            rows.proposer.in_(list(proposers)), rows.state == "proposed", rows.go_between.is_(None)
        )
        return list(connection.scalars(query.order_by(rows.id)))

    def brought(self, connection: sa.Connection, startups: Iterable[UUID]) -> list[UUID]:
        """What go-betweens proposed to some startups and not both have answered."""
        rows, ours = self.rows.c, list(startups)
        query = sa.select(rows.id).where(
            sa.or_(rows.proposer.in_(ours), rows.receiver.in_(ours)),
            rows.state == "proposed",
            rows.go_between.is_not(None),
        )
        return list(connection.scalars(query.order_by(rows.id)))

    def one(self, connection: sa.Connection, introduction: UUID) -> sa.RowMapping | None:
        """The row of an introduction; who may read it, the page has asked the domain."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == introduction)).mappings().first()

    def of(
        self,
        connection: sa.Connection,
        startups: list[UUID],
        states: Iterable[str],
        *,
        side: str | None = None,
        limit: int = 25,
        offset: int = 0,
        after: Place | None = None,
    ) -> list[sa.RowMapping]:
        """Introductions of some startups, the last changed first; `side` is 'sent' or 'received'."""
        rows = self.rows
        condition = sa.and_(self._mine(startups, side), rows.c.state.in_(list(states)))
        query = sa.select(rows).where(condition).order_by(*self.order().by())
        if after is not None:
            query = query.where(self.order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def order(self) -> Order:
        """How lists of introductions are ordered."""
        return ordered(Key(self.rows.c.changed_at, "changed_at", down=True), Key(self.rows.c.id, "id"))

    def _mine(self, startups: list[UUID], side: str | None) -> sa.ColumnElement[bool]:
        sent = self.rows.c.proposer.in_(startups)
        # What two startups of one founder have with each other counts as sent.
        received = sa.and_(self.rows.c.receiver.in_(startups), ~sent)
        return {"sent": sent, "received": received}.get(side or "", sa.or_(sent, received))

    def open_between(self, connection: sa.Connection, one: UUID, other: UUID) -> UUID | None:
        """The introduction that is open for two startups, whichever asked."""
        rows = self.rows.c
        either = sa.or_(
            sa.and_(rows.proposer == one, rows.receiver == other), sa.and_(rows.proposer == other, rows.receiver == one)
        )
        return connection.scalar(sa.select(rows.id).where(either, rows.state.in_(OPEN)))

    def waiting(self, connection: sa.Connection, proposer: UUID, now: datetime) -> list[datetime]:
        """When the proposals of a startup that wait for an answer end, the first first."""
        rows = self.rows.c
        query = sa.select(rows.expires_at).where(
            rows.proposer == proposer, rows.state == "proposed", rows.expires_at > now.isoformat()
        )
        return [datetime.fromisoformat(end) for end in connection.scalars(query.order_by(rows.expires_at))]

    def counts(self, connection: sa.Connection, startups: list[UUID]) -> dict[tuple[str, str], int]:
        """How many introductions there are by side ('sent', 'received') and state."""
        rows = self.rows.c
        side = sa.case((rows.proposer.in_(startups), "sent"), else_="received")
        mine = sa.or_(rows.proposer.in_(startups), rows.receiver.in_(startups))
        query = sa.select(side, rows.state, sa.func.count()).where(mine).group_by(side, rows.state)
        return {(which, state): count for which, state, count in connection.execute(query)}
