"""A team's project: its versions, which of them stands, and whether it is in the judging."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.personal import PersonalText
from events.projects import events as facts
from events.registrations.rules import LATE_BY_REASON, LATE_PENALTY, LATE_REFUSED, Rules

IN_TIME, PENALTY, WAITS, ACCEPTED, NOT_ACCEPTED = "in_time", "penalty", "waits", "accepted", "refused"
COUNTS = (IN_TIME, PENALTY, ACCEPTED)
MOST_VERSIONS = 200


def project_id(team: UUID) -> UUID:
    """The id that follows from the team: two tabs cannot make two projects."""
    return uuid5(team, "project")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What applied to a version: when it came, which rule and deadline there were, and what follows."""

    at: str
    deadline: str | None
    late: bool
    rule: str
    state: str
    penalty: int

    def record(self) -> dict[str, Any]:
        """The ruling as a fact keeps it."""
        return asdict(self)


def rule(rules: Rules, now: datetime) -> Ruling:
    """Decide about a version that comes at this moment. Raises `Broken` where nothing is taken in."""
    deadline = None if rules.deadline is None else rules.deadline.astimezone(UTC).isoformat()
    if rules.building:
        return Ruling(now.isoformat(), deadline, False, rules.late, IN_TIME, 0)
    if not rules.built:
        raise Broken("building_not_open")
    if rules.judged:
        raise Broken("judging_has_begun", deadline=deadline)
    if rules.late == LATE_REFUSED:
        raise Broken("too_late", deadline=deadline)
    if rules.late == LATE_PENALTY and rules.late_until is not None and now >= rules.late_until:
        raise Broken("too_late", deadline=rules.late_until.astimezone(UTC).isoformat())
    if rules.late == LATE_PENALTY:
        return Ruling(now.isoformat(), deadline, True, rules.late, PENALTY, rules.penalty)
    return Ruling(now.isoformat(), deadline, True, LATE_BY_REASON, WAITS, 0)


class Project(Root, created=facts.ProjectSubmitted):
    """Every version that was handed in; `standing` is the one that counts."""

    def __init__(self, hackathon: UUID, team: UUID, content: dict[str, Any], ruling: dict[str, Any]) -> None:
        self.hackathon, self.team = hackathon, team
        self.versions: list[dict[str, Any]] = []
        self.withdrawn, self.disqualified = False, False
        self.take(content, ruling, self.created_on)

    def take(self, content: dict[str, Any], ruling: dict[str, Any], at: datetime) -> None:
        """How events add a version; handing in again brings a withdrawn project back."""
        row = {"content": content, "ruling": ruling, "state": ruling["state"], "at": at.isoformat()}
        self.versions = [*self.versions, row]
        self.withdrawn = False

    def settle(self, number: int, state: str) -> None:
        """How events answer a late version."""
        self.versions = [
            {**row, "state": state} if place == number else row for place, row in enumerate(self.versions, 1)
        ]

    @property
    def standing(self) -> int | None:
        """The number of the version that counts: the last one that was in time or accepted."""
        if self.withdrawn:
            return None
        counting = [place for place, row in enumerate(self.versions, 1) if row["state"] in COUNTS]
        return counting[-1] if counting else None

    def revise(self, by: Actor, now: datetime, content: dict[str, Any], ruling: Ruling) -> None:
        """Hand in another version; the same again changes nothing."""
        if self.disqualified:
            raise Broken("project_disqualified")
        if len(self.versions) >= MOST_VERSIONS:
            raise Broken("too_many_versions", most=MOST_VERSIONS)
        last = self.versions[-1]
        if last["content"] == content and not self.withdrawn and last["state"] != NOT_ACCEPTED:
            return
        whose: dict[str, Any] = {"hackathon": self.hackathon, "team": self.team}
        self.record(facts.ProjectRevised, by, now, **whose, content=content, ruling=ruling.record())

    def answer_late(self, by: Actor, now: datetime, number: int, accepted: bool, why: PersonalText | None) -> None:
        """A manager decides about a late version."""
        if not 1 <= number <= len(self.versions) or self.versions[number - 1]["state"] != WAITS:
            raise Broken("version_not_waiting")
        whose: dict[str, Any] = {"hackathon": self.hackathon, "team": self.team}
        self.record(facts.LateVersionAnswered, by, now, why=why, **whose, number=number, accepted=accepted)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Take it back."""
        if self.withdrawn:
            raise Broken("project_withdrawn")
        self.record(facts.ProjectWithdrawn, by, now, hackathon=self.hackathon, team=self.team)

    def disqualify(self, by: Actor, now: datetime, out: bool, why: PersonalText | None) -> None:
        """Take it out of the judging, or back in."""
        if self.disqualified == out:
            raise Broken("project_disqualified" if out else "project_not_disqualified")
        fact = facts.ProjectDisqualified if out else facts.ProjectReinstated
        self.record(fact, by, now, why=why, hackathon=self.hackathon, team=self.team)
