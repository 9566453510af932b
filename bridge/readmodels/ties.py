"""Who belonged where and when, for the rules on conflicts of interest; teams keep their own intervals."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import Code, Id, Moment, index, inserting, moment
from events.fact import Fact
from events.incubators import events as incubators
from events.judging import panel_events as panels
from events.startups import events as startups
from events.startups.duplicates import StartupTookIn
from events.store import Prepared, Transaction

FOUNDER, MANAGER, ADMISSION, MENTORED, MERGED = "founder", "manager", "admission", "mentored", "merged"


class Ties:
    """One row a stretch of time: `one` is a person or a startup, `other` where they belonged, or a team they helped.

    Of merged profiles `one` is the duplicate.
    """

    def __init__(self, slot: str, metadata: sa.MetaData) -> None:
        self.rows = sa.Table(
            f"ties_{slot}",
            metadata,
            sa.Column("kind", Code, primary_key=True),
            sa.Column("one", Id, primary_key=True),
            sa.Column("other", Id, primary_key=True),
            sa.Column("since", Moment, primary_key=True),
            sa.Column("until", Moment),
        )
        index(self.rows, "kind", "other")
        rows = self.rows.c
        self._insert = inserting(self.rows)
        kind, one = sa.bindparam("the_kind", type_=Code), sa.bindparam("the_one", type_=Id)
        other, at = sa.bindparam("the_other", type_=Id), sa.bindparam("at", type_=Moment)
        mine = sa.and_(rows.kind == kind, rows.one == one, rows.other == other, rows.until.is_(None))
        self._end = Prepared(self.rows.update().where(mine).values(until=at))
        self._there = Prepared(sa.select(rows.since).where(mine))
        # Written once: hundreds of judges hand in at once, and each scorecard asks six times.
        ones, after = sa.bindparam("ones", type_=Id, expanding=True), sa.bindparam("after", type_=Moment)
        ever = sa.select(rows.one, rows.other).where(rows.kind == kind, rows.one.in_(ones))
        self._of_ones = {False: ever, True: ever.where(sa.or_(rows.until.is_(None), rows.until >= after))}
        others = sa.bindparam("others", type_=Id, expanding=True)
        touching = sa.or_(rows.one.in_(ones), rows.other.in_(others))
        self._same = sa.select(rows.one, rows.other).where(rows.kind == MERGED, touching)
        self._handlers: dict[type[Fact], Callable[[Transaction, Any], None]] = {
            startups.StartupRegistered: self._registered,
            startups.FounderAdded: lambda tx, fact: self._begin(tx, fact, FOUNDER, fact.account, fact.originator_id),
            startups.FounderLeft: lambda tx, fact: self._over(tx, fact, FOUNDER, fact.account, fact.originator_id),
            startups.Admitted: lambda tx, fact: self._begin(tx, fact, ADMISSION, fact.originator_id, fact.incubator),
            startups.AdmissionEnded: lambda tx, fact: self._over(
                tx, fact, ADMISSION, fact.originator_id, fact.incubator
            ),
            startups.Graduated: lambda tx, fact: self._over(tx, fact, ADMISSION, fact.originator_id, fact.incubator),
            incubators.ManagerAdded: lambda tx, fact: self._begin(tx, fact, MANAGER, fact.account, fact.originator_id),
            incubators.ManagerLeft: lambda tx, fact: self._over(tx, fact, MANAGER, fact.account, fact.originator_id),
            StartupTookIn: lambda tx, fact: self._begin(tx, fact, MERGED, fact.other, fact.originator_id),
            panels.TeamMentored: lambda tx, fact: self._begin(tx, fact, MENTORED, fact.mentor, fact.team),
        }

    def handle(self, tx: Transaction, fact: Fact) -> None:
        """Write what follows from a fact; most facts tie nobody to anything."""
        if (handler := self._handlers.get(type(fact))) is not None:
            handler(tx, fact)

    def _begin(self, tx: Transaction, fact: Fact, kind: str, one: UUID, other: UUID) -> None:
        if not tx.rows(self._there, {"the_kind": kind, "the_one": one, "the_other": other}):
            row = {"kind": kind, "one": one, "other": other, "since": moment(fact), "until": None}
            tx.send(self._insert, row)

    def _over(self, tx: Transaction, fact: Fact, kind: str, one: UUID, other: UUID) -> None:
        tx.send(self._end, {"the_kind": kind, "the_one": one, "the_other": other, "at": moment(fact)})

    def _registered(self, tx: Transaction, fact: startups.StartupRegistered) -> None:
        if fact.founder is not None:
            self._begin(tx, fact, FOUNDER, fact.founder, fact.originator_id)

    # -- queries ------------------------------------------------------------------------------------------------------

    def of_ones(
        self, connection: sa.Connection, kind: str, ones: Collection[UUID], after: str | None
    ) -> dict[UUID, set[UUID]]:
        """What some belonged to, at any time or (`after`) at some moment since then."""
        if not ones:  # a judge has a stake in nothing, say: scorecards are handed in by hundreds at once
            return {}
        params = {"the_kind": kind, "ones": list(ones)} | ({} if after is None else {"after": after})
        found: dict[UUID, set[UUID]] = {}
        for one, other in connection.execute(self._of_ones[after is not None], params):
            found.setdefault(one, set()).add(other)
        return found

    def same(self, connection: sa.Connection, startups: Collection[UUID]) -> dict[UUID, set[UUID]]:
        """Which of some startups went into which profile, or took which duplicate in; along whole chains."""
        found, fresh = dict[UUID, set[UUID]](), set(startups)
        while fresh:
            seen = {*found, *startups}
            for one, other in connection.execute(self._same, {"ones": list(fresh), "others": list(fresh)}):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
            fresh = {*found} - seen
        return found
