"""A decision about what was reported: what is done and why, the one appeal against it, and its end."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Refused
from events.fact import Created, Fact, Root
from events.personal import PersonalText

APPEAL_WITHIN = timedelta(days=30)
NOTHING, CHANGE, HIDE, SUSPEND, SUSPEND_PERSON, REMOVE_TEXT = (
    "nothing", "change", "hide", "suspend", "suspend_person", "remove_text",
)  # fmt: skip
MEASURES = {
    "startup": (NOTHING, CHANGE, HIDE, SUSPEND),
    "incubator": (NOTHING, CHANGE, HIDE),
    "introduction": (NOTHING, CHANGE, REMOVE_TEXT, SUSPEND, SUSPEND_PERSON),
    "person": (NOTHING, CHANGE, SUSPEND_PERSON, SUSPEND),
    "question": (NOTHING, HIDE, SUSPEND_PERSON),
    "project": (NOTHING, CHANGE, HIDE),
    "team": (NOTHING, CHANGE, HIDE),
}
"""What can be decided about each kind of thing."""
LASTING = (HIDE, SUSPEND, SUSPEND_PERSON, REMOVE_TEXT)
"""What stays in force until it ends; the others are said once."""


class DecisionMade(Created, topic="decision.made"):
    """Somebody decided about a thing and answered the reports about it.

    `message` is for the people concerned, `record` for those who decide; `hits` are the startups that it suspends.
    """

    kind: str
    about: UUID
    part: str | None
    startup: UUID | None
    person: UUID | None
    country: str
    reports: list[UUID]
    measure: str
    reason: str
    message: PersonalText | None
    record: PersonalText | None
    until: str | None
    hits: list[UUID]

    def apply(self, decision: "Decision") -> None:
        decision.decider = self.by


class DecisionAppealed(Fact, topic="decision.appealed"):
    """The side that it concerns asks that somebody else look at it."""

    message: PersonalText

    def apply(self, decision: "Decision") -> None:
        decision.appeal = "open"


class AppealAnswered(Fact, topic="decision.appeal_answered"):
    """Somebody else looked at it: the decision stands (`upheld`) or not (`reversed`)."""

    outcome: str
    message: PersonalText | None
    record: PersonalText | None

    def apply(self, decision: "Decision") -> None:
        decision.appeal = self.outcome
        if self.outcome == "reversed":
            decision.in_force = False


class DecisionEnded(Fact, topic="decision.ended"):
    """What it had stopped goes on: its time was over (`until`), or somebody ended it earlier (`lifted`)."""

    how: str
    record: PersonalText | None

    def apply(self, decision: "Decision") -> None:
        decision.in_force = False


class Decision(Root, created=DecisionMade):
    """`appeal` is None, open, upheld or reversed; whoever decided does not answer the appeal."""

    def __init__(
        self,
        kind: str,
        about: UUID,
        part: str | None,
        startup: UUID | None,
        person: UUID | None,
        country: str,
        reports: list[UUID],
        measure: str,
        reason: str,
        message: PersonalText | None,
        record: PersonalText | None,
        until: str | None,
        hits: list[UUID],
    ) -> None:
        self.kind, self.about, self.part, self.startup, self.person = kind, about, part, startup, person
        self.country, self.reports, self.measure, self.reason = country, reports, measure, reason
        self.until, self.hits = until, hits
        self.in_force = measure in LASTING
        self.appeal: str | None = None
        self.decider = ""

    @classmethod
    def decide(cls, by: Actor, now: datetime, **carried: Any) -> "Decision":
        """Make a decision."""
        return cls.begin(by, now, **carried)

    def over(self, now: datetime) -> bool:
        """Whether its time has come to an end, recorded already or not."""
        return self.until is not None and now >= datetime.fromisoformat(self.until)

    def appeal_against(self, by: Actor, now: datetime, message: PersonalText) -> None:
        """Ask for another look, once and in time."""
        if self.measure == NOTHING:
            raise Broken("nothing_to_appeal")
        if self.appeal is not None:
            raise Broken("already_appealed")
        if now >= self.created_on + APPEAL_WITHIN:
            raise Broken("appeal_too_late", days=APPEAL_WITHIN.days)
        self.record(DecisionAppealed, by, now, message=message)

    def answer(
        self, by: Actor, now: datetime, outcome: str, message: PersonalText | None, record: PersonalText | None
    ) -> None:
        """Decide the appeal: never the one who decided first."""
        if self.appeal != "open":
            raise Broken("no_open_appeal")
        if by.by == self.decider:
            raise Refused("own_decision")
        self.record(AppealAnswered, by, now, outcome=outcome, message=message, record=record)

    def end(self, by: Actor, now: datetime, how: str, record: PersonalText | None = None) -> None:
        """Let what it stopped go on."""
        if not self.in_force:
            raise Broken("not_in_force")
        self.record(DecisionEnded, by, now, how=how, record=record)
