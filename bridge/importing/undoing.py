"""What taking an import back would do: how many rows left something behind, and which were touched since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.bringing import undoable
from bridge.importing.tables import rows

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading


def undoable_rows(bridge: Bridge, job: UUID) -> int:
    """How many rows left something behind."""
    query = sa.select(sa.func.count()).where(rows.c.job == job, undoable())
    with bridge.db.read() as connection:
        return connection.scalar(query) or 0


def taken_back(bridge: Bridge, job: UUID) -> Mapping[str, int]:
    """How many rows an undo did what with."""
    query = sa.select(rows.c.undone, sa.func.count()).where(rows.c.job == job, rows.c.undone.is_not(None))
    with bridge.db.read() as connection:
        return {row[0]: row[1] for row in connection.execute(query.group_by(rows.c.undone))}


def touched(reading: Reading, job: UUID, most: int) -> tuple[Sequence[sa.RowMapping], int]:
    """The first startups of an import to which something has happened since (`id name version`), and how many."""
    startups = reading.views.startups.rows
    since = sa.and_(
        rows.c.job == job, rows.c.outcome.in_(("new", "updated")), startups.c.id == rows.c.startup,
        startups.c.version > rows.c.version,
    )  # fmt: skip
    total = reading.connection.scalar(sa.select(sa.func.count()).select_from(rows, startups).where(since)) or 0
    query = sa.select(startups.c.id, startups.c.name, rows.c.version).where(since).order_by(rows.c.number)
    return reading.connection.execute(query.limit(most)).mappings().all(), total
