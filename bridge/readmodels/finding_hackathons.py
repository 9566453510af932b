"""Which hackathons somebody may see, and finding them: by words, country, form, sector, language and state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Moment
from bridge.readmodels.filters import Page
from bridge.readmodels.keyset import Key, Order, Place, ordered
from events.actor import Actor
from events.hackathons.parts import FORMS

if TYPE_CHECKING:
    from bridge.readmodels.hackathon_tables import Tables
    from bridge.readmodels.incubators import Incubators
    from bridge.readmodels.search import Search

STATES = ("registration", "building", "judging", "coming", "past", "draft")
WORDS = ("country", "sector", "language")
LAST = "9999"  # where no date is known yet


@dataclass(frozen=True, slots=True)
class Asked:
    """What is in the address of the list."""

    text: str = ""
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """The filters that are set."""
        return [name for name in self.__dataclass_fields__ if getattr(self, name)]

    def without(self, name: str) -> "Asked":
        """The same with one taken away."""
        return replace(self, **{name: getattr(Asked(), name)})


class FindingHackathons:
    """Queries; those that list or find take the actor and filter in SQL."""

    tables: "Tables"
    incubators: "Incubators"
    search: "Search"

    def managed(self, actor: Actor) -> sa.Select[tuple[UUID]]:
        """The incubators of a manager, as a part of a query."""
        people = self.incubators.people.c
        query = sa.select(people.incubator).where(people.account == actor.account)
        return query if actor.only is None else query.where(people.incubator == actor.only)

    def own(self, actor: Actor) -> sa.ColumnElement[bool]:
        """Whether somebody manages a host of it (one that was asked, too) or helps with it."""
        if actor.account is None:
            return sa.false()
        rows, hosts, people = self.tables.rows.c, self.tables.hosts.c, self.tables.people.c
        hosted = rows.id.in_(sa.select(hosts.hackathon).where(hosts.incubator.in_(self.managed(actor))))
        helped = sa.select(people.hackathon).where(people.account == actor.account)
        if actor.only is not None:
            helped = helped.where(people.hackathon == actor.only)
        return sa.or_(hosted, rows.id.in_(helped))

    def visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        """What was announced is for everybody; a draft only for those who prepare it."""
        rows = self.tables.rows.c
        return rows.shown if actor.account is None else sa.or_(rows.shown, self.own(actor))

    # -- lists ------------------------------------------------------------------------------------------------------

    def find(
        self,
        connection: sa.Connection,
        actor: Actor,
        asked: Asked,
        now: datetime,
        *,
        limit: int = 50,
        offset: int = 0,
        after: Place | None = None,
    ) -> Page:
        """A page of hackathons: what comes or goes on first, the next one at the top; then what is over."""
        rows, order = self.tables.rows, self.order(now)
        condition = self._condition(connection, actor, asked, now)
        places = [key.column.label(key.name) for key in order.keys[:-1]]
        query = sa.select(rows, *places).where(condition).order_by(*order.by())
        if after is not None:
            query = query.where(order.after(after))
        total = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(condition)) or 0
        return Page(list(connection.execute(query.limit(limit).offset(offset)).mappings()), total)

    def order(self, now: datetime) -> Order:
        """How the list is ordered."""
        rows, over = self.tables.rows.c, self._over(now)
        starts = sa.func.coalesce(rows.starts, LAST)
        return ordered(
            Key(sa.type_coerce(sa.case((over, 1), else_=0), sa.Integer()), "is_over"),
            Key(sa.type_coerce(sa.case((over, ""), else_=starts), Moment), "soonest"),
            Key(sa.type_coerce(starts, Moment), "latest", down=True),
            Key(rows.id, "id"),
        )

    def counts(
        self, connection: sa.Connection, actor: Actor, asked: Asked, now: datetime
    ) -> Mapping[str, Mapping[str, int]]:
        """How many there would be with each choice of each filter."""
        rows, words = self.tables.rows, self.tables.words.c
        found: dict[str, dict[str, int]] = {}
        for kind, name in zip(WORDS, ("countries", "sectors", "languages"), strict=True):
            others = sa.select(rows.c.id).where(self._condition(connection, actor, asked.without(name), now))
            query = sa.select(words.code, sa.func.count()).where(words.kind == kind, words.hackathon.in_(others))
            found[name] = {row[0]: row[1] for row in connection.execute(query.group_by(words.code))}
        condition = self._condition(connection, actor, asked.without("forms"), now)
        query = sa.select(rows.c.form, sa.func.count()).where(condition, rows.c.form.in_(FORMS))
        found["forms"] = {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.form))}
        condition = self._condition(connection, actor, asked.without("states"), now)
        each = [sa.func.sum(sa.case((self._state(state, now), 1), else_=0)) for state in STATES]
        sums = connection.execute(sa.select(*each).where(condition)).one()
        found["states"] = {state: int(count or 0) for state, count in zip(STATES, sums, strict=True) if count}
        return found

    def next(self, connection: sa.Connection, now: datetime) -> sa.RowMapping | None:
        """The next announced hackathon, for front pages."""
        rows = self.tables.rows
        query = sa.select(rows).where(rows.c.state == "announced", ~self._over(now), rows.c.ends > now.isoformat())
        return connection.execute(query.order_by(rows.c.starts, rows.c.id).limit(1)).mappings().first()

    def due(self, connection: sa.Connection, now: datetime) -> list[UUID]:
        """The hackathons of which a moment has passed that nobody recorded."""
        rows = self.tables.rows.c
        query = sa.select(rows.id).where(rows.next_at <= now.isoformat()).order_by(rows.next_at, rows.id)
        return list(connection.scalars(query))

    def led_by(self, connection: sa.Connection, actor: Actor, now: datetime, limit: int = 5) -> list[sa.RowMapping]:
        """The hackathons that somebody prepares or runs and that are not over, the next one first."""
        rows = self.tables.rows
        query = sa.select(rows).where(self.own(actor), ~self._over(now)).order_by(*self.order(now).by())
        return list(connection.execute(query.limit(limit)).mappings())

    # -- one --------------------------------------------------------------------------------------------------------

    def by_slug(self, connection: sa.Connection, actor: Actor, slug: str) -> sa.RowMapping | None:
        """A hackathon, if the actor may see it."""
        rows = self.tables.rows
        return connection.execute(sa.select(rows).where(rows.c.slug == slug, self.visible(actor))).mappings().first()

    def announced(self, connection: sa.Connection, hackathon: UUID) -> sa.RowMapping | None:
        """An announced hackathon by its id, for whoever writes to people about it."""
        rows = self.tables.rows
        query = sa.select(rows).where(rows.c.id == hackathon, rows.c.state == "announced")
        return connection.execute(query).mappings().first()

    def by_ids(self, connection: sa.Connection, actor: Actor, ids: Iterable[UUID]) -> dict[UUID, sa.RowMapping]:
        """Hackathons by id that the actor may see."""
        rows = self.tables.rows
        query = sa.select(rows).where(rows.c.id.in_(list(ids)), self.visible(actor))
        return {row["id"]: row for row in connection.execute(query).mappings()}

    def hosts_of(self, connection: sa.Connection, hackathons: Iterable[UUID]) -> dict[UUID, list[sa.RowMapping]]:
        """The hosts of some hackathons with their pages, in the order in which they came."""
        hosts, houses = self.tables.hosts, self.incubators.rows
        query = (
            sa.select(hosts, houses.c.slug, houses.c.country, houses.c.page, houses.c.visibility)
            .join(houses, houses.c.id == hosts.c.incubator)
            .where(hosts.c.hackathon.in_(list(hackathons)))
            .order_by(hosts.c.since, hosts.c.incubator)
        )
        found: dict[UUID, list[sa.RowMapping]] = {}
        for row in connection.execute(query).mappings():
            found.setdefault(row["hackathon"], []).append(row)
        return found

    def phases_of(self, connection: sa.Connection, hackathons: Iterable[UUID]) -> dict[UUID, dict[str, sa.RowMapping]]:
        """The phases of some hackathons by name."""
        phases = self.tables.phases
        query = sa.select(phases).where(phases.c.hackathon.in_(list(hackathons)))
        found: dict[UUID, dict[str, sa.RowMapping]] = {}
        for row in connection.execute(query).mappings():
            found.setdefault(row["hackathon"], {})[row["phase"]] = row
        return found

    def sides_of(self, connection: sa.Connection, actor: Actor, hackathon: UUID) -> list[sa.RowMapping]:
        """The hosts, asked ones too, that somebody manages."""
        hosts = self.tables.hosts
        if actor.account is None:
            return []
        query = sa.select(hosts).where(hosts.c.hackathon == hackathon, hosts.c.incubator.in_(self.managed(actor)))
        return list(connection.execute(query.order_by(hosts.c.since, hosts.c.incubator)).mappings())

    def people_of(self, connection: sa.Connection, hackathon: UUID) -> list[sa.RowMapping]:
        """Who helps with it, and with which rights."""
        people = self.tables.people
        query = sa.select(people).where(people.c.hackathon == hackathon).order_by(people.c.since, people.c.account)
        return list(connection.execute(query).mappings())

    def helped_by(self, connection: sa.Connection, account: UUID) -> list[UUID]:
        """The hackathons in which somebody has rights, over or not."""
        people = self.tables.people.c
        query = sa.select(people.hackathon).where(people.account == account).order_by(people.hackathon)
        return list(connection.scalars(query))

    def changes_of(self, connection: sa.Connection, hackathon: UUID) -> list[sa.RowMapping]:
        """What was proposed after the announcement, the newest first."""
        changes = self.tables.changes
        query = sa.select(changes).where(changes.c.hackathon == hackathon)
        return list(connection.execute(query.order_by(changes.c.at.desc(), changes.c.change)).mappings())

    # -- conditions -------------------------------------------------------------------------------------------------

    def _condition(
        self, connection: sa.Connection, actor: Actor, asked: Asked, now: datetime
    ) -> sa.ColumnElement[bool]:
        rows, words = self.tables.rows.c, self.tables.words.c
        conditions = [self.visible(actor)]
        if (found := self.search.matching(connection.dialect.name, rows.number, asked.text)) is not None:
            conditions.append(found)
        for kind, codes in zip(WORDS, (asked.countries, asked.sectors, asked.languages), strict=True):
            if codes:
                named = sa.select(words.hackathon).where(words.kind == kind, words.code.in_(codes))
                conditions.append(rows.id.in_(named))
        if asked.forms:
            conditions.append(rows.form.in_(asked.forms))
        if asked.states:
            conditions.append(sa.or_(*(self._state(state, now) for state in asked.states)))
        return sa.and_(*conditions)

    def _over(self, now: datetime) -> sa.ColumnElement[bool]:
        rows = self.tables.rows.c
        ended = sa.and_(rows.ends.is_not(None), rows.ends <= now.isoformat())
        return sa.or_(rows.state == "cancelled", sa.and_(rows.state == "announced", ended))

    def _state(self, state: str, now: datetime) -> sa.ColumnElement[bool]:
        rows, phases, at = self.tables.rows.c, self.tables.phases.c, now.isoformat()
        if state == "draft":
            return rows.state == "draft"
        if state == "past":
            return self._over(now)
        announced = sa.and_(rows.state == "announced", ~self._over(now))
        if state == "coming":
            return sa.and_(announced, sa.or_(rows.starts.is_(None), rows.starts > at))
        begun = sa.or_(phases.hand == "opened", phases.opens <= at)
        on = sa.and_(
            phases.phase == state,
            begun,
            sa.or_(phases.hand.is_(None), phases.hand != "closed"),
            sa.or_(phases.closes.is_(None), phases.closes > at),
        )
        return sa.and_(announced, rows.id.in_(sa.select(phases.hackathon).where(on)))
