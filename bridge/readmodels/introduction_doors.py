"""What the guards of a proposal ask: how two startups stand for it, what each side has proposed lately."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Id, Moment, ReadModel
from bridge.readmodels.startups import Startups
from events.introductions.aggregate import OPEN
from events.introductions.guards import Door, Traffic
from events.store import Prepared, Transaction

Ask = Callable[[Prepared, Mapping[str, Any]], Sequence[Sequence[Any]]]


class IntroductionDoors(ReadModel):
    """Implements the domain's `Doors` over the rows of introductions and startups."""

    rows: sa.Table
    startups: Startups

    def prepare_doors(self) -> None:
        """The guard's statements over the startups' tables, made once those exist."""
        rows, blocks = self.startups.rows, self.startups.blocks
        key, other = sa.bindparam("key", type_=Id), sa.bindparam("other", type_=Id)
        blocked = sa.exists().where(blocks.c.startup == rows.c.id, blocks.c.other == other)
        self.read_door = Prepared(
            sa.select(
                rows.c.country, rows.c.unclaimed, rows.c.visibility, rows.c.paused, blocked, rows.c.standing
            ).where(rows.c.id == key)
        )
        mine = self.rows.c
        count = sa.select(sa.func.count()).where(mine.proposer == key, mine.go_between.is_(None))
        waits = mine.expires_at > sa.bindparam("now", type_=Moment)
        no = sa.select(sa.func.max(mine.answered_at)).where(
            mine.receiver == other, mine.state == "declined", mine.go_between.is_(None)
        )
        self.read_traffic = Prepared(
            sa.select(
                count.where(mine.state == "proposed", waits).scalar_subquery(),
                count.where(mine.proposed_at > sa.bindparam("since", type_=Moment)).scalar_subquery(),
                no.where(mine.proposer == key).scalar_subquery(),
            )
        )

        house = sa.bindparam("house", type_=Id)
        made = sa.select(sa.func.count()).where(mine.go_between == house)
        refused = sa.select(sa.func.max(mine.answered_at)).where(
            mine.go_between == house,
            mine.state == "declined",
            sa.or_(
                sa.and_(mine.proposer == key, mine.receiver == other),
                sa.and_(mine.proposer == other, mine.receiver == key),
            ),
        )
        self.read_brokered = Prepared(
            sa.select(
                made.where(mine.state == "proposed", waits).scalar_subquery(),
                made.where(mine.proposed_at > sa.bindparam("since", type_=Moment)).scalar_subquery(),
                refused.scalar_subquery(),
            )
        )
        either = sa.or_(mine.proposer == key, mine.receiver == key)
        under_way = sa.or_(*(mine.state == state for state in OPEN))
        self.count_open = Prepared(sa.select(sa.func.count()).where(either, under_way))

    def door(self, tx: Transaction, startup: UUID, other: UUID) -> Door | None:
        """How a startup stands for proposals from or to another one."""
        found = tx.rows(self.read_door, {"key": startup, "other": other})
        return Door(*found[0]) if found else None

    def traffic(self, ask: Ask, startup: UUID, other: UUID, now: datetime) -> Traffic:
        """What a startup has proposed; `ask` runs a prepared query, in a transaction or for a page."""
        return _traffic(ask, self.read_traffic, {"key": startup, "other": other}, now)

    def brokered(self, ask: Ask, incubator: UUID, one: UUID, other: UUID, now: datetime) -> Traffic:
        """What an incubator has proposed to others; `ask` as for `traffic`."""
        return _traffic(ask, self.read_brokered, {"house": incubator, "key": one, "other": other}, now)

    def open_introductions(self, tx: Transaction, startup: UUID) -> int:
        """How many introductions of a startup are under way."""
        [(count,)] = tx.rows(self.count_open, {"key": startup})
        return int(count)


def _traffic(ask: Ask, query: Prepared, of: dict[str, UUID], now: datetime) -> Traffic:
    moments = {"now": now.isoformat(), "since": (now - timedelta(days=1)).isoformat()}
    [(open, today, declined)] = ask(query, {**of, **moments})
    return Traffic(open, today, None if declined is None else datetime.fromisoformat(declined))
