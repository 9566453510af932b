"""What every command on a team stands on: one team a person and hackathon, frozen teams, who takes part."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from events import slugs
from events.actor import Actor
from events.errors import Broken, Invalid, Missing, Problem, Refused, Taken
from events.log import Log
from events.projects.aggregate import Project, project_id
from events.registrations.aggregate import Registration, registration_id
from events.registrations.rules import Hackathons, Rules, Still
from events.registrations.service import until_settled
from events.service import Service
from events.store import Keys
from events.teams.aggregate import Team

NAME, MEMBER = "team_name", "in_team"


class Founding(Protocol):
    """Who founded what."""

    def founded(self, account: UUID) -> list[UUID]:
        """The startups that a person acts for."""


def member_key(hackathon: UUID, account: UUID) -> str:
    """What the claim of 'one team a person and hackathon' is made of."""
    return f"{hackathon}:{account}"


def name_key(hackathon: UUID, name: str) -> str:
    """Two names that read alike are one."""
    return f"{hackathon}:{slugs.slug(name, fallback=name.casefold())}"


class TeamService(Service):
    """Loads a team, changes it and saves it with the guards that hold for all teams."""

    def __init__(self, log: Log, keys: Keys, hackathons: Hackathons, founding: Founding) -> None:
        super().__init__(log, keys)
        self.hackathons, self.founding = hackathons, founding

    def of(self, hackathon: UUID, account: UUID) -> UUID | None:
        """The team of a person."""
        return self.log.owner(MEMBER, member_key(hackathon, account))

    def _change(
        self,
        team: UUID,
        change: Callable[[Team, datetime], tuple[list[Any], list[Any]]],
        *,
        any_time: bool = False,
        taken_in: UUID | None = None,
        unsubmitted: bool = False,
    ) -> Team:
        def command() -> Team:
            now = self.log.clock()
            found = self.log.get(Team, team)
            if found.dissolved:
                raise Missing("team", team)
            guards: list[Any] = [] if any_time else [self._same(self._changeable(found.hackathon, now))]
            if taken_in is not None:
                guards.append(self._registered(found.hackathon, taken_in))
            had = self._submitted(found)
            claim, release = change(found, now)
            if unsubmitted or self._closed(found):
                guards.append(Still(lambda: self._submitted(found), had))
            self._save(found, claim=claim, release=release, guards=guards)
            return found

        return until_settled(command)

    @staticmethod
    def _closed(team: Team) -> bool:
        return team.dissolved

    def _save(self, team: Team, **more: Any) -> None:
        try:
            self.log.save(team, **more)
        except Taken as taken:
            if taken.kind == NAME:
                raise Invalid([Problem("name", "team_name_taken")]) from taken
            raise Broken("in_another_team") from taken

    def _person(self, by: Actor) -> UUID:
        if by.account is None or by.only is not None:
            raise Refused("sign_in")
        return by.account

    def _rules(self, team: Team, now: datetime) -> Rules:
        return self.hackathons.rules(team.hackathon, now)

    def _changeable(self, hackathon: UUID, now: datetime) -> Rules:
        """The rules of a hackathon whose teams may change: announced, and still building."""
        rules = self.hackathons.rules(hackathon, now)
        if not rules.announced:
            raise Missing("hackathon", hackathon)
        if rules.built:
            raise Broken("teams_are_frozen")
        return rules

    def _same(self, rules: Rules) -> Still:
        def decide() -> tuple[int, bool]:
            now = self._changeable(rules.hackathon, self.log.clock())
            return now.most, now.built

        return Still(decide, (rules.most, rules.built))

    def _must_take_part(self, hackathon: UUID, account: UUID) -> None:
        try:
            found = self.log.get(Registration, registration_id(hackathon, account))
        except Missing:
            raise Broken("register_first") from None
        if not found.stands:
            raise Broken("register_first")

    def _registered(self, hackathon: UUID, account: UUID) -> Still:
        return Still(lambda: self._must_take_part(hackathon, account), None)

    def _submitted(self, team: Team) -> bool:
        try:
            return self.log.get(Project, project_id(team.id)).standing is not None
        except Missing:
            return False

    def _must_not_have_submitted(self, team: Team) -> None:
        if self._submitted(team):
            raise Broken("withdraw_the_project_first")
