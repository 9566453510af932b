"""The facts, of whatever part of the house, after which a judge may have a stake in a project that was not there."""

from events.fact import Fact
from events.incubators.events import ManagerAdded
from events.judging.panel_events import ConflictDeclared, JudgeChanged, JudgeInvited, TeamMentored
from events.judging.round_events import RoundChanged
from events.projects.events import LateVersionAnswered, ProjectRevised
from events.startups.duplicates import StartupTookIn
from events.startups.events import Admitted, FounderAdded
from events.teams.events import MemberJoined, StartupNamed

NEW_TIES: tuple[type[Fact], ...] = (
    FounderAdded, Admitted, ManagerAdded, MemberJoined, StartupNamed, TeamMentored, ConflictDeclared, JudgeChanged,
    ProjectRevised, LateVersionAnswered, JudgeInvited, RoundChanged, StartupTookIn,
)  # fmt: skip
