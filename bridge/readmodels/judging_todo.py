"""What waits for those who run a hackathon's judging: projects without a judge, a ranking to confirm, to agree to."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Id, unpacked
from bridge.readmodels.hackathons import Hackathons
from bridge.readmodels.judging import Judging
from bridge.readmodels.todo import Kind, Owner, Todo, of_account, of_incubator
from events.fact import Fact
from events.judging import round_events as rounds
from events.store import Prepared, Transaction

ASSIGNING = (rounds.ProjectsTaken, rounds.JudgesAssigned, rounds.AssignmentWithdrawn, rounds.PanelSeated)


class JudgingTodo:
    """Files and closes lines; the rows of rounds and hosts are written already when a fact comes here."""

    def __init__(self, todo: Todo, hackathons: Hackathons, judging: Judging) -> None:
        self.todo, self.hackathons = todo, hackathons
        key, looks, people = sa.bindparam("key", type_=Id), judging.assignments.c, hackathons.people.c
        self._round = Prepared(
            sa.select(judging.rounds.c.projects, judging.rounds.c.published).where(judging.rounds.c.id == key)
        )
        standing = sa.select(looks.project).where(looks.round == key, looks.withdrawn_at.is_(None))
        self._seen = Prepared(standing.distinct())
        self._people = Prepared(sa.select(people.account, people.rights).where(people.hackathon == key))
        self._slug = Prepared(sa.select(hackathons.rows.c.slug).where(hackathons.rows.c.id == key))

    def handle(self, tx: Transaction, fact: Fact) -> None:
        """Ask what follows from a fact; most ask nothing."""
        if isinstance(fact, ASSIGNING):
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
            self.todo.close_all(
                tx, fact.originator_id, Kind.ASSIGN_JUDGES, Kind.CONFIRM_RANKING, Kind.AGREE_RESULTS
            )  # fmt: skip

    def _covered(self, tx: Transaction, fact: Any) -> None:
        """As long as a project of the round has no judge, it is asked who looks at it."""
        [(projects, published)] = tx.rows(self._round, {"key": fact.originator_id})
        seen = {UUID(str(project)) for (project,) in tx.rows(self._seen, {"key": fact.originator_id})}
        if published or {UUID(id) for id in unpacked(projects)} <= seen:
            self.todo.close_all(tx, fact.originator_id, Kind.ASSIGN_JUDGES)
        else:
            self._ask(tx, fact, Kind.ASSIGN_JUDGES, self._owners(tx, fact.hackathon, "judging"))

    def _ask(self, tx: Transaction, fact: Any, kind: Kind, owners: Iterable[Owner]) -> None:
        for (slug,) in tx.rows(self._slug, {"key": fact.hackathon}):
            for owner in owners:
                self.todo.file(tx, fact, kind, owner, fact.originator_id, params={"slug": slug})

    def _hosts(self, tx: Transaction, hackathon: UUID) -> list[Owner]:
        return [of_incubator(host) for host, _ in tx.rows(self.hackathons.read_hosts, {"key": hackathon})]

    def _owners(self, tx: Transaction, hackathon: UUID, right: str) -> list[Owner]:
        """The hosts, and whoever was given the right beside them."""
        people = tx.rows(self._people, {"key": hackathon})
        given = [of_account(account) for account, rights in people if right in unpacked(rights)]
        return self._hosts(tx, hackathon) + given
