"""A project that is taken out of the judging, or of a round, leaves with what was said of it; judges leave rounds."""

from collections.abc import Iterator
from uuid import UUID

from events.errors import Missing
from events.fact import Root
from events.judging.conflicts import RULES, Ties
from events.judging.panel_events import JudgeLeft
from events.judging.round import Round
from events.judging.round_events import ProjectsTaken
from events.judging.scorecard import Scorecard, scorecard_of
from events.log import Log
from events.projects.events import ProjectDisqualified, ProjectWithdrawn
from events.store import Transaction

GONE = "project_gone"


class Gone:
    """What follows in the same transaction where a project is disqualified, or its team takes it back."""

    def __init__(self, log: Log, ties: Ties) -> None:
        self.log, self.ties = log, ties

    def listen(self) -> None:
        """Look whenever a project goes."""
        for fact in (ProjectDisqualified, ProjectWithdrawn):
            self.log.inline.react(fact, self)

    def __call__(self, tx: Transaction, fact: ProjectDisqualified | ProjectWithdrawn) -> Iterator[Root]:
        for id in self.ties.rounds_with(tx, fact.originator_id):
            round = self.log.inline.within(tx, Round, id)
            if round is None:
                raise Missing("judging_round", id)
            judges = [judge for judge, project in round.pairs if project == fact.originator_id]
            rest = [project for project in round.projects if project != fact.originator_id]
            round.take(RULES, fact.timestamp, rest)
            yield round
            yield from self._cards(tx, fact, id, judges)

    def _cards(
        self, tx: Transaction, fact: ProjectDisqualified | ProjectWithdrawn, round: UUID, judges: list[UUID]
    ) -> Iterator[Root]:
        for judge in judges:
            card = self.log.inline.within(tx, Scorecard, scorecard_of(round, judge, fact.originator_id))
            if card is not None and card.state != "withdrawn":
                card.withdraw(RULES, fact.timestamp, GONE)
                yield card


class Left:
    """What follows where a round goes on without a project: scores that would be of nothing count no more.

    They may be of judges who look at it no more, so it is asked who scored, not who was assigned.
    """

    def __init__(self, log: Log, ties: Ties) -> None:
        self.log, self.ties = log, ties

    def listen(self) -> None:
        """Look whenever somebody says which projects a round judges."""
        self.log.inline.react(ProjectsTaken, self)

    def __call__(self, tx: Transaction, fact: ProjectsTaken) -> Iterator[Root]:
        there = {UUID(str(project)) for project in fact.projects}
        for one in (one for one in self.ties.counting(tx, fact.originator_id) if one.project not in there):
            card = self.log.inline.within(tx, Scorecard, scorecard_of(one.round, one.judge, one.project))
            if card is not None:
                card.withdraw(RULES, fact.timestamp, GONE)
                yield card


class JudgeGone:
    """What follows where a judge leaves the panel, or is erased: no round waits for them.

    What they handed in counts until it is withdrawn.
    """

    def __init__(self, log: Log, ties: Ties) -> None:
        self.log, self.ties = log, ties

    def listen(self) -> None:
        """Look whenever somebody leaves a panel."""
        self.log.inline.react(JudgeLeft, self)

    def __call__(self, tx: Transaction, fact: JudgeLeft) -> Iterator[Root]:
        for id in self.ties.rounds_of_judge(tx, fact.hackathon, fact.judge):
            round = self.log.inline.within(tx, Round, id)
            if round is not None:
                round.seat(RULES, fact.timestamp, [judge for judge in round.judges if judge != fact.judge])
                yield round
