"""Votes for the people's choice, and certificates."""

from collections.abc import Sequence
from typing import Any
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
    token,
    unpacked,
    updating,
)
from bridge.readmodels.judging import Judging
from bridge.readmodels.judging_queries import COUNTS
from bridge.readmodels.projects import SHOWN, Projects
from bridge.readmodels.teams import Teams
from events.results import certificate_events as certificates
from events.results import vote_events as votes
from events.results.certificate import CORRECTED, JUDGE, MENTOR, PARTICIPANT, WINNER, certificate_id
from events.results.certificates import Deserved
from events.store import Prepared, Transaction

VALID, REVOKED = "valid", "revoked"


class Results(ReadModel):
    """One row a voter, one a certificate."""

    judging: Judging
    teams: Teams
    projects: Projects

    def build(self) -> None:
        self.votes = self.table(
            "votes",
            sa.Column("hackathon", Id, primary_key=True),
            sa.Column("account", Id, primary_key=True),
            sa.Column("project", Id, nullable=False),
            sa.Column("at", Moment, nullable=False),
        )
        index(self.votes, "hackathon", "project")
        index(self.votes, "account")
        self.certificates = self.table(
            "certificates",
            sa.Column("id", Id, primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("hackathon", Id, nullable=False),
            sa.Column("account", Id, nullable=False),
            sa.Column("role", Code, nullable=False),  # participant, winner, judge, mentor
            sa.Column("prize", Code),
            sa.Column("team", Id),
            sa.Column("code", sa.String(20), nullable=False),
            sa.Column("state", Code, nullable=False),  # valid, revoked
            sa.Column("revoked", Code),  # by_hand, corrected
            sa.Column("why", sa.Text),
            sa.Column("issued_at", Moment, nullable=False),
            sa.Column("changed_at", Moment, nullable=False),
        )
        index(self.certificates, "hackathon", "role")
        index(self.certificates, "account")
        index(self.certificates, "code")
        self.add_vote, self.drop_vote = inserting(self.votes), deleting(self.votes, "hackathon", "account")
        self.insert, self.update = inserting(self.certificates), updating(self.certificates)

    def prepare(self) -> None:
        """The statements that look at other tables."""
        project, account = sa.bindparam("the_project", type_=Id), sa.bindparam("whose", type_=Id)
        here, rows = sa.bindparam("the_hackathon", type_=Id), self.projects.rows.c
        stands = (rows.id == project, rows.hackathon == here, rows.state == SHOWN)
        self.read_candidate = Prepared(sa.select(rows.id).where(*stands))
        people, publications = self.teams.people.c, self.judging.publications.c
        of_project = sa.select(rows.team).where(rows.id == project).scalar_subquery()
        self.read_own = Prepared(
            sa.select(people.account).where(people.team == of_project, people.account == account).limit(1)
        )
        self.read_decided = Prepared(
            sa.select(publications.number).where(publications.hackathon == here).limit(1)
        )  # fmt: skip

    # -- handlers -----------------------------------------------------------------------------------------------------

    @handles(votes.VoteCast, votes.VoteMoved)
    def _voted(self, tx: Transaction, fact: Any, event_id: int) -> None:
        who = {"hackathon": fact.hackathon, "account": fact.account}
        tx.send(self.drop_vote, who)
        tx.send(self.add_vote, {**who, "project": fact.project, "at": moment(fact)})

    @handles(votes.VoteWithdrawn)
    def _took_back(self, tx: Transaction, fact: votes.VoteWithdrawn, event_id: int) -> None:
        tx.send(self.drop_vote, {"hackathon": fact.hackathon, "account": fact.account})

    @handles(certificates.CertificateIssued)
    def _issued(self, tx: Transaction, fact: certificates.CertificateIssued, event_id: int) -> None:
        names = ("hackathon", "account", "role", "prize", "team", "code")
        row = {"id": fact.originator_id, "version": 1, "state": VALID, "issued_at": moment(fact)}
        row |= {name: getattr(fact, name) for name in names}
        tx.send(self.insert, {**row, "changed_at": moment(fact)})

    @handles(certificates.CertificateRevoked)
    def _revoked(self, tx: Transaction, fact: certificates.CertificateRevoked, event_id: int) -> None:
        self._set(tx, fact, state=REVOKED, revoked=fact.code)

    @handles(certificates.CertificateReinstated)
    def _reinstated(self, tx: Transaction, fact: certificates.CertificateReinstated, event_id: int) -> None:
        self._set(tx, fact, state=VALID, revoked=None)

    def _set(self, tx: Transaction, fact: Any, **columns: Any) -> None:
        stamp = {"key": fact.originator_id, "version": fact.originator_version, "changed_at": moment(fact)}
        tx.send(self.update, {**stamp, "why": token(fact.why), **columns})

    # -- inside a transaction -----------------------------------------------------------------------------------------

    def candidate(self, tx: Transaction, hackathon: UUID, project: UUID) -> bool:
        """Whether a project of this hackathon was submitted and stands."""
        return bool(tx.rows(self.read_candidate, {"the_hackathon": hackathon, "the_project": project}))

    def own(self, tx: Transaction, project: UUID, account: UUID) -> bool:
        """Whether somebody is or was in the team of a project."""
        return bool(tx.rows(self.read_own, {"the_project": project, "whose": account}))

    def decided(self, tx: Transaction, hackathon: UUID) -> bool:
        """Whether any results were published."""
        return bool(tx.rows(self.read_decided, {"the_hackathon": hackathon}))

    # -- queries ------------------------------------------------------------------------------------------------------

    def newest(self, connection: sa.Connection, hackathon: UUID) -> list[sa.RowMapping]:
        """The publication of each round that counts now, the last round first."""
        rows, rounds = self.judging.publications, self.judging.rounds.c
        query = (
            sa.select(rows, rounds.number.label("round_number"))
            .join(self.judging.rounds, rounds.id == rows.c.round)
            .where(rows.c.hackathon == hackathon, rows.c.number == rounds.published)
            .order_by(rounds.number.desc())
        )
        return list(connection.execute(query).mappings())

    def choice(self, connection: sa.Connection, hackathon: UUID) -> list[tuple[UUID, int]]:
        """The votes of each project that stands, the most first."""
        rows, projects, count = self.votes.c, self.projects.rows.c, sa.func.count()
        query = (
            sa.select(rows.project, count)
            .join(self.projects.rows, projects.id == rows.project)
            .where(rows.hackathon == hackathon, projects.state == SHOWN)
            .group_by(rows.project)
            .order_by(count.desc(), rows.project)
        )
        return [(row[0], row[1]) for row in connection.execute(query)]

    def vote_of(self, connection: sa.Connection, hackathon: UUID, account: UUID) -> UUID | None:
        """What somebody chose."""
        rows = self.votes.c
        query = sa.select(rows.project).where(rows.hackathon == hackathon, rows.account == account)
        found: UUID | None = connection.scalar(query)
        return found

    def deserved(self, connection: sa.Connection, hackathon: UUID) -> list[Deserved]:
        """Everybody who should have a certificate, in an order of its own."""
        rows, people, cards = self.projects.rows.c, self.teams.people.c, self.judging.cards.c
        members: dict[UUID, list[UUID]] = {}
        of_projects = sa.select(rows.team).where(rows.hackathon == hackathon, rows.state == SHOWN)
        query = sa.select(people.team, people.account).where(people.team.in_(of_projects), people.until.is_(None))
        for team, account in connection.execute(query.order_by(people.team, people.account)):
            members.setdefault(team, []).append(account)
        found = [Deserved(one, PARTICIPANT, None, team) for team, all in members.items() for one in all]
        for prize, team in sorted(self.prizes(connection, hackathon), key=str):
            found += [Deserved(one, WINNER, prize, team) for one in members.get(team, ())]
        judged = sa.select(cards.judge).where(cards.hackathon == hackathon, cards.state == COUNTS).distinct()
        found += [Deserved(judge, JUDGE) for judge in connection.scalars(judged.order_by(cards.judge))]
        found += [Deserved(row["mentor"], MENTOR) for row in self.judging.mentors_of(connection, hackathon)]
        return found

    def prizes(self, connection: sa.Connection, hackathon: UUID) -> set[tuple[str, UUID]]:
        """Which team holds which prize by the newest publications."""
        rows = self.projects.rows.c
        query = sa.select(rows.id, rows.team).where(rows.hackathon == hackathon)
        teams = {str(row.id): row.team for row in connection.execute(query)}
        given = [prize for one in self.newest(connection, hackathon) for prize in unpacked(one["prizes"])]
        return {(prize["prize"], teams[str(prize["project"])]) for prize in given if str(prize["project"]) in teams}

    def taken_back(self, connection: sa.Connection, hackathon: UUID) -> list[UUID]:
        """The valid certificates of prizes that their teams do not hold any more, in an order of its own."""
        rows, held = self.certificates.c, self.prizes(connection, hackathon)
        query = sa.select(rows.id, rows.prize, rows.team).where(
            rows.hackathon == hackathon, rows.role == WINNER, rows.state == VALID
        )
        return [row.id for row in connection.execute(query.order_by(rows.id)) if (row.prize, row.team) not in held]

    def wait(self, connection: sa.Connection, hackathon: UUID) -> bool:
        """Whether somebody should have a certificate and has none.

        Judges who left the panel get theirs with the others, but nobody is asked for their sake: some were erased.
        """
        rows = self.certificates.c
        gone = (rows.state == REVOKED) & (rows.revoked == CORRECTED)
        has = set(connection.scalars(sa.select(rows.id).where(rows.hackathon == hackathon, ~gone)))
        sitting = {row["judge"] for row in self.judging.panel(connection, hackathon)}
        return any(
            certificate_id(hackathon, one.account, one.role, one.prize) not in has
            for one in self.deserved(connection, hackathon)
            if one.role != JUDGE or one.account in sitting
        )

    def certificate(self, connection: sa.Connection, code: str) -> sa.RowMapping | None:
        """The certificate with a code."""
        rows = self.certificates
        return connection.execute(sa.select(rows).where(rows.c.code == code)).mappings().first()

    def by_id(self, connection: sa.Connection, certificate: UUID) -> sa.RowMapping | None:
        """A certificate."""
        rows = self.certificates
        return connection.execute(sa.select(rows).where(rows.c.id == certificate)).mappings().first()

    def certificates_of(self, connection: sa.Connection, account: UUID) -> Sequence[sa.RowMapping]:
        """Somebody's certificates, the newest first."""
        rows = self.certificates
        query = sa.select(rows).where(rows.c.account == account)
        return connection.execute(query.order_by(rows.c.issued_at.desc(), rows.c.id)).mappings().all()

    def certificates_in(self, connection: sa.Connection, hackathon: UUID) -> Sequence[sa.RowMapping]:
        """All certificates of a hackathon."""
        rows = self.certificates
        query = sa.select(rows).where(rows.c.hackathon == hackathon)
        return connection.execute(query.order_by(rows.c.role, rows.c.issued_at, rows.c.id)).mappings().all()
