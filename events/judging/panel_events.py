"""What can happen to the panel of a hackathon: judges, what they may not judge, mentors and whom they helped."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.judging.panel import Panel


class PanelFormed(Created, topic="panel.formed"):
    """A hackathon has a panel from its first judge or mentor on.

    `salt` is random: without it nobody can tell which name in the public chain of the judging is whose.
    """

    hackathon: UUID
    salt: UUID


class JudgeInvited(Fact, topic="panel.judge_invited"):
    """Somebody is asked to judge; `judge` is their account, which may have neither address nor password.

    `languages` are those that the judge reads, `country` where they come from; `incubators` and `startups` are ties
    that the panel knows of beside those that the log has.
    """

    hackathon: UUID
    judge: UUID
    languages: list[str]
    country: str | None
    incubators: list[UUID]
    startups: list[UUID]
    tracks: list[str]
    most: int | None

    def apply(self, panel: "Panel") -> None:
        panel.seat(self.judge, self)


class JudgeChanged(Fact, topic="panel.judge_changed"):
    """What the panel knows of a judge is another now."""

    hackathon: UUID
    judge: UUID
    languages: list[str]
    country: str | None
    incubators: list[UUID]
    startups: list[UUID]
    tracks: list[str]
    most: int | None

    def apply(self, panel: "Panel") -> None:
        panel.seat(self.judge, self)


class JudgeLinkIssued(Fact, topic="panel.judge_link_issued"):
    """A personal link was made; older ones of the judge do not open anything any more."""

    hackathon: UUID
    judge: UUID
    link: UUID

    def apply(self, panel: "Panel") -> None:
        panel.links = {**panel.links, self.judge.hex: self.link}


class JudgeLinkRevoked(Fact, topic="panel.judge_link_revoked"):
    """The personal link does not open anything any more."""

    hackathon: UUID
    judge: UUID
    link: UUID

    def apply(self, panel: "Panel") -> None:
        panel.links = {judge: link for judge, link in panel.links.items() if judge != self.judge.hex}


class JudgeEntered(Fact, topic="panel.judge_entered"):
    """A judge used their link for the first time and said yes to judging."""

    hackathon: UUID
    judge: UUID

    def apply(self, panel: "Panel") -> None:
        panel.entered = [*panel.entered, self.judge]


class JudgeLeft(Fact, topic="panel.judge_left"):
    """A judge gave up or was taken off; `how` is left, declined or removed."""

    hackathon: UUID
    judge: UUID
    how: str

    def apply(self, panel: "Panel") -> None:
        panel.judges = {judge: seat for judge, seat in panel.judges.items() if judge != self.judge.hex}
        panel.links = {judge: link for judge, link in panel.links.items() if judge != self.judge.hex}
        panel.entered = [judge for judge in panel.entered if judge != self.judge]


class ConflictDeclared(Fact, topic="panel.conflict_declared"):
    """A judge says, or the panel found, that they may not judge a project."""

    hackathon: UUID
    judge: UUID
    project: UUID

    def apply(self, panel: "Panel") -> None:
        panel.declared = {*panel.declared, f"{self.judge.hex}:{self.project.hex}"}


class ConflictLifted(Fact, topic="panel.conflict_lifted"):
    """What was declared was a mistake; conflicts that follow from the log cannot be lifted."""

    hackathon: UUID
    judge: UUID
    project: UUID

    def apply(self, panel: "Panel") -> None:
        panel.declared = panel.declared - {f"{self.judge.hex}:{self.project.hex}"}


class MentorJoined(Fact, topic="panel.mentor_joined"):
    """Somebody helps teams; `topics` are codes of technologies."""

    hackathon: UUID
    mentor: UUID
    topics: list[str]

    def apply(self, panel: "Panel") -> None:
        panel.mentors = {**panel.mentors, self.mentor.hex: self.topics}


class MentorLeft(Fact, topic="panel.mentor_left"):
    """They do not help any more."""

    hackathon: UUID
    mentor: UUID

    def apply(self, panel: "Panel") -> None:
        panel.mentors = {mentor: topics for mentor, topics in panel.mentors.items() if mentor != self.mentor.hex}


class TeamMentored(Fact, topic="panel.team_mentored"):
    """A mentor helped a team: from then on they have a stake in it."""

    hackathon: UUID
    mentor: UUID
    team: UUID

    def apply(self, panel: "Panel") -> None:
        panel.mentored = {*panel.mentored, f"{self.mentor.hex}:{self.team.hex}"}
