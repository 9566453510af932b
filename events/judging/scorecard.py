"""A scorecard: what one judge says of one project in one round."""

from datetime import datetime
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.judging import scorecard_events as facts
from events.personal import PersonalText

SKIPS = ("conflict", "absent")


def scorecard_of(round: UUID, judge: UUID, project: UUID) -> UUID:
    """The id of a scorecard."""
    return uuid5(round, f"{judge.hex}:{project.hex}")


class Scorecard(Root, created=facts.ScorecardOpened):
    """`state` is open, submitted, skipped or withdrawn."""

    def __init__(self, hackathon: UUID, round: UUID, judge: UUID, project: UUID) -> None:
        self.hackathon, self.round, self.judge, self.project = hackathon, round, judge, project
        self.state = self.before = "open"
        self.values: dict[str, float] = {}
        self.said: tuple[PersonalText | None, PersonalText | None] = (None, None)  # comment and note
        self.paper = False
        self.times = 0  # how often it was handed in
        self.skipped: str | None = None

    def submit(
        self,
        by: Actor,
        now: datetime,
        values: dict[str, float],
        comment: PersonalText | None,
        note: PersonalText | None,
        *,
        paper: bool = False,
        why: PersonalText | None = None,
    ) -> None:
        """Hand in scores, or other ones."""
        if self.state == "withdrawn":
            raise Broken("scorecard_withdrawn")
        self.record(facts.ScoresSubmitted, by, now, why, values=values, comment=comment, note=note, paper=paper)

    def skip(self, by: Actor, now: datetime, reason: str) -> None:
        """Say that there will be no scores, and why."""
        if self.state == "withdrawn":
            raise Broken("scorecard_withdrawn")
        self.record(facts.ProjectSkipped, by, now, reason=reason)

    def withdraw(self, by: Actor, now: datetime, code: str, why: PersonalText | None = None) -> None:
        """Let it not count."""
        if self.state == "withdrawn":
            raise Broken("scorecard_withdrawn")
        self.record(facts.ScorecardWithdrawn, by, now, why, code=code)

    def reinstate(self, by: Actor, now: datetime, why: PersonalText | None) -> None:
        """Let it count again."""
        if self.state != "withdrawn":
            raise Broken("scorecard_counts")
        self.record(facts.ScorecardReinstated, by, now, why)
