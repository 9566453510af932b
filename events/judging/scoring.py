"""The commands of judges: hand in scores, skip; and of managers: paper sheets, withdrawals."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Invalid, Missing, Problem, Stale
from events.hackathons.guards import LivePhases, must_be_open
from events.judging.access import JudgingService
from events.judging.conflicts import NoConflict, OnlyConflicted, Ties
from events.judging.round import Round
from events.judging.scorecard import SKIPS, Scorecard, scorecard_of
from events.judging.scores import checked
from events.log import Log
from events.personal import PersonalText
from events.store import Keys, Transaction
from events.store.recorder import Guard


class Scoring(JudgingService):
    """Scorecards. A judge with nothing but a link acts as `Actor(account=judge, only=hackathon)`."""

    def __init__(self, log: Log, keys: Keys, ties: Ties, phases: LivePhases) -> None:
        super().__init__(log, keys)
        self.ties, self.phases = ties, phases

    def submit(
        self, by: Actor, round: UUID, project: UUID, typed: Mapping[str, Any], *, seen: int | None = None
    ) -> Scorecard:
        """Hand in scores, or other ones, while the round is open; the same ones again change nothing.

        `seen` is how often the card was handed in when the judge read it. Raises `Stale` where another phone was
        quicker with other scores.
        """
        found, judge = self._mine(by, round, project)
        return self._submit(by, found, judge, project, typed, self._guards(found, judge, project), seen=seen)

    def enter_paper(
        self, by: Actor, round: UUID, judge: UUID, project: UUID, typed: Mapping[str, Any], why: object = None
    ) -> Scorecard:
        """A manager enters a judge's paper sheet; while the round is closed and not published as well.

        It takes the place of scores that the judge handed in themselves with a reason only.
        """
        found, _ = self.round_led(by, round, "judging")
        self._must_not_gain(by, judge, project)
        reason = self.personal(by, "why", why, most=1000)
        guards = self._guards(found, judge, project, closed=True)
        return self._submit(by, found, judge, project, typed, guards, paper=True, why=reason)

    def skip(self, by: Actor, round: UUID, project: UUID, reason: object, why: object = None) -> Scorecard:
        """No scores: the team was absent, or a conflict of interest, which is declared and withdraws the assignment."""
        found, judge = self._mine(by, round, project)
        if reason not in SKIPS:
            raise Broken("unknown_skip")
        now = self.log.clock()
        card = self._card(found, judge, project, by, now)
        if card.state == "skipped" and card.skipped == reason:
            return card  # sent twice
        card.skip(by, now, str(reason))
        guards = self._guards(found, judge, project)
        if reason == "absent":
            self.log.save(card, guards=guards)
            return card
        panel = self.panel(found.hackathon)
        if panel is None:
            raise Missing("panel", found.hackathon)
        panel.declare(by, now, judge, project, self.personal(by, "why", why, most=1000))
        self.log.save(card, panel, guards=guards)  # what follows from the conflict is a reaction
        return card

    def withdraw(self, by: Actor, round: UUID, judge: UUID, projects: Sequence[UUID] | None, why: object) -> int:
        """Let scorecards of a judge not count, all of them or some, with a reason; answers how many that were.

        After a publication only those that a conflict forbids by now: a correction has to do without them.
        """
        found, _ = self.round_led(by, round, "chair")
        self._must_stand_outside(by, found)
        reason = self.reason(by, why)
        now, projects = self.log.clock(), found.projects if projects is None else projects
        cards = self._withdrawn(by, now, round, [(judge, project) for project in projects], reason)
        if not cards:
            raise Broken("nothing_to_withdraw")
        conflicted = OnlyConflicted(self.ties, round, [(judge, card.project) for card in cards], now)
        self.log.save(*cards, guards=[self._must_be(round, "open", "closed", "published"), conflicted])
        return len(cards)

    def reinstate(self, by: Actor, round: UUID, judge: UUID, project: UUID, why: object) -> Scorecard:
        """A withdrawal by hand was a mistake: the scorecard counts again, if no conflict forbids it."""
        found, _ = self.round_led(by, round, "chair")
        self._must_stand_outside(by, found)
        self._must_not_gain(by, judge, project)
        reason, now = self.reason(by, why), self.log.clock()
        card = self.log.get(Scorecard, scorecard_of(round, judge, project))
        card.reinstate(by, now, reason)
        self.log.save(
            card,
            guards=[
                self._must_be(round, "open", "closed"), self._judged_there(round, project),
                NoConflict(self.ties, round, [(judge, project)], now),
            ],
        )  # fmt: skip
        return card

    # -- shared -------------------------------------------------------------------------------------------------------

    def _mine(self, by: Actor, round: UUID, project: UUID) -> tuple[Round, UUID]:
        """The round for the judge who acts; others do not learn what is in it."""
        found = self.log.get(Round, round)
        if by.account is None or by.only not in (None, found.hackathon) or by.account not in found.judges:
            raise Missing("judging_round", round)
        if not found.has(by.account, project):
            raise Broken("not_assigned")
        return found, by.account

    def _submit(
        self,
        by: Actor,
        round: Round,
        judge: UUID,
        project: UUID,
        typed: Mapping[str, Any],
        guards: list[Guard],
        *,
        paper: bool = False,
        why: PersonalText | None = None,
        seen: int | None = None,
    ) -> Scorecard:
        values = checked(typed.get("values"), round.plan["rubric"])
        comment = self.personal(by, "comment", typed.get("comment"), most=4000)
        note = self.personal(by, "note", typed.get("note"), most=4000)

        def command() -> Scorecard:
            now = self.log.clock()
            card = self._card(round, judge, project, by, now)
            if card.state == "submitted" and card.paper == paper and self._same(card, values, comment, note):
                return card  # sent twice: a phone without Wi-Fi cannot know what arrived
            if seen is not None and seen != card.times:
                raise Stale("scorecard", card.id, seen, card.times)
            if paper and card.state == "submitted" and not card.paper and why is None and by.system is None:
                raise Invalid([Problem("why", "required")])
            card.submit(by, now, values, comment, note, paper=paper, why=why)
            self.log.save(card, guards=guards)
            return card

        return self.again(command)

    def _same(
        self, card: Scorecard, values: Mapping[str, float], comment: PersonalText | None, note: PersonalText | None
    ) -> bool:
        """Whether a card holds these very scores and words; sealed twice, the same words look different."""
        words = [None if text is None else self.keys.open(text) for text in (*card.said, comment, note)]
        return card.values == values and words[:2] == words[2:]

    def _card(self, round: Round, judge: UUID, project: UUID, by: Actor, now: datetime) -> Scorecard:
        id = scorecard_of(round.id, judge, project)
        try:
            return self.log.get(Scorecard, id)
        except Missing:
            return Scorecard.begin(
                by, now, id=id, hackathon=round.hackathon, round=round.id, judge=judge, project=project
            )

    def _guards(self, round: Round, judge: UUID, project: UUID, *, closed: bool = False) -> list[Guard]:
        def assigned(tx: Transaction) -> None:
            if not self.ties.assigned(tx, round.id, judge, project):
                raise Broken("not_assigned")

        conflict = NoConflict(self.ties, round.id, [(judge, project)], self.log.clock())
        if closed:
            return [self._must_be(round.id, "open", "closed"), assigned, conflict]
        phase = must_be_open(self.phases, self.log.clock, round.hackathon, "judging")
        return [self._must_be(round.id, "open"), phase, assigned, conflict]

    def _judged_there(self, round: UUID, project: UUID) -> Guard:
        def guard(tx: Transaction) -> None:
            if round not in self.ties.rounds_with(tx, project):
                raise Broken("project_left_the_round")

        return guard

    def _must_be(self, round: UUID, *states: str) -> Guard:
        def guard(tx: Transaction) -> None:
            state = self.ties.round_state(tx, round)
            if state not in states:
                raise Broken("results_are_published" if state == "published" else "round_not_open")

        return guard
