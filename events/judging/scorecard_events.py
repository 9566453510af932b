"""What can happen to a scorecard: one judge's view of one project in one round."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.judging.scorecard import Scorecard


class ScorecardOpened(Created, topic="scorecard.opened"):
    """A judge has something to say of a project."""

    hackathon: UUID
    round: UUID
    judge: UUID
    project: UUID


class ScoresSubmitted(Fact, topic="scorecard.scores_submitted"):
    """Scores by criterion; a comment for the team and a note for the jury. `paper`: a manager entered a sheet."""

    values: dict[str, float]
    comment: PersonalText | None
    note: PersonalText | None
    paper: bool

    def apply(self, scorecard: "Scorecard") -> None:
        scorecard.state, scorecard.values, scorecard.said = "submitted", self.values, (self.comment, self.note)
        scorecard.paper, scorecard.times, scorecard.skipped = self.paper, scorecard.times + 1, None


class ProjectSkipped(Fact, topic="scorecard.project_skipped"):
    """No scores: `reason` is conflict or absent."""

    reason: str

    def apply(self, scorecard: "Scorecard") -> None:
        scorecard.state, scorecard.values, scorecard.skipped = "skipped", {}, self.reason


class ScorecardWithdrawn(Fact, topic="scorecard.withdrawn"):
    """It does not count any more; `code` is a conflict, by_hand, judge_left or project_gone, and `why` says more."""

    code: str

    def apply(self, scorecard: "Scorecard") -> None:
        scorecard.before, scorecard.state = scorecard.state, "withdrawn"


class ScorecardReinstated(Fact, topic="scorecard.reinstated"):
    """It counts again: the withdrawal was a mistake."""

    def apply(self, scorecard: "Scorecard") -> None:
        scorecard.state = scorecard.before
