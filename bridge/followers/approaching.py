"""Which deadlines of hackathons come near, and whom each concerns."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.invitations import open_to_accounts
from bridge.project_drafts import drafts
from bridge.readmodels.base import unpacked
from bridge.readmodels.projects import DISQUALIFIED, SHOWN, WAITING
from events.registrations.events import APPROVED, ASKED, WITHDRAWN

if TYPE_CHECKING:
    from bridge.readmodels import Views


def closing(
    connection: sa.Connection, views: "Views", phase: str, now: datetime, until: datetime
) -> list[sa.RowMapping]:
    """The announced hackathons of which a phase goes on and `closes` within a time, and since when it is `opened`."""
    phases, rows = views.hackathons.tables.phases.c, views.hackathons.rows
    at = now.isoformat()
    begun = sa.or_(phases.hand == "opened", sa.and_(phases.hand.is_(None), phases.opens <= at))
    soon = sa.and_(phases.phase == phase, phases.closes > at, phases.closes <= until.isoformat(), begun)
    times = phases.closes.label("closes"), sa.func.coalesce(phases.opened_at, phases.opens).label("opened")
    query = sa.select(rows, *times).join(rows, rows.c.id == phases.hackathon)
    return list(connection.execute(query.where(soon, rows.c.state == "announced").order_by(rows.c.id)).mappings())


def not_submitted(connection: sa.Connection, views: "Views", hackathon: UUID) -> list[UUID]:
    """Every member of a team whose project was never handed in, or was taken back."""
    people, projects, teams = views.teams.people.c, views.projects.rows.c, views.teams.rows.c
    done = sa.select(projects.team).where(
        projects.hackathon == hackathon, projects.state.in_((SHOWN, WAITING, DISQUALIFIED))
    )
    hidden = sa.select(teams.id).where(teams.hackathon == hackathon, teams.hidden.is_(True))  # they hand nothing in
    query = sa.select(people.account).where(people.hackathon == hackathon, people.until.is_(None))
    waiting = query.where(people.team.not_in(done), people.team.not_in(hidden))
    return list(connection.scalars(waiting.order_by(people.number)))


def changed_since(connection: sa.Connection, views: "Views", hackathon: UUID) -> list[UUID]:
    """Every member of a team that went on with its draft after it had handed in a version."""
    people, projects, versions = views.teams.people.c, views.projects.rows.c, views.projects.versions.c
    last = (
        sa.select(projects.team, sa.func.max(versions.at).label("at"))
        .join(views.projects.versions, versions.project == projects.id)
        .where(projects.hackathon == hackathon, projects.state == SHOWN)
        .group_by(projects.team)
    )
    handed_in = {team: datetime.fromisoformat(at) for team, at in connection.execute(last)}
    saved = connection.execute(sa.select(drafts.c.team, drafts.c.saved_at).where(drafts.c.team.in_(list(handed_in))))
    newer = [team for team, at in saved if at > handed_in[team]]
    query = sa.select(people.account).where(people.team.in_(newer), people.until.is_(None))
    return list(connection.scalars(query.order_by(people.number)))


def without_team(connection: sa.Connection, views: "Views", hackathon: UUID) -> list[UUID]:
    """Everybody who takes part and is in no team yet."""
    people, rows = views.teams.people.c, views.registrations.rows.c
    in_team = sa.select(people.account).where(people.hackathon == hackathon, people.until.is_(None))
    query = sa.select(rows.account).where(rows.hackathon == hackathon, rows.state == APPROVED)
    return list(connection.scalars(query.where(rows.account.not_in(in_team)).order_by(rows.number)))


def invited_not_registered(
    connection: sa.Connection, views: "Views", hackathon: UUID, now: datetime
) -> dict[UUID, str]:
    """Everybody with an account whom a team invited and who has not registered, and the name of a team."""
    teams, rows = views.teams.rows.c, views.registrations.rows.c
    there = sa.and_(teams.hackathon == hackathon, teams.dissolved_at.is_(None), teams.hidden.is_(False))
    names = dict(connection.execute(sa.select(teams.id, teams.name).where(there)).all())
    asked = open_to_accounts(connection, list(names), now)
    # Whoever withdrew may come back; whoever was refused may not.
    here = sa.and_(rows.hackathon == hackathon, rows.state != WITHDRAWN, rows.account.in_([who for who, _ in asked]))
    known = set(connection.scalars(sa.select(rows.account).where(here)))
    return {who: names[team] for who, team in asked if who not in known}


def who_answers(connection: sa.Connection, views: "Views", hackathon: UUID) -> dict[UUID, int]:
    """Who may let people in, with how many wait for that; nobody where nobody waits."""
    rows, hosts, people = views.registrations.rows.c, views.hackathons.hosts.c, views.hackathons.people.c
    waiting = connection.scalar(
        sa.select(sa.func.count()).where(rows.hackathon == hackathon, rows.state == ASKED)
    )  # fmt: skip
    if not waiting:
        return {}
    accepted = sa.select(hosts.incubator).where(hosts.hackathon == hackathon, hosts.state == "accepted")
    found = [
        manager
        for host in connection.scalars(accepted.order_by(hosts.incubator))
        for manager in views.directory.managers(connection, host)
    ]
    helping = connection.execute(
        sa.select(people.account, people.rights).where(people.hackathon == hackathon).order_by(people.account)
    )
    found += [account for account, rights in helping if "people" in unpacked(rights)]
    return dict.fromkeys(found, waiting)


def judges_left(connection: sa.Connection, views: "Views", hackathon: UUID) -> dict[UUID, int]:
    """The judges who have projects left in an open round, and how many."""
    judging = views.judging
    rounds, looks, cards = judging.rounds.c, judging.assignments.c, judging.cards.c
    done = sa.exists().where(
        cards.round == looks.round, cards.judge == looks.judge, cards.project == looks.project,
        cards.state.in_(("submitted", "skipped", "withdrawn")),
    )  # fmt: skip
    query = (
        sa.select(looks.judge, sa.func.count())
        .join(judging.rounds, rounds.id == looks.round)
        .where(rounds.hackathon == hackathon, rounds.state == "open", looks.withdrawn_at.is_(None), ~done)
        .group_by(looks.judge)
        .order_by(looks.judge)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
