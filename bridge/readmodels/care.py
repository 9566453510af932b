"""What a manager looks after in a roster: thin, stale, unclaimed profiles, and those that were never introduced."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.completeness import STALE_AFTER, THIN

if TYPE_CHECKING:
    from bridge.readmodels import Views

NEEDS = ("thin", "stale", "unclaimed", "unmet")


class Care:
    """Conditions on rows of a roster at a moment; `wanted` are those that a row must all fulfil."""

    def __init__(self, views: "Views", now: datetime, wanted: Sequence[str] = ()) -> None:
        self.views, self.wanted = views, wanted
        rows, introductions = views.startups.rows.c, views.introductions.rows.c
        before = (now - STALE_AFTER).isoformat()
        self.needs: dict[str, sa.ColumnElement[bool]] = {
            "thin": rows.lacking >= THIN,
            "stale": sa.and_(rows.changed_at < before, sa.or_(rows.confirmed_at.is_(None), rows.confirmed_at < before)),
            "unclaimed": rows.unclaimed.is_(True),
            # Each side by its own index.
            "unmet": sa.and_(
                ~sa.exists().where(introductions.proposer == rows.id),
                ~sa.exists().where(introductions.receiver == rows.id),
            ),
        }

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """What is asked for."""
        return [self.needs[name] for name in self.wanted]

    def marks(self) -> list[sa.Label[Any]]:
        """What a row needs, a column each."""
        return [sa.case((condition, 1), else_=0).label(f"is_{name}") for name, condition in self.needs.items()]

    def counts(self, connection: sa.Connection, incubator: UUID, states: Iterable[str]) -> dict[str, int]:
        """How many of a roster need what, and how many fulfil all that is asked for, as `all`."""
        rows, table = self.views.startups.rows, self.views.startups.admissions
        sums = [sa.func.coalesce(sa.func.sum(sa.case((need, 1), else_=0)), 0) for need in self.needs.values()]
        every = sa.case((sa.and_(sa.true(), *self.conditions()), 1), else_=0)
        query = (
            sa.select(*sums, sa.func.coalesce(sa.func.sum(every), 0))
            .select_from(rows.join(table, table.c.startup == rows.c.id))
            .where(table.c.incubator == incubator, table.c.state.in_(list(states)), self.views.directory.present())
        )
        found = connection.execute(query).one()
        return dict(zip((*self.needs, "all"), map(int, found), strict=True))
