"""What happens to a project: every version that was handed in, with the rule and the deadline that applied to it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.projects.aggregate import Project


class ProjectSubmitted(Created, topic="project.submitted"):
    """A team hands its project in for the first time. `ruling` says when, under which rule and deadline, and how."""

    hackathon: UUID
    team: UUID
    content: dict[str, Any]
    ruling: dict[str, Any]


class ProjectRevised(Fact, topic="project.revised"):
    """A later version; an earlier one stays readable."""

    hackathon: UUID
    team: UUID
    content: dict[str, Any]
    ruling: dict[str, Any]

    def apply(self, project: "Project") -> None:
        project.take(self.content, self.ruling, self.timestamp)


class LateVersionAnswered(Fact, topic="project.late_version_answered"):
    """A manager lets a late version count, or not, and says why."""

    hackathon: UUID
    team: UUID
    number: int
    accepted: bool

    def apply(self, project: "Project") -> None:
        project.settle(self.number, "accepted" if self.accepted else "refused")


class ProjectWithdrawn(Fact, topic="project.withdrawn"):
    """The team takes its project back."""

    hackathon: UUID
    team: UUID

    def apply(self, project: "Project") -> None:
        project.withdrawn = True


class ProjectDisqualified(Fact, topic="project.disqualified"):
    """A manager takes the project out of the judging, and says why."""

    hackathon: UUID
    team: UUID

    def apply(self, project: "Project") -> None:
        project.disqualified = True


class ProjectReinstated(Fact, topic="project.reinstated"):
    """It is back in, and why."""

    hackathon: UUID
    team: UUID

    def apply(self, project: "Project") -> None:
        project.disqualified = False
