"""What can happen to a judging round, from its plan to what was published."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.judging.round import Round


class RoundPlanned(Created, topic="judging_round.planned"):
    """A round of judging was set up.

    `plan` holds name {language: text}, rubric (the part `rubric` of a hackathon's setup: criteria, low, high, method,
    tie, views, same_country), everybody (every judge looks at every project), after (the number of the round before
    it, of a final) and top (so many of that one's projects).
    """

    hackathon: UUID
    number: int
    plan: dict[str, Any]


class RoundChanged(Fact, topic="judging_round.changed"):
    """The plan is another; only before the round opens."""

    hackathon: UUID
    changes: dict[str, Any]

    def apply(self, round: "Round") -> None:
        round.plan = {**round.plan, **self.changes}


class RulesAgreed(Fact, topic="judging_round.rules_agreed"):
    """A host agreed to the rules of a round that differ from those announced: `digest` says which text that was."""

    hackathon: UUID
    host: UUID
    digest: str

    def apply(self, round: "Round") -> None:
        round.rules_agreed = {**round.rules_agreed, self.host.hex: self.digest}


class PanelSeated(Fact, topic="judging_round.panel_seated"):
    """Who judges in this round."""

    hackathon: UUID
    judges: list[UUID]

    def apply(self, round: "Round") -> None:
        round.judges = self.judges


class ProjectsTaken(Fact, topic="judging_round.projects_taken"):
    """Which projects this round judges."""

    hackathon: UUID
    projects: list[UUID]

    def apply(self, round: "Round") -> None:
        round.projects = self.projects


class JudgesAssigned(Fact, topic="judging_round.judges_assigned"):
    """Who looks at what: `pairs` of judge and project, found by `how` (solver, hand, all)."""

    hackathon: UUID
    pairs: list[list[UUID]]
    how: str

    def apply(self, round: "Round") -> None:
        round.assigned = {*round.assigned, *((judge.hex, project.hex) for judge, project in self.pairs)}


class AssignmentWithdrawn(Fact, topic="judging_round.assignment_withdrawn"):
    """A judge does not look at a project any more; `code` is a conflict, judge_left, project_gone or by_hand."""

    hackathon: UUID
    judge: UUID
    project: UUID
    code: str

    def apply(self, round: "Round") -> None:
        round.assigned = round.assigned - {(self.judge.hex, self.project.hex)}


class RoundOpened(Fact, topic="judging_round.opened"):
    """Scores are taken from now on; method and rubric are fixed, and `digest` names them."""

    hackathon: UUID
    method: str
    digest: str

    def apply(self, round: "Round") -> None:
        round.state, round.method = "open", self.method


class RoundClosed(Fact, topic="judging_round.closed"):
    """No more scores, but those that a manager enters from paper."""

    hackathon: UUID

    def apply(self, round: "Round") -> None:
        round.state = "closed"


class RoundReopened(Fact, topic="judging_round.reopened"):
    """Closed too early: scores are taken again, with a reason."""

    hackathon: UUID

    def apply(self, round: "Round") -> None:
        round.state = "open"


class PitchesPlanned(Fact, topic="judging_round.pitches_planned"):
    """Who speaks when: a list of {project, at (a moment), minutes, room, link, interpreter (language or None)}."""

    hackathon: UUID
    pitches: list[dict[str, Any]]

    def apply(self, round: "Round") -> None:
        round.pitches = self.pitches


class LeaderboardFrozen(Fact, topic="judging_round.leaderboard_frozen"):
    """The jury's leaderboard stands still for everybody but the chair until it is revealed."""

    hackathon: UUID

    def apply(self, round: "Round") -> None:
        round.frozen = True


class RankingConfirmed(Fact, topic="judging_round.ranking_confirmed"):
    """The jury confirms the computed ranking, or departs from it with a reason.

    `ranking` is [{project, place}] as confirmed; `computed` names the result that it stands on by its inputs' digest.
    """

    hackathon: UUID
    ranking: list[dict[str, Any]]
    computed: str
    departs: bool

    def apply(self, round: "Round") -> None:
        round.ranking, round.computed, round.departs = self.ranking, self.computed, self.departs
        round.agreed = []
        if not round.published:  # another ranking is revealed from its end
            round.revealed = None


class ResultsAgreed(Fact, topic="judging_round.results_agreed"):
    """A host agrees to publish the confirmed ranking."""

    hackathon: UUID
    host: UUID

    def apply(self, round: "Round") -> None:
        round.agreed = [*round.agreed, self.host]


class ResultsPublished(Fact, topic="judging_round.results_published"):
    """What everybody may read: method, inputs, the official and the confirmed ranking, and the chain's root.

    `number` counts publications of the round; from the second on it is a correction, and `why` says what was wrong.
    `rows` are [{project, place, official, mark, low, high, top3, tie, reasons}]; `prizes` are [{prize, project}].
    """

    hackathon: UUID
    number: int
    method: str
    digest: str
    rows: list[dict[str, Any]]
    prizes: list[dict[str, Any]]
    departs: bool
    entries: int
    root: str

    def apply(self, round: "Round") -> None:
        round.published = self.number
        round.frozen = False


class FeedbackReleased(Fact, topic="judging_round.feedback_released"):
    """Teams read what judges wrote for them, and how their mark arose."""

    hackathon: UUID

    def apply(self, round: "Round") -> None:
        round.feedback = True


class ResultsRevealed(Fact, topic="judging_round.results_revealed"):
    """The ceremony has shown the places down to `place`: 1 is the winner."""

    hackathon: UUID
    place: int

    def apply(self, round: "Round") -> None:
        round.revealed = self.place
