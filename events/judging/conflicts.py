"""Conflicts of interest: hard rules, asked inside the transaction, and what follows where one arises later."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact, Root
from events.judging.round import Round
from events.judging.scorecard import Scorecard, scorecard_of
from events.log import Log
from events.store import Transaction

LOOKS_BACK = timedelta(days=731)  # 24 months, with a leap day in them
CODES = (
    "team_member", "shared_startup", "shared_incubator", "mentored", "declared", "language", "same_country",
)  # fmt: skip
RULES = Actor(system="rules")


class Conflict(NamedTuple):
    """Why a judge may not judge a project; the first of `CODES` that holds."""

    judge: UUID
    project: UUID
    code: str


class Active(NamedTuple):
    """An assignment that stands, in a round whose results are not published."""

    round: UUID
    judge: UUID
    project: UUID


class Ties(Protocol):
    """What a read model knows, asked in the slot that the transaction writes to."""

    def conflicts(
        self,
        tx: Transaction,
        round: UUID,
        now: datetime,
        projects: Collection[UUID] = (),
        judges: Collection[UUID] = (),
    ) -> list[Conflict]:
        """Every conflict between the judges of a round's hackathon and its projects (only these, where given).

        Ties count from 24 months before `now`; `same_country` only where the round's plan asks for it.
        """

    def active(self, tx: Transaction) -> list[Active]:
        """The assignments that stand, and the scorecards that count, in rounds that are not published."""

    def counting(self, tx: Transaction, round: UUID) -> list[Active]:
        """The scorecards of a round that count."""

    def round_state(self, tx: Transaction, round: UUID) -> str | None:
        """planned, open, closed or published; None where there is no such round."""

    def assigned(self, tx: Transaction, round: UUID, judge: UUID, project: UUID) -> bool:
        """Whether a judge looks at a project."""

    def rounds_with(self, tx: Transaction, project: UUID) -> list[UUID]:
        """The rounds that judge a project and are not published."""

    def rounds_of_judge(self, tx: Transaction, hackathon: UUID, judge: UUID) -> list[UUID]:
        """The rounds of a hackathon in which somebody is to judge, and that are not published."""

    def submitted(self, tx: Transaction, hackathon: UUID) -> list[UUID]:
        """The projects of a hackathon that were submitted and not disqualified."""


@dataclass(frozen=True, slots=True)
class NoConflict:
    """The guard of assignments, of scores and of publication."""

    ties: Ties
    round: UUID
    pairs: Sequence[tuple[UUID, UUID]]
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        if not self.pairs:
            return
        judges, projects = ({pair[place] for pair in self.pairs} for place in (0, 1))
        found = self.ties.conflicts(tx, self.round, self.now, projects, judges)
        asked = set(self.pairs)
        for conflict in found:
            if (conflict.judge, conflict.project) in asked:
                raise Broken(
                    "conflict_of_interest", conflict=conflict.code, judge=conflict.judge, project=conflict.project
                )


@dataclass(frozen=True, slots=True)
class NothingConflictedCounts:
    """The guard of publication: no score counts that a conflict forbids."""

    ties: Ties
    round: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        pairs = [(active.judge, active.project) for active in self.ties.counting(tx, self.round)]
        found = {(one.judge, one.project) for one in self.ties.conflicts(tx, self.round, self.now)}
        if conflicted := found.intersection(pairs):
            raise Broken("conflicted_scores_count", number=len(conflicted))


@dataclass(frozen=True, slots=True)
class OnlyConflicted:
    """The guard of withdrawals after a publication: scores stand, but for those that no correction may count."""

    ties: Ties
    round: UUID
    pairs: Sequence[tuple[UUID, UUID]]
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        if self.ties.round_state(tx, self.round) != "published":
            return
        found = {(one.judge, one.project) for one in self.ties.conflicts(tx, self.round, self.now)}
        if not found.issuperset(self.pairs):
            raise Broken("results_are_published")


class Reaction:
    """What follows in the same transaction where a fact makes a conflict: assignment and scorecard are withdrawn."""

    once = True  # a list that is brought in admits many startups at a time

    def __init__(self, log: Log, ties: Ties) -> None:
        self.log, self.ties = log, ties

    def listen(self, to: Iterable[type[Fact]]) -> None:
        """Look whenever such a fact is stored."""
        for fact in to:
            self.log.inline.react(fact, self)

    def __call__(self, tx: Transaction, fact: Fact) -> Iterator[Root]:
        active = self.ties.active(tx)
        for id in sorted({one.round for one in active}, key=str):
            pairs = {(one.judge, one.project) for one in active if one.round == id}
            conflicts = [one for one in self.ties.conflicts(tx, id, fact.timestamp) if one[:2] in pairs]
            if conflicts:
                yield from self._withdraw(tx, id, conflicts, fact.timestamp)

    def _withdraw(self, tx: Transaction, id: UUID, conflicts: Sequence[Conflict], now: datetime) -> Iterator[Root]:
        round = self.log.inline.within(tx, Round, id)
        if round is None:
            return
        for conflict in conflicts:
            round.withdraw(RULES, now, [(conflict.judge, conflict.project)], conflict.code)
            card = self.log.inline.within(tx, Scorecard, scorecard_of(id, conflict.judge, conflict.project))
            if card is not None and card.state != "withdrawn":
                card.withdraw(RULES, now, conflict.code)
                yield card
        yield round
