"""The list of incubators, their managers, and the startups of each as its managers see them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.filters import Filters, Page
from bridge.readmodels.keyset import Key, Order, Place, ordered
from bridge.readmodels.visibility import Visibility
from events.actor import Actor
from events.startups.aggregate import BELONGS

if TYPE_CHECKING:
    from bridge.readmodels.care import Care


class FindingIncubators(Visibility):
    """Queries over incubators; those of lists and addresses take the actor and filter in SQL."""

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
                sa.select(people.c.account)
                .where(people.c.incubator == incubator)
                .order_by(people.c.since, people.c.account)
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
