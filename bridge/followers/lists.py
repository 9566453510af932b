"""The rows of suggestions: what changes when a startup changes, and writing just that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.suggestions import KEPT, packed_reasons, suggestions
from events.store import Prepared, Transaction
from matching import Engine, Suggestion

Row = dict[str, Any]
AT_ONCE = 500

INSERT = Prepared(suggestions.insert())
FORGET_OWN = Prepared(suggestions.delete().where(suggestions.c.startup == sa.bindparam("key", type_=sa.Uuid())))
FORGET_IN_OTHERS = Prepared(suggestions.delete().where(suggestions.c.other == sa.bindparam("key", type_=sa.Uuid())))
FORGET_PAIR = Prepared(
    suggestions.delete().where(
        suggestions.c.startup == sa.bindparam("startup", type_=sa.Uuid()),
        suggestions.c.other == sa.bindparam("other", type_=sa.Uuid()),
    )
)


@dataclass(slots=True)
class Change:
    """`anew` startups get the `rows` and no others, in their own list and in everybody else's."""

    anew: set[UUID] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)


def change(engine: Engine, startups: Iterable[UUID]) -> Change:
    """The lists of these startups and where they now stand in others'; nothing for those the engine forgot."""
    made = Change()
    rows: dict[tuple[UUID, UUID], Row] = {}
    for startup in startups:
        made.anew.add(startup)
        if startup.hex not in engine:
            continue
        for row in own_list(engine, startup):
            rows[startup, row["other"]] = row
        for entry in engine.changed(startup.hex, KEPT):
            owner = UUID(entry.owner)
            if (owner, startup) not in rows:
                rows[owner, startup] = _row(engine, owner, engine.score(entry.owner, startup.hex))
    made.rows = list(rows.values())
    return made


def own_list(engine: Engine, startup: UUID) -> list[Row]:
    """The rows of one startup's list."""
    return [_row(engine, startup, suggestion) for suggestion in engine.suggest(startup.hex, KEPT)]


def _row(engine: Engine, startup: UUID, suggestion: Suggestion) -> Row:
    return {
        "startup": startup, "other": UUID(suggestion.other), "score": suggestion.score, "there": suggestion.there,
        "back": suggestion.back, "engine": engine.version,
        "reasons": packed_reasons({"code": why.code, "params": dict(why.params)} for why in suggestion.reasons),
    }  # fmt: skip


def write(tx: Transaction, made: Change) -> None:
    """Write a change; what is not in it stays."""
    keys = [{"key": startup} for startup in sorted(made.anew)]
    tx.run(FORGET_OWN, keys)
    tx.run(FORGET_IN_OTHERS, keys)
    tx.send(INSERT, made.rows)


def bring_in_line(tx: Transaction, lists: dict[UUID, list[Row]]) -> int:
    """Make these startups' lists what they should be, touching only the rows that differ; answers how many did."""
    stored: dict[tuple[UUID, UUID], Row] = {}
    for owners in _portions(sorted(lists)):
        query = sa.select(suggestions).where(suggestions.c.startup.in_(owners))
        for row in tx.connection.execute(query).mappings():
            stored[row["startup"], row["other"]] = dict(row)
    wanted = {(startup, row["other"]): row for startup, rows in lists.items() for row in rows}
    gone = [pair for pair, row in stored.items() if wanted.get(pair) != row]
    come = [row for pair, row in wanted.items() if stored.get(pair) != row]
    tx.run(FORGET_PAIR, [{"startup": startup, "other": other} for startup, other in gone])
    tx.send(INSERT, come)
    return len(gone) + len(come)


def sweep(tx: Transaction, startups: Collection[UUID]) -> None:
    """Forget the rows of all who take part no more."""
    known = set(startups)
    for column, forget in ((suggestions.c.startup, FORGET_OWN), (suggestions.c.other, FORGET_IN_OTHERS)):
        stored = set(tx.connection.scalars(sa.select(column).distinct()))
        tx.run(forget, [{"key": startup} for startup in sorted(stored - known)])


def _portions(ids: list[UUID]) -> Iterable[list[UUID]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
