"""Finding projects by words and tags, their versions, and what each filter would give."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.keyset import Key, Order, ordered
from bridge.readmodels.search import Search
from events.projects.aggregate import project_id

SHOWN, WAITING, WITHDRAWN, DISQUALIFIED = "submitted", "waiting", "withdrawn", "disqualified"
TAGS = ("track", "challenge", "country", "language", "prize")


class FindingProjects:
    """Queries over the tables of projects."""

    search: Search
    rows: sa.Table
    versions: sa.Table
    tags: sa.Table

    def one(self, connection: sa.Connection, project: UUID) -> sa.RowMapping | None:
        """A project by its id."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id == project)).mappings().first()

    def by_ids(self, connection: sa.Connection, projects: Collection[UUID]) -> Sequence[sa.RowMapping]:
        """Some projects, in no order."""
        return connection.execute(sa.select(self.rows).where(self.rows.c.id.in_(projects))).mappings().all()

    def of_team(self, connection: sa.Connection, team: UUID) -> sa.RowMapping | None:
        """A team's project."""
        return self.one(connection, project_id(team))

    def all_versions(self, connection: sa.Connection, project: UUID) -> list[sa.RowMapping]:
        """Every version, the newest first."""
        rows = self.versions
        query = sa.select(rows).where(rows.c.project == project).order_by(rows.c.place.desc())
        return list(connection.execute(query).mappings())

    def order(self) -> Order:
        """How the gallery is ordered: as the projects came in."""
        return ordered(Key(self.rows.c.number, "number"))

    def find(
        self,
        connection: sa.Connection,
        hackathon: UUID,
        text: str = "",
        tags: Mapping[str, tuple[str, ...]] | None = None,
        *,
        states: tuple[str, ...] = (SHOWN,),
        limit: int = 20,
        offset: int = 0,
        after: Any = None,
    ) -> tuple[list[sa.RowMapping], int]:
        """Projects of a hackathon by words and tags, and how many there are."""
        rows, order = self.rows, self.order()
        where = self._where(connection, hackathon, text, tags or {}, states)
        counted = sa.select(sa.func.count()).select_from(rows).where(*where)
        found: list[sa.RowMapping] = []
        if limit:
            # With the rows in one statement: each is a way to the server and back.
            query = sa.select(rows, counted.correlate(None).scalar_subquery().label("in_all")).where(*where)
            if after is not None:
                query = query.where(order.after(after))
            found = list(connection.execute(query.order_by(*order.by()).limit(limit).offset(offset)).mappings())
        if found:
            return found, found[0]["in_all"]
        return found, connection.scalar(counted) or 0

    def counts(
        self, connection: sa.Connection, hackathon: UUID, text: str, tags: Mapping[str, tuple[str, ...]]
    ) -> dict[str, dict[str, int]]:
        """How many projects each value of each filter would give, the others staying as they are."""
        found: dict[str, dict[str, int]] = {kind: {} for kind in TAGS}
        # A filter that is set counts without itself; all that are not set count alike, in one query.
        for kinds in [[kind for kind in TAGS if kind not in tags], *([kind] for kind in tags)]:
            others = {name: codes for name, codes in tags.items() if name not in kinds}
            chosen = sa.select(self.rows.c.id).where(*self._where(connection, hackathon, text, others, (SHOWN,)))
            query = sa.select(self.tags.c.kind, self.tags.c.code, sa.func.count()).where(
                self.tags.c.hackathon == hackathon, self.tags.c.kind.in_(kinds), self.tags.c.project.in_(chosen)
            )
            for kind, code, count in connection.execute(query.group_by(self.tags.c.kind, self.tags.c.code)):
                found[kind][code] = count
        return found

    def _where(
        self,
        connection: sa.Connection,
        hackathon: UUID,
        text: str,
        tags: Mapping[str, tuple[str, ...]],
        states: tuple[str, ...],
    ) -> list[sa.ColumnElement[bool]]:
        rows, own = self.rows.c, self.tags.c
        where = [rows.hackathon == hackathon, rows.state.in_(states)]
        for kind, codes in tags.items():
            if codes:
                # With its hackathon, so that an index leads to it however many others have the same keys.
                having = sa.select(own.project).where(own.hackathon == hackathon, own.kind == kind)
                where.append(rows.id.in_(having.where(own.code.in_(codes))))
        if (found := self.search.matching(connection.dialect.name, rows.number, text)) is not None:
            where.append(found)
        return where

    def tags_of(self, connection: sa.Connection, projects: list[UUID]) -> dict[UUID, dict[str, list[str]]]:
        """What some projects are found by."""
        tags, found = self.tags.c, dict[UUID, dict[str, list[str]]]()
        if not projects:
            return found
        query = sa.select(tags.project, tags.kind, tags.code).where(tags.project.in_(projects))
        for project, kind, code in connection.execute(query.order_by(tags.kind, tags.code)):
            found.setdefault(project, {}).setdefault(kind, []).append(code)
        return found
