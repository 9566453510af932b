"""Suggestions as the matcher stored them, and the record of what was shown to whom at which rank."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from bridge.readmodels import Views
from bridge.readmodels.keyset import Key, Order, ordered
from events.actor import Actor
from events.startups.standing import ACTIVE
from events.store import Database

metadata = sa.MetaData()
suggestions = sa.Table(
    "suggestions",
    metadata,
    sa.Column("startup", sa.Uuid, primary_key=True),
    sa.Column("other", sa.Uuid, primary_key=True),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("there", sa.Float, nullable=False),
    sa.Column("back", sa.Float, nullable=False),
    sa.Column("reasons", sa.Text, nullable=False),
    sa.Column("engine", sa.String(40), nullable=False),
    sa.Index("suggestions_startup_score", "startup", "score"),
    sa.Index("suggestions_other", "other"),
)
shown = sa.Table(
    "suggestions_shown",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("account", sa.Uuid, nullable=False),
    sa.Column("startup", sa.Uuid, nullable=False),
    sa.Column("other", sa.Uuid, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("engine", sa.String(40), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.UniqueConstraint("account", "startup", "other", "rank", "engine", "day", name="suggestions_shown_once"),
    sa.Index("suggestions_shown_startup", "startup", "day"),
)

KEPT = 40
"""Rows of a list: enough to be left with some when those already met or dismissed are taken out."""


def order() -> Order:
    """How suggestions are ordered: the best first."""
    return ordered(Key(suggestions.c.score, "score", down=True), Key(suggestions.c.other, "id"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion as a page shows it: `row` is the other startup's; `reasons` are [{code, params}]."""

    row: sa.RowMapping
    rank: int
    score: float
    engine: str
    reasons: list[dict[str, Any]]

    def as_facts(self) -> dict[str, Any]:
        """What a proposal or a dismissal keeps of it."""
        codes = [reason["code"] for reason in self.reasons]
        return {"engine": self.engine, "score": round(self.score, 4), "rank": self.rank, "reasons": codes}


class Suggestions:
    """Reads lists for pages; the matcher writes them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    @staticmethod
    def of(connection: sa.Connection, views: Views, actor: Actor, startup: UUID, *, limit: int = 20) -> list[Shown]:
        """The best suggestions that are still to be shown: not introduced, dismissed, blocked, paused or invisible."""
        rows, tables = views.startups.rows, views.startups
        gone = [
            views.introductions.introduced(startup),
            sa.select(tables.dismissals.c.other).where(tables.dismissals.c.startup == startup),
            sa.select(tables.blocks.c.other).where(tables.blocks.c.startup == startup),
            sa.select(tables.blocks.c.startup).where(tables.blocks.c.other == startup),
        ]
        query = (
            sa.select(rows, suggestions.c.score.label("_score"), suggestions.c.engine.label("_engine"))
            .add_columns(suggestions.c.reasons.label("_reasons"))
            .join(suggestions, suggestions.c.other == rows.c.id)
            .where(suggestions.c.startup == startup, views.directory.visible(actor), rows.c.paused.is_(False))
            .where(rows.c.standing == ACTIVE, rows.c.stale.is_(False), rows.c.visibility != "hidden")
            .where(*(rows.c.id.not_in(some) for some in gone))
            .order_by(*order().by())
            .limit(limit)
        )
        return [
            Shown(row, rank, row["_score"], row["_engine"], orjson.loads(row["_reasons"]))
            for rank, row in enumerate(connection.execute(query).mappings(), 1)
        ]

    @classmethod
    def facts(
        cls, connection: sa.Connection, views: Views, actor: Actor, startup: UUID, other: UUID
    ) -> dict[str, Any] | None:
        """How the engine presents a pair at this moment, None where it does not: what proposals and dismissals keep."""
        shown = cls.of(connection, views, actor, startup, limit=KEPT)
        one = next((one for one in shown if one.row["id"] == other), None)
        return None if one is None else {**one.as_facts(), "params": [reason["params"] for reason in one.reasons]}

    def record(self, account: UUID, startup: UUID, seen: Iterable[Shown], day: date) -> None:
        """Keep what was shown to whom at which rank, once a day."""
        common = {"account": account, "startup": startup, "day": day}
        new = [
            {**common, "other": one.row["id"], "rank": one.rank, "score": one.score, "engine": one.engine}
            for one in seen
        ]
        if not new:
            return
        key = ("account", "startup", "other", "rank", "engine", "day")
        with self.db.read() as connection:
            today = sa.select(*(shown.c[c] for c in key)).where(
                shown.c.account == account, shown.c.startup == startup, shown.c.day == day
            )
            known = {tuple(row) for row in connection.execute(today)}
        new = [row for row in new if tuple(row[c] for c in key) not in known]
        if new:
            with self.db.change() as tx:
                # Both databases say it the same way; two tabs may record at once.
                insert = postgresql_insert if self.db.postgresql else sqlite_insert
                tx.connection.execute(insert(shown).on_conflict_do_nothing(), new)


def packed_reasons(reasons: Iterable[Mapping[str, Any]]) -> str:
    """Reasons as the column keeps them."""
    return orjson.dumps(list(reasons), option=orjson.OPT_SORT_KEYS).decode()
