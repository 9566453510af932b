"""What waits for those who run a hackathon's judging: rules and a ranking to agree to, projects without a judge, …"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Id, unpacked
from bridge.readmodels.hackathons import Hackathons
from bridge.readmodels.judging import Judging
from bridge.readmodels.results import Results
from bridge.readmodels.todo import Kind, Owner, Todo, of_account, of_incubator
from events.fact import Fact
from events.hackathons import events as hackathons
from events.judging import panel_events as panels
from events.judging import round_events as rounds
from events.judging import rules
from events.projects.events import ProjectDisqualified, ProjectWithdrawn
from events.results.certificate_events import CertificateIssued, CertificateReinstated
from events.store import Prepared, Transaction
from events.teams.events import MemberLeft, TeamDissolved

ASSIGNING = (rounds.ProjectsTaken, rounds.JudgesAssigned, rounds.AssignmentWithdrawn, rounds.PanelSeated)
RULED = (rounds.RoundPlanned, rounds.RoundChanged, rounds.RulesAgreed, rounds.RoundOpened)
RULING = (hackathons.PartChanged, hackathons.ChangeApplied, hackathons.HostAccepted, hackathons.HostLeft)
LEAVING = (
    CertificateReinstated, MemberLeft, TeamDissolved, ProjectWithdrawn, ProjectDisqualified,
    panels.JudgeLeft, panels.MentorLeft,
)  # fmt: skip  # who leaves may be the last who had no certificate yet
OF_ROUNDS = (Kind.AGREE_ROUND, Kind.ASSIGN_JUDGES, Kind.CONFIRM_RANKING, Kind.AGREE_RESULTS)


class JudgingTodo:
    """Files and closes lines; the rows of rounds and hosts are written already when a fact comes here."""

    def __init__(self, todo: Todo, hackathons: Hackathons, judging: Judging, results: Results) -> None:
        self.todo, self.hackathons, self.results = todo, hackathons, results
        key, looks, people = sa.bindparam("key", type_=Id), judging.assignments.c, hackathons.people.c
        row = judging.rounds.c
        self._round = Prepared(sa.select(row.projects, row.published).where(row.id == key))
        self._rounds = Prepared(
            sa.select(row.id, row.number, row.state, row.plan, row.rules_agreed)
            .where(row.hackathon == key)
            .order_by(row.number)
        )
        standing = sa.select(looks.project).where(looks.round == key, looks.withdrawn_at.is_(None))
        self._seen = Prepared(standing.distinct())
        self._people = Prepared(sa.select(people.account, people.rights).where(people.hackathon == key))
        self._setup = Prepared(sa.select(hackathons.rows.c.slug, hackathons.rows.c.setup).where(
            hackathons.rows.c.id == key
        ))  # fmt: skip
        out = judging.publications.c
        self._out = Prepared(sa.select(out.number).where(out.hackathon == key).limit(1))

    def handle(self, tx: Transaction, fact: Fact) -> None:
        """Ask what follows from a fact; most ask nothing."""
        if isinstance(fact, RULED):
            self._agree(tx, fact, fact.hackathon, fact.originator_id)
        elif isinstance(fact, RULING) and getattr(fact, "part", "rubric") == "rubric":
            self._agree(tx, fact, fact.originator_id)
        elif isinstance(fact, ASSIGNING):
            self._covered(tx, fact)
        elif isinstance(fact, rounds.RoundClosed):
            self._ask(tx, fact, Kind.CONFIRM_RANKING, self._owners(tx, fact.hackathon, "chair"))
        elif isinstance(fact, rounds.RoundReopened):
            self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_RANKING, Kind.AGREE_RESULTS)
        elif isinstance(fact, rounds.RankingConfirmed):
            self.todo.close_all(tx, fact.originator_id, Kind.CONFIRM_RANKING)
            self._ask(tx, fact, Kind.AGREE_RESULTS, self._hosts(tx, fact.hackathon))
        elif isinstance(fact, rounds.ResultsAgreed):
            self.todo.close(tx, Kind.AGREE_RESULTS, of_incubator(fact.host), fact.originator_id)
        elif isinstance(fact, rounds.ResultsPublished):
            self.todo.close_all(tx, fact.originator_id, *OF_ROUNDS)
            self._ask(
                tx, fact, Kind.ISSUE_CERTIFICATES, self._owners(tx, fact.hackathon, "people"), about=fact.hackathon
            )
            self._issued(tx, fact.hackathon)
        elif isinstance(fact, LEAVING):
            self._issued(tx, fact.hackathon)
        elif isinstance(fact, CertificateIssued):
            self.todo.close_all(tx, fact.hackathon, Kind.ISSUE_CERTIFICATES)
        elif isinstance(fact, hackathons.HackathonCancelled):
            self.todo.close_all(tx, fact.originator_id, Kind.ISSUE_CERTIFICATES)
            for id, *_ in tx.rows(self._rounds, {"key": fact.originator_id}):
                self.todo.close_all(tx, _id(id), *OF_ROUNDS)

    def _agree(self, tx: Transaction, fact: Fact, hackathon: UUID, only: UUID | None = None) -> None:
        """Every host that has not agreed to the rules of a planned round is asked, once for each text of them."""
        hosts = [_id(host) for host, _ in tx.rows(self.hackathons.read_hosts, {"key": hackathon})]
        for slug, setup in tx.rows(self._setup, {"key": hackathon}):
            for id, number, state, plan, agreed in tx.rows(self._rounds, {"key": hackathon}):
                if only not in (None, _id(id)):
                    continue
                left = rules.not_agreed(unpacked(plan), unpacked(setup), hosts, unpacked(agreed))
                if state != "planned" or not left:
                    self.todo.close_all(tx, _id(id), Kind.AGREE_ROUND)
                    continue
                for host in hosts:
                    if host not in left:
                        self.todo.close(tx, Kind.AGREE_ROUND, of_incubator(host), _id(id))
                    elif _asks(fact, host):
                        params = {"slug": slug, "number": number}
                        self.todo.file(tx, fact, Kind.AGREE_ROUND, of_incubator(host), _id(id), params=params)
                if isinstance(fact, hackathons.HostLeft):
                    self.todo.close(tx, Kind.AGREE_ROUND, of_incubator(fact.incubator), _id(id))

    def _issued(self, tx: Transaction, hackathon: UUID) -> None:
        """Whoever looks after people gives certificates once results are out, as long as somebody has none yet."""
        if tx.rows(self._out, {"key": hackathon}) and not self.results.wait(tx.connection, hackathon):
            self.todo.close_all(tx, hackathon, Kind.ISSUE_CERTIFICATES)

    def _covered(self, tx: Transaction, fact: Any) -> None:
        """As long as a project of the round has no judge, it is asked who looks at it."""
        [(projects, published)] = tx.rows(self._round, {"key": fact.originator_id})
        seen = {UUID(str(project)) for (project,) in tx.rows(self._seen, {"key": fact.originator_id})}
        if published or {UUID(id) for id in unpacked(projects)} <= seen:
            self.todo.close_all(tx, fact.originator_id, Kind.ASSIGN_JUDGES)
        else:
            self._ask(tx, fact, Kind.ASSIGN_JUDGES, self._owners(tx, fact.hackathon, "judging"))

    def _ask(self, tx: Transaction, fact: Any, kind: Kind, owners: Iterable[Owner], about: UUID | None = None) -> None:
        for slug, _ in tx.rows(self._setup, {"key": fact.hackathon}):
            for owner in owners:
                self.todo.file(tx, fact, kind, owner, about or fact.originator_id, params={"slug": slug})

    def _hosts(self, tx: Transaction, hackathon: UUID) -> list[Owner]:
        return [of_incubator(host) for host, _ in tx.rows(self.hackathons.read_hosts, {"key": hackathon})]

    def _owners(self, tx: Transaction, hackathon: UUID, right: str) -> list[Owner]:
        """The hosts, and whoever was given the right beside them."""
        people = tx.rows(self._people, {"key": hackathon})
        given = [of_account(account) for account, rights in people if right in unpacked(rights)]
        return self._hosts(tx, hackathon) + given


def _asks(fact: Fact, host: UUID) -> bool:
    """Whether a fact makes rules that a host has not been asked about."""
    if isinstance(fact, rounds.RoundChanged):
        return bool({"rubric", *rules.OF_FINAL} & set(fact.changes))
    if isinstance(fact, hackathons.HostAccepted):
        return fact.incubator == host
    return not isinstance(fact, (rounds.RulesAgreed, hackathons.HostLeft))


def _id(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
