"""Requests for help as pages list them, and what waits for mentors."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, ReadModel, handles, index, inserting, moment, token, updating
from bridge.readmodels.keyset import Key, Order, ordered
from bridge.readmodels.todo import Kind, of_account
from events.hackathons.help import events as facts
from events.judging.panel_events import MentorJoined, MentorLeft
from events.store import Prepared, Transaction

OPEN = ("asked", "taken")


class Help(ReadModel):
    """One row a request."""

    def build(self) -> None:
        self.rows = self.table(
            "help_requests",
            sa.Column("id", Id, primary_key=True),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("team", Id, nullable=False),
            sa.Column("asked_by", Id, nullable=False),
            sa.Column("topic", Code),
            sa.Column("text", sa.Text),
            sa.Column("state", Code, nullable=False),  # asked, taken, done, withdrawn
            sa.Column("mentor", Id),
            sa.Column("asked_at", Moment, nullable=False),
            sa.Column("taken_at", Moment),
            sa.Column("ended_at", Moment),
        )
        index(self.rows, "hackathon", "state")
        index(self.rows, "team")
        self._insert, self._update = inserting(self.rows), updating(self.rows)
        key = sa.bindparam("key", type_=Id)
        waiting = sa.select(self.rows.c.id).where(self.rows.c.hackathon == key, self.rows.c.state == "asked")
        self._waiting = Prepared(waiting.order_by(self.rows.c.id))

    def connect(self, mentors: sa.Table, hackathons: sa.Table) -> None:
        """The statements that find who helps, and what the address of a hackathon is."""
        key = sa.bindparam("key", type_=Id)
        helping = sa.select(mentors.c.mentor).where(mentors.c.hackathon == key, mentors.c.until.is_(None))
        self._mentors = Prepared(helping.order_by(mentors.c.mentor))
        self._slug = Prepared(sa.select(hackathons.c.slug).where(hackathons.c.id == key))

    @handles(facts.HelpAsked)
    def _was_asked(self, tx: Transaction, fact: facts.HelpAsked, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "hackathon": fact.hackathon, "team": fact.team, "asked_by": fact.account,
            "topic": fact.subject, "text": token(fact.text), "state": "asked", "asked_at": moment(fact),
        }  # fmt: skip
        tx.send(self._insert, row)
        self._call(tx, fact)

    @handles(facts.HelpTaken)
    def _was_taken(self, tx: Transaction, fact: facts.HelpTaken, event_id: int) -> None:
        self._set(tx, fact, state="taken", mentor=fact.mentor, taken_at=moment(fact))
        self.todo.close_all(tx, fact.originator_id, Kind.TAKE_HELP)
        self._file(tx, fact, Kind.FINISH_HELP, fact.mentor, fact.originator_id)

    @handles(facts.HelpReturned)
    def _was_returned(self, tx: Transaction, fact: facts.HelpReturned, event_id: int) -> None:
        self._set(tx, fact, state="asked", mentor=None, taken_at=None)
        self.todo.close_all(tx, fact.originator_id, Kind.FINISH_HELP)
        self._call(tx, fact)

    @handles(facts.HelpGiven, facts.HelpWithdrawn)
    def _ended(self, tx: Transaction, fact: Any, event_id: int) -> None:
        state = "done" if isinstance(fact, facts.HelpGiven) else "withdrawn"
        self._set(tx, fact, state=state, ended_at=moment(fact))
        self.todo.close_all(tx, fact.originator_id, Kind.TAKE_HELP, Kind.FINISH_HELP)

    # Whoever begins to help is asked what waits, and whoever stops is not asked any more.

    def mentor_joined(self, tx: Transaction, fact: MentorJoined) -> None:
        """`Judging` has taken the fact in."""
        for (request,) in tx.rows(self._waiting, {"key": fact.hackathon}):
            self._file(tx, fact, Kind.TAKE_HELP, fact.mentor, request)

    def mentor_left(self, tx: Transaction, fact: MentorLeft) -> None:
        """The same."""
        for (request,) in tx.rows(self._waiting, {"key": fact.hackathon}):
            self.todo.close(tx, Kind.TAKE_HELP, of_account(fact.mentor), request)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        tx.send(self._update, {"key": fact.originator_id, **columns})

    def _call(self, tx: Transaction, fact: Any) -> None:
        """Everybody who helps is asked; the first takes it."""
        for (mentor,) in tx.rows(self._mentors, {"key": fact.hackathon}):
            self._file(tx, fact, Kind.TAKE_HELP, mentor, fact.originator_id)

    def _file(self, tx: Transaction, fact: Any, kind: Kind, mentor: UUID, request: UUID) -> None:
        rows = tx.rows(self._slug, {"key": fact.hackathon})
        params = {"slug": rows[0][0] if rows else ""}
        self.todo.file(tx, fact, kind, of_account(mentor), subject=request, params=params)

    # -- for pages ----------------------------------------------------------------------------------------------------

    def one(self, connection: sa.Connection, request: UUID) -> sa.RowMapping | None:
        """One request."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == request)).mappings().first()

    def asked_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """What somebody asked and nobody has taken."""
        rows = self.rows.c
        query = sa.select(rows.id).where(rows.asked_by == account, rows.state == "asked")
        return list(connection.scalars(query.order_by(rows.id)))

    def waiting(self, hackathon: UUID, teams: sa.Table) -> sa.Select[Any]:
        """What is open in a hackathon, with the names of the teams."""
        rows = self.rows.c
        return self._named(teams).where(rows.hackathon == hackathon, rows.state.in_(OPEN))

    def asked_by_team(self, team: UUID | None, teams: sa.Table) -> sa.Select[Any]:
        """What a team asked, with its name."""
        return self._named(teams).where(self.rows.c.team == team)

    def order(self, *, newest: bool = False) -> Order:
        """Who waits longest first; or what was asked last."""
        return ordered(Key(self.rows.c.asked_at, "asked_at", down=newest), Key(self.rows.c.id, "id"))

    def queue(self, connection: sa.Connection, hackathon: UUID, teams: sa.Table) -> Sequence[sa.RowMapping]:
        """What is open in a hackathon, who waits longest first."""
        query = self.waiting(hackathon, teams).order_by(*self.order().by())
        return connection.execute(query).mappings().all()

    def of_team(
        self, connection: sa.Connection, team: UUID, teams: sa.Table, limit: int = 20
    ) -> Sequence[sa.RowMapping]:
        """What a team asked, the newest first."""
        query = self.asked_by_team(team, teams).order_by(*self.order(newest=True).by())
        return connection.execute(query.limit(limit)).mappings().all()

    def _named(self, teams: sa.Table) -> sa.Select[Any]:
        return sa.select(self.rows, teams.c.name.label("team_name")).join(teams, teams.c.id == self.rows.c.team)
