"""Search over everything at once: startups, incubators, hackathons and the projects that everybody may look at.

Three queries a kind give the first rows and how many there are; who may not know of a thing does not find or count it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from bridge.readmodels.projects import SHOWN
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.readmodels import Views

KINDS = ("startup", "hackathon", "project", "incubator")


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found of a kind: some rows, and how many there are."""

    rows: Sequence[sa.RowMapping]
    total: int


class FindingEverything:
    """Queries of the search in the header."""

    def __init__(self, views: "Views") -> None:
        self.views = views

    def find(
        self, connection: sa.Connection, actor: Actor, kind: str, text: str, now: datetime, limit: int, offset: int = 0
    ) -> Hits:
        """The things of a kind that have all these words; none without words."""
        columns, joined, seen, by = getattr(self, f"_{kind}s")(actor, now)
        key = columns[0]
        matching = self.views.search.matching(connection.dialect.name, key.table.c.number, text)
        if matching is None:
            return Hits([], 0)
        where = sa.and_(matching, seen)
        total = connection.scalar(sa.select(sa.func.count()).select_from(joined).where(where)) or 0
        # The keys of all, then the wide rows of some: sorting wide rows is what would take long.
        keys = sa.select(key).select_from(joined).where(where).order_by(*by).limit(limit).offset(offset)
        some = list(connection.scalars(keys)) if total > offset else []
        wide = sa.select(*columns).select_from(joined).where(key.in_(some))
        rows = {row["id"]: row for row in connection.execute(wide).mappings()} if some else {}
        return Hits([rows[id] for id in some], total)

    def _startups(self, actor: Actor, now: datetime) -> tuple[Any, ...]:
        rows = self.views.startups.rows
        columns = [rows.c.id, rows.c.slug, rows.c.name, rows.c.country, rows.c.city, rows.c.profile]
        return columns, rows, self.views.directory.visible(actor), (rows.c.changed_at.desc(), rows.c.number)

    def _incubators(self, actor: Actor, now: datetime) -> tuple[Any, ...]:
        rows = self.views.incubators.rows
        columns = [rows.c.id, rows.c.slug, rows.c.country, rows.c.city, rows.c.page]
        return columns, rows, self.views.directory.incubator_visible(actor), (rows.c.sort_name, rows.c.id)

    def _hackathons(self, actor: Actor, now: datetime) -> tuple[Any, ...]:
        rows, hackathons = self.views.hackathons.rows, self.views.hackathons
        columns = [rows.c.id, rows.c.slug, rows.c.state, rows.c.setup]
        return columns, rows, hackathons.visible(actor), hackathons.order(now).by()

    def _projects(self, actor: Actor, now: datetime) -> tuple[Any, ...]:
        """Those in galleries that are open: building is over, the hackathon is announced, the project stands."""
        rows, hackathons = self.views.projects.rows, self.views.hackathons.rows
        phases = self.views.hackathons.tables.phases
        over = sa.or_(phases.c.hand == "closed", phases.c.closes <= now.isoformat())
        joined = rows.join(hackathons, hackathons.c.id == rows.c.hackathon).join(
            phases, sa.and_(phases.c.hackathon == rows.c.hackathon, phases.c.phase == "building")
        )
        columns = [
            rows.c.id, rows.c.title, rows.c.team_name, rows.c.summary, hackathons.c.slug, hackathons.c.setup,
        ]  # fmt: skip
        return columns, joined, sa.and_(rows.c.state == SHOWN, hackathons.c.shown, over), (rows.c.number.desc(),)
