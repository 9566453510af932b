"""The directory of startups: found by text and filters, with counts and order; by address, by id, by their people."""

from bisect import bisect_left
from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.filters import Filters, Page
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.letters import LISTS, counted
from bridge.readmodels.visibility import Visibility
from events.actor import Actor
from events.startups.aggregate import BELONGS
from events.startups.standing import ACTIVE


def _chosen(filters: Filters) -> dict[str, tuple[str, ...]]:
    return {name: codes for name in LISTS if (codes := filters.codes(name))}


class FindingStartups(Visibility):
    """Queries over startups; those of lists and addresses take the actor and filter in SQL."""

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
            connection.scalars(
                sa.select(people.c.account)
                .where(people.c.startup == startup)
                .order_by(people.c.since, people.c.account)
            )
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
