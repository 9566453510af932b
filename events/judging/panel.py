"""The panel of a hackathon: one a hackathon, with an id that follows from it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken, Missing
from events.fact import Root
from events.judging import panel_events as facts

if TYPE_CHECKING:
    from datetime import datetime

    from events.fact import AnyFact
    from events.personal import PersonalText

SEAT = ("languages", "country", "incubators", "startups", "tracks", "most")


def panel_of(hackathon: UUID) -> UUID:
    """The id of a hackathon's panel."""
    return uuid5(hackathon, "panel")


class Panel(Root, created=facts.PanelFormed):
    """Who judges and who helps. Judges are keyed by the hex of their account."""

    def __init__(self, hackathon: UUID, salt: UUID) -> None:
        self.hackathon, self.salt = hackathon, salt
        self.judges: dict[str, dict[str, Any]] = {}
        self.links: dict[str, UUID] = {}
        self.entered: list[UUID] = []
        self.declared: set[str] = set()
        self.mentors: dict[str, list[str]] = {}
        self.mentored: set[str] = set()

    def seat(self, judge: UUID, fact: Any) -> None:
        """How events keep what the panel knows of a judge."""
        self.judges = {**self.judges, judge.hex: {name: getattr(fact, name) for name in SEAT}}

    def must_sit(self, judge: UUID) -> None:
        """Raise `Missing` for somebody who is no judge here, or not any more."""
        if judge.hex not in self.judges:
            raise Missing("judge", judge)

    def invite(self, by: Actor, now: "datetime", judge: UUID, seat: dict[str, Any]) -> None:
        """Ask somebody to judge."""
        if judge.hex in self.judges:
            raise Broken("judge_invited_already")
        if judge.hex in self.mentors:
            raise Broken("mentors_do_not_judge")
        self._say(facts.JudgeInvited, by, now, judge=judge, **seat)

    def change(self, by: Actor, now: "datetime", judge: UUID, seat: dict[str, Any]) -> None:
        """Know more, or other things, of a judge."""
        self.must_sit(judge)
        if self.judges[judge.hex] != seat:
            self._say(facts.JudgeChanged, by, now, judge=judge, **seat)

    def issue_link(self, by: Actor, now: "datetime", judge: UUID, link: UUID) -> None:
        """A link in place of the one that there was."""
        self.must_sit(judge)
        self._say(facts.JudgeLinkIssued, by, now, judge=judge, link=link)

    def revoke_link(self, by: Actor, now: "datetime", judge: UUID) -> None:
        """Close the door that a link opens."""
        self.must_sit(judge)
        if judge.hex not in self.links:
            raise Broken("no_link")
        self._say(facts.JudgeLinkRevoked, by, now, judge=judge, link=self.links[judge.hex])

    def enter(self, by: Actor, now: "datetime", judge: UUID) -> None:
        """Come in; a second time changes nothing."""
        self.must_sit(judge)
        if judge not in self.entered:
            self._say(facts.JudgeEntered, by, now, judge=judge)

    def leave(self, by: Actor, now: "datetime", judge: UUID, how: str, why: "PersonalText | None") -> None:
        """Not a judge any more."""
        self.must_sit(judge)
        self._say(facts.JudgeLeft, by, now, why, judge=judge, how=how)

    def declare(self, by: Actor, now: "datetime", judge: UUID, project: UUID, why: "PersonalText | None") -> None:
        """State a conflict; a second time changes nothing."""
        self.must_sit(judge)
        if f"{judge.hex}:{project.hex}" not in self.declared:
            self._say(facts.ConflictDeclared, by, now, why, judge=judge, project=project)

    def lift(self, by: Actor, now: "datetime", judge: UUID, project: UUID, why: "PersonalText | None") -> None:
        """Take a declared conflict back, with a reason."""
        if f"{judge.hex}:{project.hex}" not in self.declared:
            raise Broken("no_such_conflict")
        self._say(facts.ConflictLifted, by, now, why, judge=judge, project=project)

    def add_mentor(self, by: Actor, now: "datetime", mentor: UUID, topics: list[str]) -> None:
        """Somebody helps teams from now on."""
        if mentor.hex in self.judges:
            raise Broken("judges_do_not_mentor")
        if self.mentors.get(mentor.hex) != topics:
            self._say(facts.MentorJoined, by, now, mentor=mentor, topics=topics)

    def remove_mentor(self, by: Actor, now: "datetime", mentor: UUID) -> None:
        """They stop."""
        if mentor.hex not in self.mentors:
            raise Missing("mentor", mentor)
        self._say(facts.MentorLeft, by, now, mentor=mentor)

    def mentored_by(self, by: Actor, now: "datetime", mentor: UUID, team: UUID) -> None:
        """A mentor helped a team; once is enough."""
        if f"{mentor.hex}:{team.hex}" not in self.mentored:
            self._say(facts.TeamMentored, by, now, mentor=mentor, team=team)

    def _say(
        self, fact: type["AnyFact"], by: Actor, now: "datetime", why: "PersonalText | None" = None, **carried: Any
    ) -> None:
        self.record(fact, by, now, why, hackathon=self.hackathon, **carried)
