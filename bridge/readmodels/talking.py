"""Questions and announcements of hackathons, as pages list them."""

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
from bridge.readmodels.finding_talk import ANSWERED, ASKED, WITHDRAWN, FindingTalk
from bridge.readmodels.judging import Judging
from bridge.readmodels.projects import Projects
from bridge.readmodels.registrations import Registrations
from bridge.readmodels.teams import Teams
from bridge.readmodels.todo import Kind, of_account, of_incubator
from events.hackathons.phases import at
from events.hackathons.talking import events as facts
from events.store import Prepared, Transaction


class Talking(FindingTalk, ReadModel):
    """One row a question, one an answer of each wording; one an announcement, one a reader of it."""

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
