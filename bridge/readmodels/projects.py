"""Projects of hackathons: the version that stands, all versions, and what the gallery filters by."""

from collections.abc import Mapping
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
    deleting,
    handles,
    index,
    inserting,
    moment,
    packed,
    token,
    unpacked,
    updating,
)  # fmt: skip
from bridge.readmodels.finding_projects import DISQUALIFIED, SHOWN, TAGS, WAITING, WITHDRAWN, FindingProjects
from bridge.readmodels.todo import Kind, of_account
from bridge.readmodels.words import document
from events.fact import Fact
from events.projects import events as facts
from events.projects.aggregate import ACCEPTED, COUNTS, NOT_ACCEPTED, project_id
from events.store import Prepared, Transaction

__all__ = ["DISQUALIFIED", "SHOWN", "TAGS", "WAITING", "WITHDRAWN", "Projects"]


class Projects(FindingProjects, ReadModel):
    """One row a project; its content is that of the version that stands."""

    def build(self) -> None:
        self.rows = self.table(
            "projects",
            sa.Column("id", Id, primary_key=True),
            sa.Column("number", Number, nullable=False),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("team", Id, nullable=False),
            sa.Column("team_name", sa.String(60), nullable=False),
            sa.Column("title", sa.String(100), nullable=False),
            sa.Column("language", sa.String(3), nullable=False),
            sa.Column("summary", sa.Text, nullable=False),
            sa.Column("content", sa.Text, nullable=False),
            sa.Column("state", Code, nullable=False),  # submitted, waiting (late, nobody answered), withdrawn, ...
            sa.Column("standing", sa.Integer),
            sa.Column("versions", sa.Integer, nullable=False),
            sa.Column("penalty", sa.Integer, nullable=False),
            sa.Column("withdrawn", sa.Boolean, nullable=False),
            sa.Column("disqualified", sa.Boolean, nullable=False),
            sa.Column("why", sa.Text),
            sa.Column("submitted_at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
        )
        index(self.rows, "hackathon", "state", "number")
        index(self.rows, "team")
        self.versions = self.table(
            "project_versions",
            sa.Column("project", Id, primary_key=True),
            sa.Column("place", sa.Integer, primary_key=True),
            sa.Column("state", Code, nullable=False),
            sa.Column("content", sa.Text, nullable=False),
            sa.Column("ruling", sa.Text, nullable=False),
            sa.Column("by", sa.String(80), nullable=False),
            sa.Column("at", Moment, nullable=False),
            sa.Column("why", sa.Text),
        )
        self.tags = self.table(
            "project_tags",
            sa.Column("project", Id, primary_key=True),
            sa.Column("kind", Code, primary_key=True),
            sa.Column("code", Code, primary_key=True),
            sa.Column("hackathon", Id, nullable=False),
        )
        index(self.tags, "hackathon", "kind", "code")
        self._prepare()

    def _prepare(self) -> None:
        rows, versions, key = self.rows.c, self.versions, sa.bindparam("key", type_=Id)
        self.insert, self.update = inserting(self.rows), updating(self.rows)
        self.read = Prepared(sa.select(self.rows).where(rows.id == key))
        self.add_version = inserting(versions)
        place, state = sa.bindparam("the_place", type_=sa.Integer), sa.bindparam("the_state", type_=Code)
        why = sa.bindparam("the_why", type_=sa.Text)
        one = versions.update().where(versions.c.project == key, versions.c.place == place)
        self.settle = Prepared(one.values(state=state, why=why))
        every = sa.select(versions.c.place, versions.c.state, versions.c.content, versions.c.ruling)
        self.read_versions = Prepared(every.where(versions.c.project == key).order_by(versions.c.place))
        self.add_tag, self.drop_tags = inserting(self.tags), deleting(self.tags, "project", "kind")

    def connect(self, teams: sa.Table, people: sa.Table, registrations: sa.Table, phases: sa.Table) -> None:
        """The statements that read other tables, made once those exist."""
        self.phases = phases
        key = sa.bindparam("key", type_=Id)
        self.read_team = Prepared(sa.select(teams.c.name).where(teams.c.id == key))
        here = sa.and_(
            registrations.c.account == people.c.account, registrations.c.hackathon == people.c.hackathon
        )  # fmt: skip
        members = sa.select(people.c.account, registrations.c.country).select_from(
            people.outerjoin(registrations, here)
        )
        members = members.where(people.c.team == key, people.c.until.is_(None))
        self.read_members = Prepared(members.order_by(people.c.number))
        present = sa.select(people.c.team, people.c.account).where(people.c.hackathon == key, people.c.until.is_(None))
        closes = sa.select(phases.c.closes).where(phases.c.hackathon == key, phases.c.phase == "building")
        self.read_deadline = Prepared(closes)
        self.read_everybody = Prepared(present.order_by(people.c.team, people.c.account))

    # -- handlers -------------------------------------------------------------------------------------------------

    @handles(facts.ProjectSubmitted)
    def _submitted(self, tx: Transaction, fact: facts.ProjectSubmitted, event_id: int) -> None:
        [(name,)] = tx.rows(self.read_team, {"key": fact.team})
        row = {
            "id": fact.originator_id, "number": event_id, "version": 1, "hackathon": fact.hackathon, "team": fact.team,
            "team_name": name, "title": "", "language": "", "summary": "{}", "content": "{}", "state": WAITING,
            "versions": 0, "penalty": 0, "withdrawn": False, "disqualified": False, "submitted_at": moment(fact),
            "changed_at": moment(fact),
        }  # fmt: skip
        tx.send(self.insert, row)
        self._take(tx, fact)

    @handles(facts.ProjectRevised)
    def _revised(self, tx: Transaction, fact: facts.ProjectRevised, event_id: int) -> None:
        self._take(tx, fact)

    @handles(facts.LateVersionAnswered)
    def _answered(self, tx: Transaction, fact: facts.LateVersionAnswered, event_id: int) -> None:
        state = ACCEPTED if fact.accepted else NOT_ACCEPTED
        end = {"key": fact.originator_id, "the_place": fact.number, "the_state": state, "the_why": token(fact.why)}
        tx.send(self.settle, end)
        self._stand(tx, fact, {})

    @handles(facts.ProjectWithdrawn)
    def _withdrawn(self, tx: Transaction, fact: facts.ProjectWithdrawn, event_id: int) -> None:
        self._stand(tx, fact, {"withdrawn": True})
        for account, _ in tx.rows(self.read_members, {"key": fact.team}):
            self.ask_to_submit(tx, fact, fact.hackathon, fact.team, account)

    @handles(facts.ProjectDisqualified, facts.ProjectReinstated)
    def _disqualified(self, tx: Transaction, fact: Any, event_id: int) -> None:
        out = isinstance(fact, facts.ProjectDisqualified)
        self._stand(tx, fact, {"disqualified": out, "why": token(fact.why)})

    def _take(self, tx: Transaction, fact: facts.ProjectSubmitted | facts.ProjectRevised) -> None:
        known = tx.rows(self.read_versions, {"key": fact.originator_id})
        row = {
            "project": fact.originator_id, "place": len(known) + 1, "state": fact.ruling["state"], "by": fact.by,
            "content": packed(fact.content), "ruling": packed(fact.ruling), "at": moment(fact),
        }  # fmt: skip
        tx.send(self.add_version, row)
        self._stand(tx, fact, {"withdrawn": False})
        self.todo.close_all(tx, fact.team, Kind.SUBMIT_PROJECT)

    def _stand(self, tx: Transaction, fact: Any, changed: Mapping[str, Any]) -> None:
        """The row follows from the versions: the last one that counts stands, else its team sees the last one."""
        project = fact.originator_id
        [row] = [dict(zip(self.rows.c.keys(), found, strict=True)) for found in tx.rows(self.read, {"key": project})]
        row |= changed
        versions = tx.rows(self.read_versions, {"key": project})
        counting = [version for version in versions if version[1] in COUNTS]
        place, _, content, ruling = (counting or versions)[-1]
        said, state = unpacked(content), SHOWN if counting else WAITING
        if row["disqualified"] or row["withdrawn"]:
            state = DISQUALIFIED if row["disqualified"] else WITHDRAWN
        columns = {
            "title": said["title"], "language": said["language"], "summary": packed(said["summary"]),
            "content": content, "state": state, "standing": place if counting else None, "versions": len(versions),
            "penalty": unpacked(ruling)["penalty"] if counting else 0, "changed_at": moment(fact), **changed,
        }  # fmt: skip
        tx.send(self.update, {"key": project, "version": fact.originator_version, **columns})
        for kind in ("track", "challenge", "language"):
            codes = [said["language"]] if kind == "language" else said[f"{kind}s"]
            self.tag(tx, project, row["hackathon"], kind, codes)
        self.people_changed(tx, row["team"])
        self._find_by(tx, {**row, "content": content})

    def tag(self, tx: Transaction, project: UUID, hackathon: UUID, kind: str, codes: list[str]) -> None:
        """Let the gallery find a project by these codes of a kind; results tag prizes so."""
        tx.send(self.drop_tags, {"project": project, "kind": kind})
        for code in dict.fromkeys(codes):
            tx.send(self.add_tag, {"project": project, "kind": kind, "code": code, "hackathon": hackathon})

    def in_track(self, connection: sa.Connection, hackathon: UUID, track: str) -> int:
        """How many projects that were not taken back are in a track or challenge."""
        tags, rows = self.tags.c, self.rows.c
        query = (
            sa.select(sa.func.count(sa.distinct(tags.project)))
            .join(self.rows, rows.id == tags.project)
            .where(tags.hackathon == hackathon, tags.kind.in_(("track", "challenge")), tags.code == track)
            .where(rows.state != WITHDRAWN)
        )
        return connection.scalar(query) or 0

    def named(self, tx: Transaction, team: UUID, name: str) -> None:
        """The team is called differently, or not at all while it is hidden."""
        tx.send(self.update, {"key": project_id(team), "team_name": name})
        for found in tx.rows(self.read, {"key": project_id(team)}):
            self._find_by(tx, dict(zip(self.rows.c.keys(), found, strict=True)))

    def _find_by(self, tx: Transaction, row: Mapping[str, Any]) -> None:
        said = unpacked(row["content"])
        words = document(said["title"], row["team_name"], *said["summary"].values(), said["text"])
        self.search.put(tx, row["number"], words)

    def people_changed(self, tx: Transaction, team: UUID) -> None:
        """A project is of the countries of those who make it; when all of them left, of those they had."""
        project = project_id(team)
        for found in tx.rows(self.read, {"key": project}):
            row = dict(zip(self.rows.c.keys(), found, strict=True))
            countries = [country for _, country in tx.rows(self.read_members, {"key": team}) if country]
            if countries:
                self.tag(tx, project, row["hackathon"], "country", sorted(countries))

    def ask_to_submit(self, tx: Transaction, fact: Fact, hackathon: UUID, team: UUID, account: UUID) -> None:
        """Remind a member that nothing is submitted yet, until building closes."""
        for found in tx.rows(self.read, {"key": project_id(team)}):
            if dict(zip(self.rows.c.keys(), found, strict=True))["state"] != WITHDRAWN:
                return
        closes = next((row[0] for row in tx.rows(self.read_deadline, {"key": hackathon})), None)
        self.todo.file(
            tx, fact, Kind.SUBMIT_PROJECT, of_account(account), team,
            closes_at=None if closes is None else datetime.fromisoformat(closes),
        )  # fmt: skip

    def deadline(self, tx: Transaction, fact: Fact, hackathon: UUID) -> None:
        """Building closes at another moment: called by the handler of the hackathon's facts."""
        for team, account in tx.rows(self.read_everybody, {"key": hackathon}):
            self.ask_to_submit(tx, fact, hackathon, team, account)
