"""Where an introduction came from: a project of a hackathon, so that the way to a partnership can be read back."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing
from events.fact import Fact
from events.log import Log
from events.projects.aggregate import Project
from events.teams.aggregate import Team

if TYPE_CHECKING:
    from datetime import datetime

    from events.introductions.aggregate import Introduction


class IntroductionCameFrom(Fact, topic="introduction.came_from"):
    """One of the two startups stood behind this project of a hackathon."""

    project: UUID
    hackathon: UUID

    def apply(self, introduction: "Introduction") -> None:
        introduction.project = self.project


def begin_from(log: Log, introduction: "Introduction", by: Actor, now: "datetime", project: UUID) -> None:
    """Remember the project. Raises `Missing`, and `Broken` where neither of the two startups stands behind it."""
    found = log.get(Project, project)
    startup = log.get(Team, found.team).startup
    if found.standing is None:
        raise Missing("project", project)
    if startup not in (introduction.proposer, introduction.receiver):
        raise Broken("project_of_another_startup")
    introduction.record(IntroductionCameFrom, by, now, project=project, hackathon=found.hackathon)
