"""Questions and announcements of hackathons as pages list them; implements the domain's `Listeners`."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    Number,
    ReadModel,
    handles,
    index,
    inserting,
    moment,
    packed,
    token,
    unpacked,
    updating,
)  # fmt: skip
from bridge.readmodels.judging import Judging
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.projects import Projects
from bridge.readmodels.registrations import Registrations
from bridge.readmodels.teams import Teams
from bridge.readmodels.todo import Kind, of_account, of_incubator
from events.hackathons.phases import at
from events.hackathons.talking import events as facts
from events.store import Prepared, Transaction

ASKED, ANSWERED, WITHDRAWN = "asked", "answered", "withdrawn"


class Talking(ReadModel):
    """One row a question, one an answer of each wording; one an announcement, one a reader of it."""

    registrations: Registrations
    teams: Teams
    projects: Projects
    judging: Judging
    hackathons: sa.Table

    def build(self) -> None:
        self.questions = self.table(
            "hackathon_questions",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("account", Id, nullable=False),
            sa.Column("state", Code, nullable=False),
            sa.Column("hidden", sa.Boolean, nullable=False),
            sa.Column("why", sa.Text),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("answer", sa.Text),
            sa.Column("answers", sa.Integer, nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("answered_at", Moment),
        )
        index(self.questions, "hackathon", "number")
        index(self.questions, "account", "hackathon")
        self.answers = self.table(
            "hackathon_answers",
            sa.Column("question", Id, primary_key=True),
            sa.Column("number", sa.Integer, primary_key=True),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
        )
        self.announcements = self.table(
            "announcements",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("group", Code, nullable=False),
            sa.Column("track", Code),
            sa.Column("state", Code, nullable=False),  # scheduled, sent, cancelled
            sa.Column("texts", sa.Text, nullable=False),
            sa.Column("due", sa.Text),
            sa.Column("due_at", Moment),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("sent_at", Moment),
            sa.Column("readers", sa.Integer, nullable=False),
        )
        index(self.announcements, "hackathon", "number")
        index(self.announcements, "state", "due_at")
        self.readers_of = self.table(
            "announcement_readers",
            sa.Column("announcement", Id, primary_key=True),
            sa.Column("account", Id, primary_key=True),
            sa.Column("hackathon", Id, nullable=False),
        )
        index(self.readers_of, "account", "hackathon")
        rows = self.questions.c
        self.insert, self.update = inserting(self.questions), updating(self.questions)
        self.add_answer = inserting(self.answers)
        self.announce, self.change = inserting(self.announcements), updating(self.announcements)
        self.add_reader = inserting(self.readers_of)
        here, whose = sa.bindparam("hackathon", type_=Id), sa.bindparam("whose", type_=Id)
        mine = sa.and_(rows.hackathon == here, rows.account == whose, rows.state == ASKED)
        self.count_waiting = Prepared(sa.select(sa.func.count()).select_from(self.questions).where(mine))
        open_here = sa.and_(rows.hackathon == here, rows.state == ASKED, rows.hidden.is_(False))
        self.count_open = Prepared(sa.select(sa.func.count()).select_from(self.questions).where(open_here))

    def connect(
        self, registrations: Registrations, teams: Teams, projects: Projects, judging: Judging
    ) -> None:  # fmt: skip
        """Know the tables that say who is in which group."""
        self.registrations, self.teams, self.projects, self.judging = registrations, teams, projects, judging

    # -- handlers -------------------------------------------------------------------------------------------------

    @handles(facts.QuestionAsked)
    def _asked(self, tx: Transaction, fact: facts.QuestionAsked, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "number": event_id, "version": 1, "hackathon": fact.hackathon,
            "account": fact.text.subject, "state": ASKED, "hidden": False, "text": token(fact.text), "answers": 0,
            "at": moment(fact),
        }  # fmt: skip
        tx.send(self.insert, row)
        self._wait(tx, fact)

    @handles(facts.QuestionAnswered)
    def _answered(self, tx: Transaction, fact: facts.QuestionAnswered, event_id: int) -> None:
        answer = {"number": fact.number, "text": token(fact.text), "by": fact.by, "at": moment(fact)}
        tx.send(self.add_answer, {"question": fact.originator_id, **answer})
        told = {"state": ANSWERED, "answer": token(fact.text), "answers": fact.number, "answered_at": moment(fact)}
        self._set(tx, fact, **told)

    @handles(facts.QuestionWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.QuestionWithdrawn, event_id: int) -> None:
        self._set(tx, fact, state=WITHDRAWN)

    @handles(facts.QuestionHidden)
    def _hidden(self, tx: Transaction, fact: facts.QuestionHidden, event_id: int) -> None:
        self._set(tx, fact, hidden=True, why=token(fact.why))

    @handles(facts.QuestionShownAgain)
    def _shown(self, tx: Transaction, fact: facts.QuestionShownAgain, event_id: int) -> None:
        self._set(tx, fact, hidden=False, why=None)
        if self._open(tx, fact.hackathon):
            self._wait(tx, fact)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, **columns})
        if not self._open(tx, fact.hackathon):
            self.todo.close_all(tx, fact.hackathon, Kind.ANSWER_QUESTIONS)

    def _open(self, tx: Transaction, hackathon: UUID) -> int:
        [(found,)] = tx.rows(self.count_open, {"hackathon": hackathon})
        return int(found)

    def _wait(self, tx: Transaction, fact: Any) -> None:
        """The hosts are asked, and whoever else writes for them."""
        for (host,) in tx.rows(self.registrations.read_hosts, {"key": fact.hackathon}):
            self.todo.file(tx, fact, Kind.ANSWER_QUESTIONS, of_incubator(host), fact.hackathon)
        for account, rights in tx.rows(self.registrations.read_people, {"key": fact.hackathon}):
            if "messages" in unpacked(rights):
                self.todo.file(tx, fact, Kind.ANSWER_QUESTIONS, of_account(account), fact.hackathon)

    @handles(facts.AnnouncementWritten)
    def _written(self, tx: Transaction, fact: facts.AnnouncementWritten, event_id: int) -> None:
        texts = {language: {name: token(text) for name, text in said.items()} for language, said in fact.texts.items()}
        due = at(fact.due)
        row = {
            "id": fact.originator_id, "number": event_id, "version": 1, "hackathon": fact.hackathon,
            "group": fact.group, "track": fact.track, "state": "scheduled", "texts": packed(texts),
            "due": packed(fact.due) if fact.due else None, "due_at": due.isoformat() if due else None, "by": fact.by,
            "at": moment(fact), "readers": 0,
        }  # fmt: skip
        tx.send(self.announce, row)

    @handles(facts.AnnouncementSent)
    def _sent(self, tx: Transaction, fact: facts.AnnouncementSent, event_id: int) -> None:
        self._move(tx, fact, state="sent", sent_at=moment(fact), readers=len(fact.readers))
        here = {"announcement": fact.originator_id, "hackathon": fact.hackathon}
        if fact.readers:
            tx.send(self.add_reader, [{**here, "account": account} for account in fact.readers])

    @handles(facts.AnnouncementCancelled)
    def _cancelled(self, tx: Transaction, fact: facts.AnnouncementCancelled, event_id: int) -> None:
        self._move(tx, fact, state="cancelled")

    def _move(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        tx.send(self.change, {"key": fact.originator_id, "version": fact.originator_version, **columns})

    # -- questions --------------------------------------------------------------------------------------------------

    def questions_waiting(self, tx: Transaction, hackathon: UUID, account: UUID) -> int:
        """How many questions of somebody wait for an answer."""
        [(found,)] = tx.rows(self.count_waiting, {"hackathon": hackathon, "whose": account})
        return int(found)

    def question(self, connection: sa.Connection, question: UUID) -> sa.RowMapping | None:
        """One question; who may read it, the page asks."""
        query = sa.select(self.questions).where(self.questions.c.id == question)
        return connection.execute(query).mappings().first()

    def questions_of(
        self, connection: sa.Connection, hackathon: UUID, *, account: UUID | None = None, hidden: bool = False,
        waiting: bool = False, limit: int = 50, offset: int = 0, after: Place | None = None,
    ) -> tuple[list[sa.RowMapping], int]:  # fmt: skip
        """Questions, the newest first; hidden ones for who asked them (`account`) and for managers (`hidden`)."""
        rows = self.questions.c
        seen = [rows.hackathon == hackathon, rows.state != WITHDRAWN]
        if not hidden:
            seen.append(sa.or_(rows.hidden.is_(False), rows.account == account))
        if waiting:
            seen.append(rows.state == ASKED)
        total = connection.scalar(sa.select(sa.func.count()).select_from(self.questions).where(*seen)) or 0
        query = sa.select(self.questions).where(*seen)
        if after is not None:
            query = query.where(self.order().after(after))
        found = connection.execute(query.order_by(*self.order().by()).limit(limit).offset(offset))
        return list(found.mappings()), total

    def order(self) -> Order:
        """How questions are ordered: the newest first."""
        return ordered(Key(self.questions.c.number, "number", down=True))

    def wordings(self, connection: sa.Connection, questions: Collection[UUID]) -> dict[UUID, list[sa.RowMapping]]:
        """Every wording of the answers to some questions, the newest first."""
        rows, found = self.answers, dict[UUID, list[sa.RowMapping]]()
        query = sa.select(rows).where(rows.c.question.in_(questions)).order_by(rows.c.number.desc())
        for row in connection.execute(query).mappings() if questions else ():
            found.setdefault(row["question"], []).append(row)
        return found

    def unanswered_of(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """What somebody asked and nobody has answered, anywhere."""
        rows = self.questions.c
        query = sa.select(rows.id).where(rows.account == account, rows.state == ASKED)
        return list(connection.scalars(query.order_by(rows.number)))

    # -- announcements ------------------------------------------------------------------------------------------------

    def written(self, hackathon: UUID) -> sa.Select[Any]:
        """What was written in a hackathon, and what waits for its moment: for those who write."""
        return sa.select(self.announcements).where(self.announcements.c.hackathon == hackathon)

    def written_order(self) -> Order:
        """The newest first."""
        return ordered(Key(self.announcements.c.number, "number", down=True))

    def addressed(self, hackathon: UUID, account: UUID | None) -> sa.Select[Any]:
        """What somebody was written."""
        rows, readers = self.announcements, self.readers_of.c
        mine = sa.select(readers.announcement).where(readers.account == account, readers.hackathon == hackathon)
        return sa.select(rows).where(rows.c.id.in_(mine))

    def addressed_order(self) -> Order:
        """What came last first."""
        rows = self.announcements.c
        return ordered(Key(rows.sent_at, "sent_at", down=True), Key(rows.id, "id"))

    def announced_to(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> list[sa.RowMapping]:
        """The same, read."""
        query = self.addressed(hackathon, account).order_by(*self.addressed_order().by())
        return list(connection.execute(query).mappings())

    def announcement(self, connection: sa.Connection, announcement: UUID) -> sa.RowMapping | None:
        """One announcement."""
        query = sa.select(self.announcements).where(self.announcements.c.id == announcement)
        return connection.execute(query).mappings().first()

    def due(self, connection: sa.Connection, now: datetime) -> list[UUID]:
        """What has to go out by now."""
        rows = self.announcements.c
        query = sa.select(rows.id).where(rows.state == "scheduled", rows.due_at <= now.isoformat())
        return list(connection.scalars(query.order_by(rows.due_at, rows.id).limit(50)))

    def readers(self, connection: sa.Connection, hackathon: UUID, group: str, track: str | None) -> list[UUID]:
        """Who is in a group now."""
        people, projects, tags = self.teams.people.c, self.projects.rows.c, self.projects.tags.c
        registered = self.registrations.rows.c
        taking_part = sa.select(registered.account).where(
            registered.hackathon == hackathon, registered.state == "approved"
        )
        in_team = sa.select(people.account).where(people.hackathon == hackathon, people.until.is_(None))
        if group == "judges":
            judges = self.judging.judges.c
            query = sa.select(judges.judge).where(
                judges.hackathon == hackathon, judges.state.in_(("invited", "entered"))
            )
        elif group == "mentors":
            mentors = self.judging.mentors.c
            query = sa.select(mentors.mentor).where(mentors.hackathon == hackathon, mentors.until.is_(None))
        elif group == "no_team":
            query = taking_part.where(registered.account.not_in(in_team))
        elif group == "not_submitted":
            done = sa.select(projects.team).where(
                projects.hackathon == hackathon, projects.state.in_(("submitted", "waiting", "disqualified"))
            )
            query = in_team.where(people.team.not_in(done))
        elif group == "track":
            theirs = sa.select(projects.team).where(
                projects.id.in_(sa.select(tags.project).where(
                    tags.hackathon == hackathon, tags.kind.in_(("track", "challenge")), tags.code == track
                ))
            )  # fmt: skip
            query = in_team.where(people.team.in_(theirs))
        else:
            query = taking_part
        return list(connection.scalars(query.distinct()))

    def scheduled_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """What somebody wrote and has not gone out."""
        rows = self.announcements.c
        query = sa.select(rows.id).where(rows.by == str(account), rows.state == "scheduled")
        return list(connection.scalars(query.order_by(rows.number)))

    def is_shown(self, connection: sa.Connection, kind: str, about: UUID) -> bool:
        """Whether everybody may look at a question, a project or a team, as far as it is up to the thing itself."""
        questions, projects, teams = self.questions.c, self.projects.rows.c, self.teams.rows.c
        tables = {
            "question": (questions.id, questions.hidden.is_(False)),
            "project": (projects.id, projects.state == "submitted"),
            "team": (teams.id, sa.and_(teams.hidden.is_(False), teams.dissolved_at.is_(None))),
        }
        id, shown = tables[kind]
        return connection.execute(sa.select(id).where(id == about, shown)).first() is not None

    def named(self, connection: sa.Connection, kind: str, about: UUID) -> sa.RowMapping | None:
        """The name of a question (none), a project or a team, and the slug and name of its hackathon."""
        tables = {"question": self.questions, "project": self.projects.rows, "team": self.teams.rows}
        table, hackathons = tables[kind], self.hackathons
        names: dict[str, sa.ColumnElement[Any]] = {
            "question": sa.literal(None), "project": self.projects.rows.c.title, "team": self.teams.rows.c.name,
        }  # fmt: skip
        query = (
            sa.select(hackathons.c.slug, hackathons.c.sort_name, names[kind].label("name"))
            .join(table, table.c.hackathon == hackathons.c.id)
            .where(table.c.id == about)
        )
        return connection.execute(query).mappings().first()
