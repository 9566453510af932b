"""What judges have typed and not handed in: rows beside the log, so that another phone goes on where one stopped."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.columns import Instant
from events.errors import Invalid, Problem
from events.store import Database

metadata = sa.MetaData()
drafts = sa.Table(
    "scorecard_drafts",
    metadata,
    sa.Column("round", sa.Uuid, primary_key=True),
    sa.Column("judge", sa.Uuid, primary_key=True),
    sa.Column("project", sa.Uuid, primary_key=True),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
    sa.Index("scorecard_drafts_judge", "judge"),
)
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed: `values` by criterion, `comment`, `note`."""

    data: dict[str, Any]
    saved_at: datetime


class ScorecardDrafts:
    """One draft a judge and project; the newest words win, a judge has two hands and not two minds."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def save(self, round: UUID, judge: UUID, project: UUID, data: Mapping[str, Any]) -> datetime:
        """Keep what was typed. Raises `Invalid` for what no scorecard holds."""
        if len(json.dumps(data, ensure_ascii=False)) > MOST_CHARACTERS:
            raise Invalid([Problem("comment", "draft_too_big")])
        now = self.clock()
        key = {"round": round, "judge": judge, "project": project}
        with self.db.change() as tx:
            tx.connection.execute(drafts.delete().where(*_where(key)))
            tx.connection.execute(drafts.insert().values(**key, data=dict(data), saved_at=now))
        return now

    def load(self, round: UUID, judge: UUID, project: UUID) -> Draft | None:
        """What was typed of one project."""
        key = {"round": round, "judge": judge, "project": project}
        with self.db.read() as connection:
            row = connection.execute(sa.select(drafts).where(*_where(key))).first()
        return None if row is None else Draft(dict(row.data), row.saved_at)

    def of_judge(self, connection: sa.Connection, judge: UUID) -> dict[tuple[UUID, UUID], datetime]:
        """When something was typed last, by round and project."""
        query = sa.select(drafts.c.round, drafts.c.project, drafts.c.saved_at).where(drafts.c.judge == judge)
        return {(row.round, row.project): row.saved_at for row in connection.execute(query)}

    def drop(self, round: UUID, judge: UUID, project: UUID) -> None:
        """It was handed in."""
        key = {"round": round, "judge": judge, "project": project}
        with self.db.change() as tx:
            tx.connection.execute(drafts.delete().where(*_where(key)))

    def forget(self, connection: sa.Connection, judge: UUID) -> None:
        """A judge is erased: what they had not handed in goes with them."""
        connection.execute(drafts.delete().where(drafts.c.judge == judge))


def _where(key: Mapping[str, UUID]) -> list[sa.ColumnElement[bool]]:
    return [drafts.c[name] == value for name, value in key.items()]
