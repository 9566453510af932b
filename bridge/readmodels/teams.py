"""Teams of hackathons: who is in them and was, who asks, whom they look for."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import (
    Code,
    Id,
    Moment,
    Number,
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
from bridge.readmodels.finding_teams import ASKED, FindingTeams
from bridge.readmodels.todo import Kind, of_account
from events.store import Prepared, Transaction
from events.teams import events as facts


class Teams(FindingTeams, ReadModel):
    """One row a team; everybody who was ever in one, from when until when: conflicts of interest look back."""

    def build(self) -> None:
        self.rows = self.table(
            "teams",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("name", sa.String(60), nullable=False),
            sa.Column("lead", Id),
            sa.Column("size", sa.Integer, nullable=False),
            sa.Column("open", sa.Boolean, nullable=False),
            sa.Column("skills", sa.Text, nullable=False),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("startup", Id),
            sa.Column("formed_at", Moment, nullable=False),
            sa.Column("dissolved_at", Moment),
            sa.Column("hidden", sa.Boolean, nullable=False),  # by a decision about a report
        )
        index(self.rows, "hackathon", "number")
        index(self.rows, "startup")
        self.skills = self.table(
            "team_skills", sa.Column("team", Id, primary_key=True), sa.Column("code", Code, primary_key=True)
        )
        index(self.skills, "code")
        self.people = self.table(
            "team_people",
            sa.Column("team", Id, primary_key=True),
            sa.Column("account", Id, primary_key=True),
            sa.Column("number", Number, primary_key=True),  # of the event that began it
            sa.Column("since", Moment, nullable=False),
            sa.Column("until", Moment),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("how", Code),  # left, removed, withdrawn, erased, dissolved
        )
        index(self.people, "account", "hackathon")
        self.startups_of = self.table(
            "team_startups",
            sa.Column("team", Id, primary_key=True),
            sa.Column("number", Number, primary_key=True),
            sa.Column("startup", Id, nullable=False),
            sa.Column("since", Moment, nullable=False),
            sa.Column("until", Moment),
        )
        self.requests = self.table(
            "team_requests",
            sa.Column("team", Id, primary_key=True),
            sa.Column("account", Id, primary_key=True),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("state", Code, nullable=False),  # asked, joined, withdrawn, refused, lapsed
            sa.Column("message", sa.Text),
            sa.Column("why", sa.Text),
            sa.Column("at", Moment, nullable=False),
        )
        index(self.requests, "account", "hackathon")
        self._prepare()

    def _prepare(self) -> None:
        key, account = sa.bindparam("key", type_=Id), sa.bindparam("whose", type_=Id)
        here, at = sa.bindparam("where", type_=Id), sa.bindparam("at_moment", type_=Moment)
        rows, people, requests, startups = self.rows.c, self.people, self.requests, self.startups_of
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        self.add_skill, self.drop_skills = inserting(self.skills), deleting(self.skills, "team")
        self.add_person, self.add_startup = inserting(people), inserting(startups)
        self.add_request, self.drop_request = inserting(requests), deleting(requests, "team", "account")
        present = sa.and_(people.c.team == key, people.c.until.is_(None))
        how = sa.bindparam("the_how", type_=Code)
        self.end_person = Prepared(
            people.update().where(present, people.c.account == account).values(until=at, how=how)
        )
        self.read_team = Prepared(sa.select(rows.hackathon, rows.size, rows.lead).where(rows.id == key))
        self.read_name = Prepared(sa.select(rows.name, rows.hidden).where(rows.id == key))
        end = startups.update().where(startups.c.team == key, startups.c.until.is_(None))
        self.end_startup = Prepared(end.values(until=at))
        asked = sa.and_(requests.c.account == account, requests.c.hackathon == here, requests.c.state == ASKED)
        self.read_asked = Prepared(sa.select(requests.c.team).where(asked))
        self.lapse = Prepared(requests.update().where(asked).values(state="lapsed"))
        self.lapse_team = Prepared(
            requests.update().where(requests.c.team == key, requests.c.state == ASKED).values(state="lapsed")
        )
        self.count_asked = Prepared(
            sa.select(sa.func.count()).where(requests.c.team == key, requests.c.state == ASKED)
        )  # fmt: skip
        state, why = sa.bindparam("the_state", type_=Code), sa.bindparam("the_why", type_=sa.Text)
        one = requests.update().where(requests.c.team == key, requests.c.account == account)
        self.end_one = Prepared(one.values(state=state, why=why))

    # -- handlers -------------------------------------------------------------------------------------------------

    @handles(facts.TeamFormed)
    def _formed(self, tx: Transaction, fact: facts.TeamFormed, event_id: int) -> None:
        row = {
            "id": fact.originator_id, "number": event_id, "version": 1, "hackathon": fact.hackathon, "name": fact.name,
            "lead": fact.account, "size": 0, "open": False, "skills": "[]", "text": "{}", "formed_at": moment(fact),
            "hidden": False,
        }  # fmt: skip
        tx.send(self.insert, row)
        self._in(tx, fact, event_id)

    @handles(facts.TeamRenamed)
    def _renamed(self, tx: Transaction, fact: facts.TeamRenamed, event_id: int) -> None:
        self._set(tx, fact, name=fact.name)
        self._name_project(tx, fact)

    @handles(facts.TeamDescribed)
    def _described(self, tx: Transaction, fact: facts.TeamDescribed, event_id: int) -> None:
        self._set(tx, fact, open=fact.open, skills=packed(fact.skills), text=packed(fact.text))
        tx.send(self.drop_skills, {"team": fact.originator_id})
        for code in fact.skills:
            tx.send(self.add_skill, {"team": fact.originator_id, "code": code})

    @handles(facts.JoinAsked)
    def _asked(self, tx: Transaction, fact: facts.JoinAsked, event_id: int) -> None:
        self._set(tx, fact)
        team = fact.originator_id
        tx.send(self.drop_request, {"team": team, "account": fact.account})
        row = {"team": team, "account": fact.account, "hackathon": fact.hackathon, "state": ASKED, "at": moment(fact)}
        tx.send(self.add_request, {**row, "message": token(fact.message)})
        self._ask_lead(tx, fact)

    @handles(facts.JoinEnded)
    def _ended(self, tx: Transaction, fact: facts.JoinEnded, event_id: int) -> None:
        self._set(tx, fact)
        whose = {"key": fact.originator_id, "whose": fact.account}
        tx.send(self.end_one, {**whose, "the_state": fact.how, "the_why": token(fact.why)})
        self._no_more_asked(tx, fact.originator_id)

    @handles(facts.MemberInvited, facts.MemberInvitationRevoked)
    def _invited(self, tx: Transaction, fact: Any, event_id: int) -> None:
        self._set(tx, fact)

    @handles(facts.MemberJoined)
    def _joined(self, tx: Transaction, fact: facts.MemberJoined, event_id: int) -> None:
        whose = {"key": fact.originator_id, "whose": fact.account}
        tx.send(self.end_one, {**whose, "the_state": "joined", "the_why": None})
        self._in(tx, fact, event_id)
        self._no_more_asked(tx, fact.originator_id)

    @handles(facts.MemberLeft)
    def _left(self, tx: Transaction, fact: facts.MemberLeft, event_id: int) -> None:
        team = fact.originator_id
        end = {"key": team, "whose": fact.account, "at_moment": moment(fact), "the_how": fact.how}
        tx.send(self.end_person, end)
        [(_, size, lead)] = tx.rows(self.read_team, {"key": team})
        # A lead who leaves others behind handed over before.
        self._set(tx, fact, size=size - 1, lead=None if lead == fact.account else lead)
        self.todo.close(tx, Kind.SUBMIT_PROJECT, of_account(fact.account), team)
        self.projects.people_changed(tx, team)

    @handles(facts.LeadHandedOver)
    def _handed(self, tx: Transaction, fact: facts.LeadHandedOver, event_id: int) -> None:
        self._set(tx, fact, lead=fact.account)
        self._ask_lead(tx, fact)

    @handles(facts.StartupNamed)
    def _stands_for(self, tx: Transaction, fact: facts.StartupNamed, event_id: int) -> None:
        self._set(tx, fact, startup=fact.startup)
        tx.send(self.end_startup, {"key": fact.originator_id, "at_moment": moment(fact)})
        if fact.startup is not None:
            row = {"team": fact.originator_id, "number": event_id, "startup": fact.startup, "since": moment(fact)}
            tx.send(self.add_startup, row)

    @handles(facts.TeamHidden)
    def _hidden(self, tx: Transaction, fact: facts.TeamHidden, event_id: int) -> None:
        self._set(tx, fact, hidden=True)
        self._name_project(tx, fact)

    @handles(facts.TeamShownAgain)
    def _shown(self, tx: Transaction, fact: facts.TeamShownAgain, event_id: int) -> None:
        self._set(tx, fact, hidden=False)
        self._name_project(tx, fact)

    def _name_project(self, tx: Transaction, fact: Any) -> None:
        """Wherever a project stands, its team is named; a hidden one nowhere."""
        for name, hidden in tx.rows(self.read_name, {"key": fact.originator_id}):
            self.projects.named(tx, fact.originator_id, "" if hidden else name)

    @handles(facts.TeamDissolved)
    def _dissolved(self, tx: Transaction, fact: facts.TeamDissolved, event_id: int) -> None:
        self._set(tx, fact, dissolved_at=moment(fact), open=False)
        tx.send(self.lapse_team, {"key": fact.originator_id})
        self.todo.close_all(tx, fact.originator_id, Kind.ANSWER_JOIN, Kind.SUBMIT_PROJECT)

    def _in(self, tx: Transaction, fact: Any, event_id: int) -> None:
        team, hackathon, account = fact.originator_id, fact.hackathon, fact.account
        row = {"team": team, "account": account, "number": event_id, "since": moment(fact), "hackathon": hackathon}
        tx.send(self.add_person, row)
        [(_, size, _)] = tx.rows(self.read_team, {"key": team})
        self._set(tx, fact, size=size + 1)
        # Whoever is in a team asks no other one any more.
        elsewhere = {"whose": account, "where": hackathon}
        others = [found[0] for found in tx.rows(self.read_asked, elsewhere)]
        tx.send(self.lapse, elsewhere)
        for other in others:
            self._no_more_asked(tx, other)
        self.projects.ask_to_submit(tx, fact, hackathon, team, account)
        self.projects.people_changed(tx, team)

    def _ask_lead(self, tx: Transaction, fact: Any) -> None:
        team = fact.originator_id
        self.todo.close_all(tx, team, Kind.ANSWER_JOIN)
        [(_, _, lead)] = tx.rows(self.read_team, {"key": team})
        if lead is not None and tx.rows(self.count_asked, {"key": team}) != [(0,)]:
            self.todo.file(tx, fact, Kind.ANSWER_JOIN, of_account(lead), team)

    def _no_more_asked(self, tx: Transaction, team: UUID) -> None:
        if tx.rows(self.count_asked, {"key": team}) == [(0,)]:
            self.todo.close_all(tx, team, Kind.ANSWER_JOIN)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        tx.send(self.update, {"key": fact.originator_id, "version": fact.originator_version, **columns})
