"""Counts and short lists of the start pages and rosters: queries over the other read models' tables, no tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.directory import Filters
from events.actor import Actor
from events.startups.aggregate import BELONGS
from events.startups.standing import ACTIVE, GONE

if TYPE_CHECKING:
    from bridge.readmodels import Views

DONE = ("confirmed", "ended")  # of partnerships: what both sides have said happened
ACCEPTED = ("accepted", "met", "nothing")  # of introductions: what both sides said yes to
# What is news for everybody who reads history; the rest is housekeeping.
NEWS = (
    "startup.registered", "startup.admitted", "startup.graduated", "incubator.confirmed", "incubator.listed",
    "introduction.proposed", "introduction.accepted", "introduction.met", "partnership.recorded",
    "partnership.confirmed", "partnership.milestone_reached",
)  # fmt: skip


# -- what everybody may know ------------------------------------------------------------------------------------


def partnerships_seen(connection: sa.Connection, views: "Views", actor: Actor) -> int:
    """Partnerships between startups that an actor may both see."""
    rows, startups = views.partnerships.rows, views.startups.rows
    seen = sa.select(startups.c.id).where(views.directory.visible(actor))
    condition = sa.and_(rows.c.state.in_(DONE), rows.c.one.in_(seen), rows.c.other.in_(seen))
    return connection.scalar(sa.select(sa.func.count()).select_from(rows).where(condition)) or 0


def public_by_country(connection: sa.Connection, views: "Views") -> dict[str, int]:
    """How many startups of each country everybody may see."""
    rows = views.startups.rows
    # Grouped by exactly the columns of an index, which is read instead of the wide rows.
    kinds = (rows.c.country, rows.c.visibility, rows.c.standing)
    found = connection.execute(sa.select(*kinds, sa.func.count()).group_by(*kinds))
    return {row[0]: row[3] for row in found if (row[1], row[2]) == ("public", ACTIVE)}


def offering(connection: sa.Connection, views: "Views", actor: Actor, offer: str) -> dict[str, int]:
    """How many startups of each country offer something, of those whom an actor may know of."""
    rows = views.startups.rows
    query = _offering(views, actor, offer, rows.c.country, sa.func.count()).group_by(rows.c.country)
    return {row[0]: row[1] for row in connection.execute(query)}


def newest_offering(
    connection: sa.Connection, views: "Views", actor: Actor, offer: str, country: str, limit: int
) -> list[UUID]:
    """Those of a country that offer something, the newest first."""
    rows = views.startups.rows
    query = _offering(views, actor, offer, rows.c.number, rows.c.id).where(rows.c.country == country)
    # Ordered here: asked for the newest few, PostgreSQL walks all startups backwards and looks up each one's terms.
    newest = sorted(connection.execute(query), reverse=True)
    return [row.id for row in newest[:limit]]


def _offering(views: "Views", actor: Actor, offer: str, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    rows, tags = views.startups.rows, views.startups.tags
    joined = sa.select(*columns).join_from(rows, tags, tags.c.startup == rows.c.id)
    return joined.where(tags.c.kind == "offer", tags.c.code == offer, views.directory.visible(actor))


def eager(connection: sa.Connection, views: "Views", startups: Sequence[UUID], country: str) -> set[UUID]:
    """Which of some startups want to work in a country."""
    tags = views.startups.tags
    query = sa.select(tags.c.startup).where(
        tags.c.kind == "market", tags.c.code == country, tags.c.startup.in_(startups)
    )
    return set(connection.scalars(query))


def incubator_facet(
    connection: sa.Connection, views: "Views", actor: Actor, filters: Filters, name: str
) -> dict[str, int]:
    """How many incubators each country or kind would give, the other filters staying as they are."""
    rows, others = views.incubators.rows, filters.without(name)
    conditions = [views.directory.incubator_visible(actor)]
    if (found := views.search.matching(connection.dialect.name, rows.c.number, filters.text)) is not None:
        conditions.append(found)
    if others.countries:
        conditions.append(rows.c.country.in_(others.countries))
    if others.kinds:
        conditions.append(rows.c.kind.in_(others.kinds))
    column = {"countries": rows.c.country, "kinds": rows.c.kind}[name]
    query = sa.select(column, sa.func.count()).where(*conditions).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}


# -- a manager's ------------------------------------------------------------------------------------------------


def admissions_by_state(connection: sa.Connection, views: "Views", incubator: UUID) -> dict[str, int]:
    """How many startups stand how with an incubator."""
    table = views.startups.admissions
    joined = table.join(views.startups.rows, views.startups.rows.c.id == table.c.startup)
    query = sa.select(table.c.state, sa.func.count()).select_from(joined)
    mine = query.where(table.c.incubator == incubator, views.directory.present()).group_by(table.c.state)
    return {row[0]: row[1] for row in connection.execute(mine)}


def kept_profiles(
    connection: sa.Connection, views: "Views", incubator: UUID, *, unclaimed: bool, limit: int
) -> list[sa.RowMapping]:
    """Startups in an incubator's programme, those that say least about themselves first."""
    rows, table = views.startups.rows, views.startups.admissions
    mine = sa.and_(table.c.incubator == incubator, table.c.state == "admitted", rows.c.unclaimed.is_(unclaimed))
    mine = sa.and_(mine, views.directory.present())
    query = sa.select(rows).join(table, table.c.startup == rows.c.id).where(mine)
    return list(connection.execute(query.order_by(sa.func.length(rows.c.profile), rows.c.id).limit(limit)).mappings())


def unclaimed_profiles(connection: sa.Connection, views: "Views", incubator: UUID) -> int:
    """How many startups in an incubator's programme have nobody of their own yet."""
    rows, table = views.startups.rows, views.startups.admissions
    mine = sa.and_(table.c.incubator == incubator, table.c.state == "admitted", rows.c.unclaimed.is_(True))
    mine = sa.and_(mine, views.directory.present())
    query = sa.select(sa.func.count()).select_from(rows.join(table, table.c.startup == rows.c.id)).where(mine)
    return connection.scalar(query) or 0


def introductions_of_incubator(connection: sa.Connection, views: "Views", incubator: UUID) -> dict[str, int]:
    """Introductions of an incubator's startups by state: how many, never whose."""
    rows, table = views.introductions.rows, views.startups.admissions
    mine = sa.select(table.c.startup).where(table.c.incubator == incubator, table.c.state.in_(BELONGS))
    query = sa.select(rows.c.state, sa.func.count()).where(sa.or_(rows.c.proposer.in_(mine), rows.c.receiver.in_(mine)))
    return {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.state))}


# -- an organiser's ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Overview:
    """What happened between countries; of one country's office where it is on either side."""

    startups: Counter[str] = field(default_factory=Counter)  # by year of registration
    introductions: Counter[str] = field(default_factory=Counter)  # by state
    proposed: Counter[str] = field(default_factory=Counter)  # by year
    met: Counter[str] = field(default_factory=Counter)  # by year
    introduced: Counter[tuple[str, str]] = field(default_factory=Counter)  # accepted, by pair of countries
    partnerships: Counter[str] = field(default_factory=Counter)  # confirmed, by the year in which they began
    partnered: Counter[tuple[str, str]] = field(default_factory=Counter)  # confirmed, by pair of countries


def newest(connection: sa.Connection, views: "Views") -> int:
    """The last event that the read models have seen: while it stays, every figure stays."""
    return connection.scalar(sa.select(sa.func.max(views.history.rows.c.event_id))) or 0


def overview(connection: sa.Connection, views: "Views", country: str | None) -> Overview:
    """Count everything in one pass over each table."""
    found, startups = Overview(), views.startups.rows
    years = sa.select(_year(startups.c.registered_at), sa.func.count()).group_by(_year(startups.c.registered_at))
    years = years.where(views.directory.present())
    if country is not None:
        years = years.where(startups.c.country == country)
    for year, count in connection.execute(years):
        found.startups[year] += count
    rows = views.introductions.rows
    kinds = (rows.c.state, _year(rows.c.proposed_at), _year(rows.c.met_on))
    for one, other, state, proposed, met, count in _between(
        connection, views, rows.c.proposer, rows.c.receiver, kinds, country
    ):
        found.introductions[state] += count
        found.proposed[proposed] += count
        if met is not None:
            found.met[met] += count
        if state in ACCEPTED:
            found.introduced[(min(one, other), max(one, other))] += count
    rows = views.partnerships.rows
    for one, other, state, since, count in _between(
        connection, views, rows.c.one, rows.c.other, (rows.c.state, _year(rows.c.since)), country
    ):
        if state in DONE:
            found.partnerships[since] += count
            found.partnered[(min(one, other), max(one, other))] += count
    return found


def _year(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    # Written into the statement: PostgreSQL takes two parameters for two different expressions when it groups.
    return sa.func.substr(column, sa.literal_column("1"), sa.literal_column("4"))


def _between(
    connection: sa.Connection,
    views: "Views",
    one: sa.Column[UUID],
    other: sa.Column[UUID],
    kinds: Sequence[sa.ColumnElement[Any]],
    country: str | None,
) -> Iterable[Any]:
    left, right = views.startups.rows.alias(), views.startups.rows.alias()
    query = (
        sa.select(left.c.country, right.c.country, *kinds, sa.func.count())
        .select_from(one.table.join(left, left.c.id == one).join(right, right.c.id == other))
        .group_by(left.c.country, right.c.country, *kinds)
    )
    if country is not None:
        query = query.where(sa.or_(left.c.country == country, right.c.country == country))
    return connection.execute(query)


def latest_news(connection: sa.Connection, views: "Views", country: str | None, limit: int) -> list[sa.RowMapping]:
    """What happened last that organisers care for, a line a fact; of one country where it has a part in it."""
    rows, startups, incubators = views.history.rows, views.startups.rows, views.incubators.rows
    lost = startups.alias()
    gone = sa.exists().where(lost.c.id == rows.c.about, lost.c.standing.in_(GONE))
    news = sa.and_(rows.c.subject == rows.c.about, rows.c.topic.in_(NEWS), ~gone)
    if country is not None:
        # Asked for each line from the newest on: eight are soon found, whatever the size of the tables.
        near, pairs, partners = startups.alias(), views.introductions.rows, views.partnerships.rows
        here = sa.and_(near.c.country == country, near.c.id.in_([rows.c.about, pairs.c.proposer, pairs.c.receiver]))
        agreed = sa.and_(near.c.country == country, near.c.id.in_([partners.c.one, partners.c.other]))
        news = sa.and_(
            news,
            sa.or_(
                sa.exists().where(startups.c.id == rows.c.about, startups.c.country == country),
                sa.exists().where(incubators.c.id == rows.c.about, incubators.c.country == country),
                sa.exists().where(pairs.c.id == rows.c.about, here),
                sa.exists().where(partners.c.id == rows.c.about, agreed),
            ),
        )
    return list(
        connection.execute(sa.select(rows).where(news).order_by(rows.c.event_id.desc()).limit(limit)).mappings()
    )


def introduced(connection: sa.Connection, views: "Views", ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """The two startups of introductions and partnerships, by their ids."""
    intro, rows = views.introductions.rows, views.partnerships.rows
    query = sa.union_all(
        sa.select(intro.c.id, intro.c.proposer, intro.c.receiver).where(intro.c.id.in_(ids)),
        sa.select(rows.c.id, rows.c.one, rows.c.other).where(rows.c.id.in_(ids)),
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def names(connection: sa.Connection, views: "Views", actor: Actor, ids: Sequence[UUID]) -> dict[UUID, sa.Row[Any]]:
    """Names and addresses of the startups and incubators that an actor may see."""
    startups, incubators = views.startups.rows, views.incubators.rows
    query = sa.union_all(
        sa.select(startups.c.id, sa.literal("startups").label("kind"), startups.c.slug, startups.c.name).where(
            startups.c.id.in_(ids), views.directory.visible(actor)
        ),
        sa.select(incubators.c.id, sa.literal("incubators"), incubators.c.slug, incubators.c.sort_name).where(
            incubators.c.id.in_(ids), views.directory.incubator_visible(actor)
        ),
    )
    return {row[0]: row for row in connection.execute(query)}
