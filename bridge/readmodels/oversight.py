"""Introductions of an incubator's startups as its managers see them: who, in which state, when, what came of it.

What the two write to each other, why they say no, how to reach them and where they meet is in no row of these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.keyset import Place
from events.actor import Actor
from events.startups.aggregate import BELONGS

if TYPE_CHECKING:
    from bridge.readmodels import Views

DONE = ("confirmed", "ended")  # of partnerships: what both sides have said happened
SEEN = (
    "id", "proposer", "receiver", "go_between", "agreed_by", "proposed_at", "expires_at", "answered_at", "reminded_at",
    "meeting_at", "met_on", "changed_at",
)  # fmt: skip
STATES = ("proposed", "accepted", "met", "nothing", "declined", "withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page asks for: states, one startup, only those that the incubator proposed."""

    states: tuple[str, ...] = ()
    startup: UUID | None = None
    ours: bool = False


class Oversight:
    """Queries for one manager and one incubator at a moment; for everybody else they find nothing."""

    def __init__(self, views: "Views", actor: Actor, incubator: UUID, now: datetime) -> None:
        self.views, self.actor, self.incubator = views, actor, incubator
        self.rows = views.introductions.rows
        over = sa.and_(self.rows.c.state == "proposed", self.rows.c.expires_at <= now.isoformat())
        self.state: sa.ColumnElement[str] = sa.case((over, "expired"), else_=self.rows.c.state)

    def counts(self, connection: sa.Connection, wanted: Wanted) -> dict[str, int]:
        """How many there are in each state."""
        query = sa.select(self.state.label("now"), sa.func.count()).select_from(self.rows)
        query = query.where(self._mine(wanted)).group_by(sa.literal_column("now"))
        return {row[0]: row[1] for row in connection.execute(query)}

    def listed(
        self, connection: sa.Connection, wanted: Wanted, *, limit: int, offset: int = 0, after: Place | None = None
    ) -> list[sa.RowMapping]:
        """A page of them, the last changed first."""
        order = self.views.introductions.order()
        condition = self._mine(wanted)
        if wanted.states:
            condition = sa.and_(condition, self.state.in_(wanted.states))
        columns = [self.rows.c[name] for name in SEEN]
        query = sa.select(*columns, self.state.label("state")).where(condition).order_by(*order.by())
        if after is not None:
            query = query.where(order.after(after))
        return list(connection.execute(query.limit(limit).offset(offset)).mappings())

    def outcomes(self, connection: sa.Connection, introductions: Sequence[UUID]) -> dict[UUID, list[str]]:
        """The kinds of partnerships that came of some introductions, as far as both sides have confirmed them."""
        rows = self.views.partnerships.rows.c
        query = sa.select(rows.introduction, rows.kind).where(
            rows.introduction.in_(introductions), rows.state.in_(DONE)
        )
        found: dict[UUID, list[str]] = {}
        for introduction, kind in connection.execute(query) if introductions else ():
            found.setdefault(introduction, []).append(kind)
        return found

    def introduced(self, connection: sa.Connection, startups: Iterable[UUID]) -> set[UUID]:
        """Those of some startups that have, or had, an introduction."""
        wanted = list(startups)
        found: set[UUID] = set()
        for side in (self.rows.c.proposer, self.rows.c.receiver):
            query: sa.Select[Any] = sa.select(side).where(side.in_(wanted), self._mine(Wanted())).distinct()
            found |= set(connection.scalars(query))
        return found

    def _mine(self, wanted: Wanted) -> sa.ColumnElement[bool]:
        rows, admissions, people = self.rows.c, self.views.startups.admissions.c, self.views.incubators.people.c
        leads = sa.exists().where(people.incubator == self.incubator, people.account == self.actor.account)
        if self.actor.only not in (None, self.incubator):
            return sa.false()
        belongs = sa.select(admissions.startup).where(
            admissions.incubator == self.incubator, admissions.state.in_(BELONGS)
        )
        conditions: list[sa.ColumnElement[bool]] = [leads]
        theirs = sa.or_(rows.proposer.in_(belongs), rows.receiver.in_(belongs))
        ours = rows.go_between == self.incubator
        conditions.append(ours if wanted.ours else sa.or_(theirs, ours))
        if wanted.startup is not None:
            conditions.append(sa.or_(rows.proposer == wanted.startup, rows.receiver == wanted.startup))
        return sa.and_(*conditions)
