"""What can be reported around a hackathon: a question that everybody reads, a project, a team."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Missing, Stale
from events.fact import Root
from events.hackathons.aggregate import Hackathon
from events.hackathons.talking.question import Question
from events.incubators.aggregate import Incubator
from events.log import Log
from events.projects.aggregate import Project, project_id
from events.registrations.live import rules_of
from events.store import Transaction
from events.store.recorder import Guard
from events.teams.aggregate import Team

QUESTION, PROJECT, TEAM = KINDS = ("question", "project", "team")


class Thing:
    """It, as it is now; `shown` says whether everybody may look at it. Raises `Missing`."""

    def __init__(self, log: Log, kind: str, about: UUID, now: datetime) -> None:
        self.thing: Root
        if kind == QUESTION:
            question = log.get(Question, about)
            self.thing, self.members, hackathon = question, [question.asker], question.hackathon
            self.shown = not question.hidden and not question.withdrawn
        elif kind == PROJECT:
            project = log.get(Project, about)
            self.thing, hackathon = project, project.hackathon
            self.members = log.get(Team, project.team).members
            self.shown = project.standing is not None and not project.disqualified
        else:
            team = log.get(Team, about)
            self.thing, self.members, hackathon = team, team.members, team.hackathon
            self.shown = not team.dissolved and not team.hidden
        found = log.get(Hackathon, hackathon)
        hosts = [log.get(Incubator, host) for host in found.accepted]
        self.country = str(hosts[0].page["country"]) if hosts else "*"
        self.managers = [manager for host in hosts for manager in host.managers]
        self.shown = self.shown and found.state == "announced"
        if kind == PROJECT:
            self.shown = self.shown and rules_of(found, now).built


def hide(log: Log, thing: Root, by: Actor, now: datetime) -> list[Root]:
    """Take it out of sight: a project leaves its judging with it, a team takes its project along.

    Answers what changed.
    """
    if isinstance(thing, Question):
        thing.hide(by, now, None)
    elif isinstance(thing, Project):
        thing.disqualify(by, now, True, None)
    elif isinstance(thing, Team):
        project = _project_of(log, thing)
        along = project is not None and not project.disqualified
        thing.hide(by, now, along)
        if project is not None and along:
            project.disqualify(by, now, True, None)
            return [thing, project]
    return [thing]


def show_again(log: Log, thing: Root, by: Actor, now: datetime) -> list[Root]:
    """Undo that, unless somebody did already. Answers what changed."""
    if isinstance(thing, Question) and thing.hidden:
        thing.show_again(by, now)
    elif isinstance(thing, Project) and thing.disqualified:
        log.get(Team, thing.team).must_be_shown()
        thing.disqualify(by, now, False, None)
    elif isinstance(thing, Team) and thing.hidden and not thing.dissolved:
        project = _project_of(log, thing) if thing.took_project else None
        thing.show_again(by, now)
        if project is not None and project.disqualified:
            project.disqualify(by, now, False, None)
            return [thing, project]
    return [thing]


@dataclass(frozen=True, slots=True)
class SameProject:
    """The guard of hiding a team: it handed nothing in for the first time while that was prepared."""

    log: Log
    team: UUID
    there: bool

    def __call__(self, tx: Transaction) -> None:
        if (_project_of(self.log, self.log.get(Team, self.team)) is not None) != self.there:
            raise Stale("team", self.team, 0)


def guard_of(log: Log, thing: Root) -> list[Guard]:
    """What must still hold behind the lock for a thing to be hidden as it was decided."""
    return [SameProject(log, thing.id, _project_of(log, thing) is not None)] if isinstance(thing, Team) else []


def _project_of(log: Log, team: Team) -> Project | None:
    try:
        return log.get(Project, project_id(team.id))
    except Missing:
        return None
