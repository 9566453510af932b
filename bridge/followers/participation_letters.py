"""Letters to those who take part in hackathons: answers to registrations and requests, decisions about projects."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.followers.occasions import Occasion, Write
from bridge.mail import Letter
from events.fact import Fact
from events.projects import events as projects
from events.registrations import events as registrations
from events.teams import events as teams
from events.teams.aggregate import REMOVED


def _letters(
    occasion: Occasion, kind: str, hackathon: UUID, people: list[UUID], page: str, **params: object
) -> Iterator[Letter]:  # fmt: skip
    """One letter to each of some people, without whoever did it."""
    row = occasion.views.hackathons.announced(occasion.connection, hackathon)
    for account in people if row is not None else ():
        if row is not None and str(account) != occasion.fact.by:
            told = {"hackathon": row["sort_name"], **params}
            path, thread = f"/hackathons/{row['slug']}{page}", f"hackathon:{hackathon}"
            yield Letter(kind, account=account, params=told, path=path, thread=thread)


def _answered(answer: str) -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        people = [fact.account]
        yield from _letters(occasion, "registration_answered", fact.hackathon, people, "/register", answer=answer)

    return write


def _team(occasion: Occasion) -> sa.RowMapping | None:
    return occasion.views.teams.one(occasion.connection, occasion.fact.originator_id)


def _asked(occasion: Occasion) -> Iterator[Letter]:
    fact: Any = occasion.fact
    team = _team(occasion)
    if team is not None and team["lead"] is not None:
        page = f"/teams/{team['id']}"
        yield from _letters(occasion, "team_join_asked", fact.hackathon, [team["lead"]], page, team=team["name"])


def _joining(answer: str) -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        team = _team(occasion)
        refused = getattr(fact, "how", "") in ("refused", REMOVED)
        if team is not None and (refused or isinstance(fact, teams.MemberJoined)):
            told = {"team": team["name"], "answer": answer}
            yield from _letters(occasion, "team_join_answered", fact.hackathon, [fact.account], "/teams", **told)

    return write


def _decided(decision: str) -> Write:
    def write(occasion: Occasion) -> Iterator[Letter]:
        fact: Any = occasion.fact
        what = decision
        if isinstance(fact, projects.LateVersionAnswered):
            what = "late_accepted" if fact.accepted else "late_refused"
        people = [one["account"] for one in occasion.views.teams.members(occasion.connection, fact.team)]
        page = f"/projects/{fact.originator_id}"
        yield from _letters(occasion, "project_decided", fact.hackathon, people, page, decision=what)

    return write


WRITERS: Mapping[type[Fact], Write] = {
    registrations.RegistrationApproved: _answered("approved"),
    registrations.RegistrationPutOnList: _answered("waiting"),
    registrations.RegistrationMovedUp: _answered("moved_up"),
    registrations.RegistrationRefused: _answered("refused"),
    teams.JoinAsked: _asked,
    teams.JoinEnded: _joining("refused"),
    teams.MemberJoined: _joining("joined"),
    teams.MemberLeft: _joining("removed"),
    projects.ProjectDisqualified: _decided("disqualified"),
    projects.ProjectReinstated: _decided("reinstated"),
    projects.LateVersionAnswered: _decided("late"),
}
