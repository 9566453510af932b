"""Counts and short lists of the start pages and rosters: queries over the other read models' tables, no tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.directory import Filters
from events.actor import Actor
from events.startups.aggregate import BELONGS

if TYPE_CHECKING:
    from bridge.readmodels import Views

DONE = ("confirmed", "ended")  # of partnerships: what both sides have said happened
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


def startups_by_country(connection: sa.Connection, views: "Views", actor: Actor) -> dict[str, int]:
    """How many startups of each country an actor may see."""
    rows = views.startups.rows
    query = sa.select(rows.c.country, sa.func.count()).where(views.directory.visible(actor)).group_by(rows.c.country)
    return {row[0]: row[1] for row in connection.execute(query)}


def offering(
    connection: sa.Connection, views: "Views", actor: Actor, *, offer: str, country: str, to: str, limit: int
) -> list[sa.RowMapping]:
    """Startups of a country that offer something; those that want to work in the country `to` come first."""
    rows, tags = views.startups.rows, views.startups.tags
    offers = sa.select(tags.c.startup).where(tags.c.kind == "offer", tags.c.code == offer)
    eager = sa.select(tags.c.startup).where(tags.c.kind == "market", tags.c.code == to)
    condition = sa.and_(views.directory.visible(actor), rows.c.country == country, rows.c.id.in_(offers))
    first = sa.case((rows.c.id.in_(eager), 0), else_=1)
    # The ids in order, then the wide rows of the few: sorting wide rows is what would take long.
    order = sa.select(rows.c.id).where(condition).order_by(first, rows.c.changed_at.desc(), rows.c.id).limit(limit)
    ids = list(connection.scalars(order))
    found = {row["id"]: row for row in connection.execute(sa.select(rows).where(rows.c.id.in_(ids))).mappings()}
    return [found[id] for id in ids]


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


# -- a founder's ------------------------------------------------------------------------------------------------


def waiting_introductions(connection: sa.Connection, views: "Views", startups: Sequence[UUID]) -> list[sa.RowMapping]:
    """Introductions in which somebody has to do something, the oldest first."""
    rows = views.introductions.rows
    mine = sa.or_(
        sa.and_(rows.c.receiver.in_(startups), rows.c.state.in_(("proposed", "accepted"))),
        sa.and_(rows.c.proposer.in_(startups), rows.c.state == "accepted"),
    )
    return list(connection.execute(sa.select(rows).where(mine).order_by(rows.c.changed_at).limit(50)).mappings())


def waiting_partnerships(connection: sa.Connection, views: "Views", startups: Sequence[UUID]) -> list[sa.RowMapping]:
    """Partnerships that the other side recorded and this one has not confirmed."""
    rows = views.partnerships.rows
    mine = sa.or_(rows.c.one.in_(startups), rows.c.other.in_(startups))
    open_ones = sa.and_(mine, rows.c.state == "recorded", rows.c.recorder.not_in(startups))
    query = sa.select(rows).where(open_ones).order_by(rows.c.recorded_at).limit(5)
    return list(connection.execute(query).mappings())


def offered_admissions(connection: sa.Connection, views: "Views", startups: Sequence[UUID]) -> list[sa.RowMapping]:
    """Incubators that have invited a startup."""
    table = views.startups.admissions
    query = sa.select(table).where(table.c.startup.in_(startups), table.c.state == "offered")
    return list(connection.execute(query.order_by(table.c.changed_at).limit(5)).mappings())


# -- a manager's ------------------------------------------------------------------------------------------------


def admissions_by_state(connection: sa.Connection, views: "Views", incubator: UUID) -> dict[str, int]:
    """How many startups stand how with an incubator."""
    table = views.startups.admissions
    query = sa.select(table.c.state, sa.func.count()).where(table.c.incubator == incubator).group_by(table.c.state)
    return {row[0]: row[1] for row in connection.execute(query)}


def kept_profiles(
    connection: sa.Connection, views: "Views", incubator: UUID, *, unclaimed: bool, limit: int
) -> list[sa.RowMapping]:
    """Startups in an incubator's programme, those that say least about themselves first."""
    rows, table = views.startups.rows, views.startups.admissions
    mine = sa.and_(table.c.incubator == incubator, table.c.state == "admitted", rows.c.unclaimed.is_(unclaimed))
    query = sa.select(rows).join(table, table.c.startup == rows.c.id).where(mine)
    return list(connection.execute(query.order_by(sa.func.length(rows.c.profile), rows.c.id).limit(limit)).mappings())


def unclaimed_profiles(connection: sa.Connection, views: "Views", incubator: UUID) -> int:
    """How many startups in an incubator's programme have nobody of their own yet."""
    rows, table = views.startups.rows, views.startups.admissions
    mine = sa.and_(table.c.incubator == incubator, table.c.state == "admitted", rows.c.unclaimed.is_(True))
    query = sa.select(sa.func.count()).select_from(rows.join(table, table.c.startup == rows.c.id)).where(mine)
    return connection.scalar(query) or 0


def introductions_of_incubator(connection: sa.Connection, views: "Views", incubator: UUID) -> dict[str, int]:
    """Introductions of an incubator's startups by state: how many, never whose."""
    rows, table = views.introductions.rows, views.startups.admissions
    mine = sa.select(table.c.startup).where(table.c.incubator == incubator, table.c.state.in_(BELONGS))
    query = sa.select(rows.c.state, sa.func.count()).where(sa.or_(rows.c.proposer.in_(mine), rows.c.receiver.in_(mine)))
    return {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.state))}


# -- an organiser's ---------------------------------------------------------------------------------------------


def introductions_by_state(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """Introductions by state; of one country where it is on either side."""
    rows = views.introductions.rows
    query = sa.select(rows.c.state, sa.func.count()).group_by(rows.c.state)
    if country is not None:
        query = query.where(_touches(views, country, rows.c.proposer, rows.c.receiver))
    return {row[0]: row[1] for row in connection.execute(query)}


def partnerships_by_state(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """The same for partnerships."""
    rows = views.partnerships.rows
    query = sa.select(rows.c.state, sa.func.count()).group_by(rows.c.state)
    if country is not None:
        query = query.where(_touches(views, country, rows.c.one, rows.c.other))
    return {row[0]: row[1] for row in connection.execute(query)}


def startups_by_year(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """How many startups came in each year."""
    rows = views.startups.rows
    return _by_year(connection, rows.c.registered_at, None if country is None else rows.c.country == country)


def introductions_by_year(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """How many introductions were proposed in each year."""
    rows = views.introductions.rows
    touches = None if country is None else _touches(views, country, rows.c.proposer, rows.c.receiver)
    return _by_year(connection, rows.c.proposed_at, touches)


def meetings_by_year(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """In which year how many pairs met."""
    rows = views.introductions.rows
    met = rows.c.met_on.is_not(None)
    touches = met if country is None else sa.and_(met, _touches(views, country, rows.c.proposer, rows.c.receiver))
    return _by_year(connection, rows.c.met_on, touches)


def partnerships_by_year(connection: sa.Connection, views: "Views", country: str | None) -> dict[str, int]:
    """How many confirmed partnerships began in each year."""
    rows = views.partnerships.rows
    done = rows.c.state.in_(DONE)
    touches = done if country is None else sa.and_(done, _touches(views, country, rows.c.one, rows.c.other))
    return _by_year(connection, rows.c.since, touches)


def introduced_countries(connection: sa.Connection, views: "Views", country: str | None) -> dict[tuple[str, str], int]:
    """How many accepted introductions there are between two countries, whoever proposed."""
    rows = views.introductions.rows
    accepted = rows.c.answered_at.is_not(None) & (rows.c.state != "declined")
    return _pairs(connection, views, rows.c.proposer, rows.c.receiver, accepted, country)


def partnered_countries(connection: sa.Connection, views: "Views", country: str | None) -> dict[tuple[str, str], int]:
    """The same for confirmed partnerships."""
    rows = views.partnerships.rows
    return _pairs(connection, views, rows.c.one, rows.c.other, rows.c.state.in_(DONE), country)


def latest_news(connection: sa.Connection, views: "Views", limit: int) -> list[sa.RowMapping]:
    """What happened last that organisers care for, a line a fact."""
    rows = views.history.rows
    news = sa.and_(rows.c.subject == rows.c.about, rows.c.topic.in_(NEWS))
    return list(connection.execute(sa.select(rows).where(news).order_by(rows.c.event_id.desc()).limit(limit)).mappings())


def introduced(connection: sa.Connection, views: "Views", ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """The two startups of introductions and partnerships, by their ids."""
    intro, rows = views.introductions.rows, views.partnerships.rows
    query = sa.union_all(
        sa.select(intro.c.id, intro.c.proposer, intro.c.receiver).where(intro.c.id.in_(ids)),
        sa.select(rows.c.id, rows.c.one, rows.c.other).where(rows.c.id.in_(ids)),
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def names(
    connection: sa.Connection, views: "Views", actor: Actor, ids: Sequence[UUID]
) -> dict[UUID, sa.Row[Any]]:
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


def _touches(
    views: "Views", country: str, one: sa.ColumnElement[UUID], other: sa.ColumnElement[UUID]
) -> sa.ColumnElement[bool]:
    rows = views.startups.rows
    there = sa.select(rows.c.id).where(rows.c.country == country)
    return sa.or_(one.in_(there), other.in_(there))


def _by_year(
    connection: sa.Connection, column: sa.ColumnElement[Any], condition: sa.ColumnElement[bool] | None
) -> dict[str, int]:
    year = sa.func.substr(column, 1, 4)
    query = sa.select(year, sa.func.count()).group_by(year)
    if condition is not None:
        query = query.where(condition)
    return {str(row[0]): row[1] for row in connection.execute(query)}


def _pairs(
    connection: sa.Connection,
    views: "Views",
    one: sa.ColumnElement[UUID],
    other: sa.ColumnElement[UUID],
    condition: sa.ColumnElement[bool],
    country: str | None,
) -> dict[tuple[str, str], int]:
    left, right = views.startups.rows.alias(), views.startups.rows.alias()
    query = (
        sa.select(left.c.country, right.c.country, sa.func.count())
        .where(left.c.id == one, right.c.id == other, condition)
        .group_by(left.c.country, right.c.country)
    )
    if country is not None:
        query = query.where(sa.or_(left.c.country == country, right.c.country == country))
    found: dict[tuple[str, str], int] = {}
    for a, b, count in connection.execute(query):
        pair = (min(a, b), max(a, b))
        found[pair] = found.get(pair, 0) + count
    return found


def still_open(row: sa.RowMapping, now: datetime) -> bool:
    """Whether a proposal can still be answered."""
    return datetime.fromisoformat(row["expires_at"]) > now
