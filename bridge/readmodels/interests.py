"""Conflicts of interest, looked for among rows: who shares a startup or an incubator with whom, now or lately."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels import ties as kinds
from bridge.readmodels.base import Id, Moment
from bridge.readmodels.projects import Projects
from bridge.readmodels.teams import Teams
from bridge.readmodels.ties import Ties
from events.judging.conflicts import LOOKS_BACK, Conflict


@dataclass(slots=True)
class Stake:
    """What a judge, or everybody behind a project, has to do with: people, startups, incubators."""

    people: set[UUID] = field(default_factory=set)
    startups: set[UUID] = field(default_factory=set)
    incubators: set[UUID] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    language: str = ""
    team: UUID | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge's seat in the panel."""

    id: UUID
    seat: Mapping[str, Any]


class Interests:
    """Looks for conflicts with a handful of queries, however many judges and projects there are."""

    def __init__(self, ties: Ties, teams: Teams, projects: Projects) -> None:
        self.ties = ties
        rows, tags, people, startups = projects.rows.c, projects.tags.c, teams.people.c, teams.startups_of.c
        # Written once: hundreds of judges hand in at once.
        asked, of_teams = (sa.bindparam(name, type_=Id, expanding=True) for name in ("projects", "teams"))
        lately = sa.or_(startups.until.is_(None), startups.until >= sa.bindparam("after", type_=Moment))
        self._projects = sa.select(rows.id, rows.team, rows.language).where(rows.id.in_(asked)).order_by(rows.id)
        self._people = sa.select(people.team, people.account).where(people.team.in_(of_teams))
        self._stand_for = sa.select(startups.team, startups.startup).where(startups.team.in_(of_teams), lately)
        self._countries = sa.select(tags.project, tags.code).where(tags.project.in_(asked), tags.kind == "country")

    def conflicts(
        self,
        connection: sa.Connection,
        judges: Collection[Judge],
        projects: Collection[UUID],
        declared: Collection[tuple[UUID, UUID]],
        now: datetime,
        *,
        same_country: bool,
        also: Mapping[UUID, UUID] | None = None,
    ) -> list[Conflict]:
        """Every pair of these that must not be, with the first reason that holds, in a stable order.

        `also`: the accounts of judges who came as guests, and have the same address.
        """
        after, also = (now - LOOKS_BACK).isoformat(), also or {}
        mine = self._stakes_of_judges(connection, judges, after, also)
        theirs = self._stakes_of_projects(connection, projects, after)
        everybody = {id for stake in mine.values() for id in stake.people}
        helped = self.ties.of_ones(connection, kinds.MENTORED, everybody, None)
        found = []
        for judge in sorted(judges, key=lambda judge: str(judge.id)):
            reads, country = set(judge.seat["languages"]), judge.seat["country"]
            teams = set[UUID]().union(*(helped.get(id, ()) for id in mine[judge.id].people))
            for id, project in theirs.items():
                code = _shared(mine[judge.id], project)
                if code is None and project.team in teams:
                    code = "mentored"
                if code is None and (judge.id, id) in declared:
                    code = "declared"
                if code is None and project.language not in reads:
                    code = "language"
                if code is None and same_country and country in project.countries:
                    code = "same_country"
                if code is not None:
                    found.append(Conflict(judge.id, id, code))
        return found

    def _stakes_of_judges(
        self, connection: sa.Connection, judges: Collection[Judge], after: str, also: Mapping[UUID, UUID]
    ) -> dict[UUID, Stake]:
        people = {judge.id: {judge.id, also.get(judge.id, judge.id)} for judge in judges}
        ids = {id for ids in people.values() for id in ids}
        founded = self.ties.of_ones(connection, kinds.FOUNDER, ids, after)
        manages = self.ties.of_ones(connection, kinds.MANAGER, ids, after)
        stakes = {}
        for judge in judges:
            told = {UUID(str(id)) for id in judge.seat["startups"]}
            stakes[judge.id] = Stake(
                people=people[judge.id],
                startups=told.union(*(founded.get(id, ()) for id in people[judge.id])),
                incubators={UUID(str(id)) for id in judge.seat["incubators"]}.union(
                    *(manages.get(id, ()) for id in people[judge.id])
                ),
            )
        self._houses(connection, stakes.values(), after)
        return stakes

    def _stakes_of_projects(
        self, connection: sa.Connection, projects: Collection[UUID], after: str
    ) -> dict[UUID, Stake]:
        found = connection.execute(self._projects, {"projects": list(projects)})
        stakes = {row.id: Stake(language=row.language, team=row.team) for row in found}
        of_team = {stake.team: stake for stake in stakes.values()}
        # Whoever was in the team at any time, however long ago they left it.
        for team, account in connection.execute(self._people, {"teams": list(of_team)}):
            of_team[team].people.add(account)
        for team, startup in connection.execute(self._stand_for, {"teams": list(of_team), "after": after}):
            of_team[team].startups.add(startup)
        everybody = {account for stake in stakes.values() for account in stake.people}
        founded = self.ties.of_ones(connection, kinds.FOUNDER, everybody, after)
        manages = self.ties.of_ones(connection, kinds.MANAGER, everybody, after)
        for stake in stakes.values():
            for account in stake.people:
                stake.startups |= founded.get(account, set())
                stake.incubators |= manages.get(account, set())
        for project, code in connection.execute(self._countries, {"projects": list(projects)}):
            if project in stakes:
                stakes[project].countries.add(code)
        self._houses(connection, stakes.values(), after)
        return stakes

    def _houses(self, connection: sa.Connection, stakes: Iterable[Stake], after: str) -> None:
        """The incubators that startups belong or belonged to; profiles that were merged are one startup."""
        stakes = list(stakes)
        twins = self.ties.same(connection, {startup for stake in stakes for startup in stake.startups})
        for stake in stakes:
            waiting = list(stake.startups)
            while waiting:
                more = twins.get(waiting.pop(), set()) - stake.startups
                stake.startups |= more
                waiting += more
        startups = {startup for stake in stakes for startup in stake.startups}
        admitted = self.ties.of_ones(connection, kinds.ADMISSION, startups, after)
        for stake in stakes:
            for startup in stake.startups:
                stake.incubators |= admitted.get(startup, set())


def _shared(mine: Stake, theirs: Stake) -> str | None:
    if not mine.people.isdisjoint(theirs.people):
        return "team_member"
    if not mine.startups.isdisjoint(theirs.startups):
        return "shared_startup"
    return None if mine.incubators.isdisjoint(theirs.incubators) else "shared_incubator"
