"""What people can do with projects; whether a version is in time is decided after the lock, by a clock read there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.log import Log
from events.personal import PersonalText
from events.projects import content
from events.projects.aggregate import Project, Ruling, project_id, rule
from events.registrations.rules import Hackathons, Rules, Still
from events.registrations.service import until_settled
from events.service import Service
from events.store import Keys
from events.teams.aggregate import Team


class Projects(Service):
    """Commands on projects."""

    def __init__(self, log: Log, keys: Keys, hackathons: Hackathons) -> None:
        super().__init__(log, keys)
        self.hackathons = hackathons

    def submit(
        self, by: Actor, team: UUID, typed: Mapping[str, Any], files: Iterable[Mapping[str, Any]] = ()
    ) -> Project:
        """Hand in what the team made, or another version of it. Raises `Invalid`, `Broken`, `Refused`.

        `files` are those that the team uploaded; `typed` names some of them by digest.
        """
        uploaded = list(files)

        def command() -> Project:
            found = self._member(by, team)
            now = self.log.clock()
            rules = self.hackathons.rules(found.hackathon, now)
            ruling = rule(rules, now)
            self._may_hand_in(found, rules)
            kept = content.checked(typed, rules, uploaded)
            project = self.find(team)
            if project is None:
                project = Project.begin(
                    by, now, id=project_id(team), hackathon=found.hackathon, team=team, content=kept,
                    ruling=ruling.record(),
                )  # fmt: skip
            else:
                project.revise(by, now, kept, ruling)
            # Whoever left the team or was removed meanwhile, and whatever closed meanwhile, is seen here.
            guards = [self._ruled(found.hackathon, ruling), Still(lambda: self._is_in(by, team), True)]
            guards.append(Still(lambda: self._may_hand_in(self.log.get(Team, team), rules), None))
            self.log.save(project, guards=guards)
            return project

        return until_settled(command)

    def withdraw(self, by: Actor, team: UUID) -> Project:
        """Take the project back, as long as it may be changed."""

        def command() -> Project:
            found, project, now = self._member(by, team), self._project(team), self.log.clock()
            ruling = rule(self.hackathons.rules(found.hackathon, now), now)
            project.withdraw(by, now)
            self.log.save(project, guards=[self._ruled(found.hackathon, ruling)])
            return project

        return until_settled(command)

    def answer_late(self, by: Actor, team: UUID, number: int, accepted: bool, why: object) -> Project:
        """A manager lets a late version count, or not, with a reason."""
        self._managed(by, team)
        reason = self._reason(by, why)

        def command() -> Project:
            project = self._managed(by, team)
            if accepted and self.hackathons.rules(project.hackathon, self.log.clock()).judged:
                raise Broken("late_only_refused_now")
            project.answer_late(by, self.log.clock(), number, accepted, reason)
            hackathon = project.hackathon
            guard = Still(lambda: accepted and self.hackathons.rules(hackathon, self.log.clock()).judged, False)
            self.log.save(project, guards=[guard])
            return project

        return until_settled(command)

    def disqualify(self, by: Actor, team: UUID, why: object) -> Project:
        """A manager takes the project out of the judging, with a reason."""
        return self._judge(by, team, True, why)

    def reinstate(self, by: Actor, team: UUID, why: object) -> Project:
        """It is back in, with a reason."""
        return self._judge(by, team, False, why)

    def find(self, team: UUID) -> Project | None:
        """A team's project, if it ever handed one in."""
        try:
            return self._project(team)
        except Missing:
            return None

    # -- inside -------------------------------------------------------------------------------------------------

    def _judge(self, by: Actor, team: UUID, out: bool, why: object) -> Project:
        self._managed(by, team)
        reason = self._reason(by, why)

        def command() -> Project:
            project = self._managed(by, team)
            if not out:
                self.log.get(Team, team).must_be_shown()
            project.disqualify(by, self.log.clock(), out, reason)
            self.log.save(project)
            return project

        return self.again(command)

    def _ruled(self, hackathon: UUID, ruling: Ruling) -> Still:
        def decide() -> Ruling:
            now = self.log.clock()
            return replace(rule(self.hackathons.rules(hackathon, now), now), at="")

        return Still(decide, replace(ruling, at=""))

    def _reason(self, by: Actor, why: object) -> PersonalText | None:
        return self.personal(by, "why", why, least=1, most=1000)

    def _project(self, team: UUID) -> Project:
        return self.log.get(Project, project_id(team))

    def _managed(self, by: Actor, team: UUID) -> Project:
        project = self._project(team)
        if not self.hackathons.may(by, project.hackathon, "people"):
            raise Refused("not_a_manager")
        return project

    def _member(self, by: Actor, team: UUID) -> Team:
        found = self.log.get(Team, team)
        if found.dissolved:
            raise Missing("team", team)
        found.must_be_member(by)
        return found

    @staticmethod
    def _may_hand_in(team: Team, rules: Rules) -> None:
        team.must_be_shown()
        if len(team.members) < rules.least:
            raise Broken("team_too_small", least=rules.least)

    def _is_in(self, by: Actor, team: UUID) -> bool:
        return by.account in self.log.get(Team, team).members
