"""The lists of startups and incubators: what an actor may see, found by text and filters, with counts and order."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.incubators import Incubators
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.letters import LISTS, NOTHING, Counts, counted
from bridge.readmodels.search import Search
from bridge.readmodels.startups import Startups
from events.actor import Actor
from events.startups.aggregate import BELONGS
from events.startups.handing_over import HANDED
from events.startups.standing import ACTIVE, GONE

if TYPE_CHECKING:
    from bridge.readmodels.care import Care

FACETS = ("sector", "technology", "need", "offer", "language", "service", "market", "tag")
ORDERS = ("newest", "name", "changed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is in the address of a list. Several codes of one kind mean any of them; kinds add up."""

    text: str = ""
    countries: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by kind, see FACETS
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of incubators
    incubator: UUID | None = None
    order: str = "changed"

    def without(self, name: str) -> "Filters":
        """The same filters with one taken away: for its counts, and for saying which to relax."""
        if name in FACETS:
            return replace(self, terms={kind: codes for kind, codes in self.terms.items() if kind != name})
        return replace(self, **{name: getattr(Filters(), name)})

    def codes(self, name: str) -> tuple[str, ...]:
        """What is chosen of a filter that has codes."""
        found: tuple[str, ...] = self.terms.get(name, ()) if name in FACETS else getattr(self, name)
        return found

    def names(self) -> list[str]:
        """The filters that are set."""
        plain = [name for name in ("text", "countries", "stages", "kinds", "incubator") if getattr(self, name)]
        return plain + [kind for kind, codes in self.terms.items() if codes]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    rows: list[sa.RowMapping]
    total: int
    counts: Counts = NOTHING


def _chosen(filters: Filters) -> dict[str, tuple[str, ...]]:
    return {name: codes for name in LISTS if (codes := filters.codes(name))}


class Directory:
    """Queries over startups and incubators; every one takes the actor and filters in SQL."""

    def __init__(self, startups: Startups, incubators: Incubators, search: Search) -> None:
        self.startups, self.incubators, self.search = startups, incubators, search

    # -- who may see what ---------------------------------------------------------------------------------------

    def visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        """The condition on a startup's row under which an actor may know of it.

        What was merged or withdrawn is missing for everybody; what is suspended is there for its own people, for those
        who look after it and for those with a role.
        """
        rows, admissions = self.startups.rows, self.startups.admissions
        if actor.system is not None or actor.roles:
            return self.present()
        active = rows.c.standing == ACTIVE
        if actor.account is None:
            return sa.and_(rows.c.visibility == "public", active)
        # Subqueries over the few rows of one person, not over the many of the list.
        own, managed = self.own_startups(actor), self.own_incubators(actor)
        of_mine = sa.select(admissions.c.startup).where(
            admissions.c.incubator.in_(managed), admissions.c.state.in_([*BELONGS, "asked", "offered", HANDED])
        )
        shown = sa.and_(rows.c.visibility.in_(["public", "members"]), active)
        return sa.or_(shown, sa.and_(sa.or_(rows.c.id.in_(own), rows.c.id.in_(of_mine)), self.present()))

    def own_startups(self, actor: Actor) -> sa.Select[tuple[UUID]]:
        """The ids of the startups that an actor is a founder of; of one only, for a token of an organisation."""
        people = self.startups.people.c
        own = sa.select(people.startup).where(people.account == actor.account)
        return own if actor.only is None else own.where(people.startup == actor.only)

    def own_incubators(self, actor: Actor) -> sa.Select[tuple[UUID]]:
        """The same for the incubators that an actor manages."""
        people = self.incubators.people.c
        own = sa.select(people.incubator).where(people.account == actor.account)
        return own if actor.only is None else own.where(people.incubator == actor.only)

    def present(self) -> sa.ColumnElement[bool]:
        """The condition on a startup's row that it was neither merged nor withdrawn."""
        return self.startups.rows.c.standing.not_in(GONE)

    def incubator_visible(self, actor: Actor) -> sa.ColumnElement[bool]:
        """The same for an incubator's row."""
        rows = self.incubators.rows
        if actor.system is not None or actor.roles:
            return sa.true()
        if actor.account is None:
            return rows.c.visibility == "public"
        return sa.or_(rows.c.visibility.in_(["public", "members"]), rows.c.id.in_(self.own_incubators(actor)))

    # -- startups -----------------------------------------------------------------------------------------------

    def find(
        self,
        connection: sa.Connection,
        actor: Actor,
        filters: Filters,
        *,
        limit: int = 20,
        offset: int = 0,
        after: Place | None = None,
    ) -> Page:
        """A page of startups, how many there are in all, and how many every value of every filter would give.

        It begins at `offset`, or after the place of a row in the order.
        """
        rows, order = self.startups.rows, self.order(filters)
        # The narrow columns of all, then the wide rows of one page: sorting wide rows is what would take long.
        condition = self._condition(connection, actor, filters)
        further = [] if after is None else [order.after(after).label("further")]
        query = sa.select(rows.c.number, rows.c.letters, *further).where(condition).order_by(*order.by())
        everything = connection.execute(query).all()
        counts = counted([row[1] for row in everything], _chosen(filters), LISTS)
        if after is not None:  # all that come after a place stand together at the end
            offset = bisect_left(counts.fitting, True, key=lambda place: bool(everything[place][2]))
        numbers = [everything[place][0] for place in counts.fitting[offset : offset + limit]]
        found = connection.execute(sa.select(rows).where(rows.c.number.in_(numbers))).mappings() if numbers else ()
        by_number = {row["number"]: row for row in found}
        return Page([by_number[number] for number in numbers], counts.total, counts)

    def order(self, filters: Filters) -> Order:
        """How the list of startups is ordered."""
        rows = self.startups.rows.c
        number = Key(rows.number, "number")
        if filters.order == "newest":
            return ordered(Key(rows.number, "number", down=True))
        if filters.order == "name":
            return ordered(Key(rows.name, "name", fold=True), number)
        return ordered(Key(rows.changed_at, "changed_at", down=True), number)

    def _condition(self, connection: sa.Connection, actor: Actor, filters: Filters) -> sa.ColumnElement[bool]:
        """What a row must fulfil, but for the filters that its letters decide."""
        rows, tags, admissions = self.startups.rows, self.startups.tags, self.startups.admissions
        conditions = [self.visible(actor)]
        if (found := self.search.matching(connection.dialect.name, rows.c.number, filters.text)) is not None:
            conditions.append(found)
        for kind, codes in filters.terms.items():
            if codes and kind not in LISTS:
                having = sa.select(tags.c.startup).where(tags.c.kind == kind, tags.c.code.in_(codes))
                conditions.append(rows.c.id.in_(having))
        if filters.incubator is not None:
            belongs = sa.select(admissions.c.startup).where(
                admissions.c.incubator == filters.incubator, admissions.c.state.in_(BELONGS)
            )
            conditions.append(rows.c.id.in_(belongs))
        return sa.and_(*conditions)

    def by_slug(self, connection: sa.Connection, actor: Actor, slug: str) -> sa.RowMapping | None:
        """A startup by its present or an earlier slug, if the actor may see it."""
        if "\0" in slug:  # PostgreSQL does not even compare it
            return None
        rows, slugs = self.startups.rows, self.startups.slugs
        owner = sa.select(slugs.c.startup).where(slugs.c.slug == slug).scalar_subquery()
        query = sa.select(rows).where(rows.c.id == owner, self.visible(actor))
        return connection.execute(query).mappings().first()

    def gone(self, connection: sa.Connection, slug: str) -> sa.RowMapping | None:
        """A withdrawn startup by its address: its history stays readable to some, the page asks to whom."""
        rows, slugs = self.startups.rows, self.startups.slugs
        owner = sa.select(slugs.c.startup).where(slugs.c.slug == slug).scalar_subquery()
        return connection.execute(sa.select(rows).where(rows.c.id == owner, ~self.present())).mappings().first()

    def merged_into(self, connection: sa.Connection, startup: UUID) -> list[sa.RowMapping]:
        """The profiles that went into a startup, and those that had gone into them."""
        rows = self.startups.rows
        found = sa.select(rows.c.id).where(rows.c.merged_into == startup).cte("merged", recursive=True)
        found = found.union(sa.select(rows.c.id).join(found, rows.c.merged_into == found.c.id))
        query = sa.select(rows).where(rows.c.id.in_(sa.select(found.c.id))).order_by(rows.c.number)
        return list(connection.execute(query).mappings())

    def by_ids(
        self, connection: sa.Connection, actor: Actor, ids: Iterable[UUID], *, introduced: bool = False
    ) -> dict[UUID, sa.RowMapping]:
        """Startups by id that the actor may see; `introduced` where an introduction already shows them to the actor."""
        rows = self.startups.rows
        condition = sa.true() if introduced else self.visible(actor)
        query = sa.select(rows).where(rows.c.id.in_(list(ids)), condition)
        return {row["id"]: row for row in connection.execute(query).mappings()}

    def visibilities_of_logo(self, connection: sa.Connection, actor: Actor, digest: str) -> set[str]:
        """How visible the startups with a logo are, of those that the actor may see; suspended ones are hidden."""
        rows, tags = self.startups.rows, self.startups.tags
        carriers = sa.select(tags.c.startup).where(tags.c.kind == "logo", tags.c.code == digest)
        shown = sa.case((rows.c.standing == ACTIVE, rows.c.visibility), else_="hidden")
        query = sa.select(shown).where(rows.c.id.in_(carriers), self.visible(actor))
        return set(connection.scalars(query))

    def founded_by(self, connection: sa.Connection, account: UUID) -> list[sa.RowMapping]:
        """The startups of a founder, the oldest first."""
        rows, people = self.startups.rows, self.startups.people
        mine = sa.and_(people.c.account == account, self.present())
        query = sa.select(rows).join(people, people.c.startup == rows.c.id).where(mine)
        return list(connection.execute(query.order_by(rows.c.registered_at, rows.c.id)).mappings())

    def founders(self, connection: sa.Connection, startup: UUID) -> list[UUID]:
        """Who acts for a startup."""
        people = self.startups.people
        return list(
            connection.scalars(sa.select(people.c.account).where(people.c.startup == startup).order_by(people.c.since))
        )

    def blocked(
        self,
        connection: sa.Connection,
        startup: UUID,
        *,
        limit: int | None = None,
        offset: int = 0,
        after: Place | None = None,
    ) -> list[sa.RowMapping]:
        """The startups that a startup has blocked and since when, the last one first."""
        rows, blocks = self.startups.rows, self.startups.blocks
        query = sa.select(rows, blocks.c.since).join(blocks, blocks.c.other == rows.c.id)
        query = query.where(blocks.c.startup == startup).order_by(*self.blocks_order().by())
        if after is not None:
            query = query.where(self.blocks_order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def blocks_order(self) -> Order:
        """How blocked startups are ordered."""
        return ordered(Key(self.startups.blocks.c.since, "since", down=True), Key(self.startups.rows.c.id, "id"))

    def blocking(self, connection: sa.Connection, startups: Iterable[UUID], other: UUID) -> set[UUID]:
        """Those of some startups that have blocked another one."""
        blocks = self.startups.blocks
        query = sa.select(blocks.c.startup).where(blocks.c.startup.in_(list(startups)), blocks.c.other == other)
        return set(connection.scalars(query))

    # -- incubators ---------------------------------------------------------------------------------------------

    def find_incubators(
        self,
        connection: sa.Connection,
        actor: Actor,
        filters: Filters,
        *,
        limit: int = 50,
        offset: int = 0,
        after: Place | None = None,
    ) -> Page:
        """A page of incubators with the number of visible startups in each."""
        rows, admissions, startups = self.incubators.rows, self.startups.admissions, self.startups.rows
        conditions = [self.incubator_visible(actor)]
        if (found := self.search.matching(connection.dialect.name, rows.c.number, filters.text)) is not None:
            conditions.append(found)
        if filters.countries:
            conditions.append(rows.c.country.in_(filters.countries))
        if filters.kinds:
            conditions.append(rows.c.kind.in_(filters.kinds))
        members = (
            sa.select(sa.func.count())
            .select_from(admissions.join(startups, startups.c.id == admissions.c.startup))
            .where(admissions.c.incubator == rows.c.id, admissions.c.state.in_(BELONGS), self.visible(actor))
            .scalar_subquery()
            .label("startups")
        )
        condition, order = sa.and_(*conditions), self.incubator_order(filters)
        query = sa.select(rows, members).where(condition).order_by(*order.by())
        if after is not None:
            query = query.where(order.after(after))
        total = connection.scalar(sa.select(sa.func.count()).select_from(rows).where(condition)) or 0
        return Page(list(connection.execute(query.limit(limit).offset(offset)).mappings()), total)

    def incubator_order(self, filters: Filters) -> Order:
        """How the list of incubators is ordered."""
        rows = self.incubators.rows.c
        newest = [Key(rows.listed_at, "listed_at", down=True)] if filters.order == "newest" else []
        return ordered(*newest, Key(rows.sort_name, "sort_name", fold=True), Key(rows.id, "id"))

    def incubator_by_slug(self, connection: sa.Connection, actor: Actor, slug: str) -> sa.RowMapping | None:
        """An incubator, if the actor may see it."""
        rows = self.incubators.rows
        query = sa.select(rows).where(rows.c.slug == slug, self.incubator_visible(actor))
        return connection.execute(query).mappings().first()

    def incubators_by_ids(
        self, connection: sa.Connection, actor: Actor, ids: Iterable[UUID]
    ) -> dict[UUID, sa.RowMapping]:
        """Incubators by id that the actor may see."""
        rows = self.incubators.rows
        query = sa.select(rows).where(rows.c.id.in_(list(ids)), self.incubator_visible(actor))
        return {row["id"]: row for row in connection.execute(query).mappings()}

    def managed_by(self, connection: sa.Connection, account: UUID) -> list[sa.RowMapping]:
        """The incubators of a manager, by name."""
        rows, people = self.incubators.rows, self.incubators.people
        query = sa.select(rows).join(people, people.c.incubator == rows.c.id).where(people.c.account == account)
        return list(connection.execute(query.order_by(rows.c.sort_name)).mappings())

    def managers(self, connection: sa.Connection, incubator: UUID) -> list[UUID]:
        """Who acts for an incubator."""
        people = self.incubators.people
        return list(
            connection.scalars(
                sa.select(people.c.account).where(people.c.incubator == incubator).order_by(people.c.since)
            )
        )

    def admissions_of(self, connection: sa.Connection, startup: UUID) -> list[sa.RowMapping]:
        """How a startup stands with incubators, the last change first."""
        table = self.startups.admissions
        query = (
            sa.select(table).where(table.c.startup == startup).order_by(table.c.changed_at.desc(), table.c.incubator)
        )
        return list(connection.execute(query).mappings())

    def roster(
        self,
        connection: sa.Connection,
        incubator: UUID,
        states: Iterable[str],
        *,
        care: "Care | None" = None,
        limit: int = 50,
        offset: int = 0,
        after: Place | None = None,
    ) -> list[sa.RowMapping]:
        """The startups of an incubator in some states of admission, hidden ones too: for its managers."""
        rows, table = self.startups.rows, self.startups.admissions
        query = (
            sa.select(rows, table.c.state, table.c.admitted_at, table.c.graduated_on, table.c.message, table.c.why)
            .add_columns(table.c.update_asked_at)
            .join(table, table.c.startup == rows.c.id)
            .where(table.c.incubator == incubator, table.c.state.in_(list(states)), self.present())
            .order_by(*self.roster_order().by())
        )
        if care is not None:
            query = query.add_columns(*care.marks()).where(*care.conditions())
        if after is not None:
            query = query.where(self.roster_order().after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def roster_order(self) -> Order:
        """How a roster is ordered."""
        rows = self.startups.rows.c
        return ordered(Key(rows.name, "name", fold=True), Key(rows.id, "id"))
