"""The list of a person: rows of the read model, and the invitations to their own address, which only accounts hold."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from bridge.accounts.invitations import asking_for, counting_opened_to, opened_to
from bridge.readmodels.base import unpacked
from bridge.readmodels.todo import Item, Kind, Party, Todo, asking, of_account
from events.actor import Actor
from events.store import Prepared

if TYPE_CHECKING:
    from bridge.readmodels import Views


_COUNTS: WeakKeyDictionary[Todo, dict[tuple[str, ...], Prepared]] = WeakKeyDictionary()


def count(connection: sa.Connection, views: "Views", actor: Actor, email: str, now: datetime) -> int:
    """How much waits for a person, invitations among it, in one query: every page of somebody signed in asks."""
    if actor.account is None or actor.only is not None:  # invitations are for people
        return views.todo.count(connection, actor, now)
    params = {**asking(actor, now), **asking_for(actor.account, email, now)}
    # Made once and run as it is: putting it together takes longer than its answer.
    kept = _COUNTS.setdefault(views.todo, {})
    if (names := tuple(params)) not in kept:
        kept[names] = Prepared(sa.select(views.todo.counting(params) + counting_opened_to()))
    form = kept[names].compiled(connection.dialect, params)
    return connection.exec_driver_sql(form.sql, form.bind(params)).scalar() or 0


def waiting_for(
    connection: sa.Connection,
    views: "Views",
    actor: Actor,
    email: str,
    now: datetime,
    *,
    since: datetime | None = None,
    limit: int | None = None,
) -> list[Item]:
    """What waits for a person, what is due soonest first; `email` is the confirmed address of their account."""
    items = views.todo.of(connection, actor, now, since=since, limit=limit)
    invitations = _invitations(connection, views, actor, email, now)
    items += [item for item in invitations if since is None or item.since > since]
    return sorted(items, key=_urgency)[:limit]


def _urgency(item: Item) -> tuple[bool, datetime, datetime, UUID]:
    return item.closes_at is None, item.closes_at or item.since, item.since, item.id


def _invitations(
    connection: sa.Connection, views: "Views", actor: Actor, email: str, now: datetime
) -> list[Item]:  # fmt: skip
    if actor.account is None or actor.only is not None:
        return []
    found = opened_to(connection, actor.account, email, now)
    parties = _parties(connection, views, [row.subject for row in found]) if found else {}
    return [
        Item(
            row.id, Kind.INVITATION, row.id, of_account(actor.account), row.subject,
            row.created_at, None, row.expires_at, {"kind": row.kind}, None, parties.get(row.subject),
        )
        for row in found
    ]  # fmt: skip


def _parties(connection: sa.Connection, views: "Views", ids: Iterable[UUID]) -> dict[UUID, Party]:
    """Whoever is invited knows by whom, hidden or not."""
    wanted = list(ids)
    startups, incubators = views.startups.rows.c, views.incubators.rows.c
    query = sa.select(startups.id, startups.slug, startups.name).where(startups.id.in_(wanted))
    parties = {row.id: Party(row.id, "startup", row.name, row.slug) for row in connection.execute(query)}
    query = sa.select(incubators.id, incubators.slug, incubators.page).where(incubators.id.in_(wanted))
    for row in connection.execute(query):
        parties[row.id] = Party(row.id, "incubator", unpacked(row.page)["name"], row.slug)
    hackathons = views.hackathons.rows.c
    query = sa.select(hackathons.id, hackathons.slug, hackathons.setup).where(hackathons.id.in_(wanted))
    for row in connection.execute(query):
        parties[row.id] = Party(row.id, "hackathon", unpacked(row.setup)["about"]["title"], row.slug)
    return parties
