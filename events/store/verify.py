"""Looking whether the log is what was written: its hash chain from the first entry to the last."""

import struct
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from events.store.chain import GENESIS, digest
from events.store.database import Database
from events.store.tables import events, log_head

Problem = Literal["altered", "missing", "reordered"]
Progress = Callable[[int, int], object]
AT_ONCE = 1_000
MOST = 100


class Finding(NamedTuple):
    """An entry that is not what was written, or before which (`missing`) one is gone."""

    problem: Problem
    id: int
    topic: str


def verify(database: Database, progress: Progress | None = None) -> list[Finding]:
    """What is wrong with the log, the first finding first; nobody who can write the whole table is stopped by this.

    `progress` hears of (entries looked at, entries in all). After a finding the chain goes on from what is stored, so
    that each finding stands for one change.
    """
    findings: list[Finding] = []
    with database.read() as connection:
        head = connection.execute(sa.select(log_head)).one()
        last = (0, GENESIS)
        for seen, row in enumerate(_stored(connection), 1):
            problem = _problem(connection, row, last[1])
            if problem is not None and len(findings) < MOST:
                findings.append(Finding(problem, row.id, row.topic))
            last = (row.id, row.hash)
            if progress is not None and seen % AT_ONCE == 0:
                progress(seen, head.entries)
        if progress is not None:
            progress(head.entries, head.entries)
    if last != (head.last_id, head.hash):
        # Entries gone from the end leave the head behind; with the newest entry in its place, the head was altered.
        gone = last[0] < head.last_id
        findings.append(Finding("missing" if gone else "altered", head.last_id, "" if gone else "log_head"))
    return findings


# As the driver gives them: SQLite keeps whatever somebody puts into a column, and a value of another type must be
# named as an alteration, not end the verification.
RAW = [
    sa.type_coerce(
        sa.cast(column, column.type) if isinstance(column.type, sa.LargeBinary) else column, sa.types.NullType()
    ).label(column.name)
    for column in events.c
]


def _stored(connection: sa.Connection) -> Iterator[sa.Row[*tuple[Any, ...]]]:
    after = 0
    while rows := connection.execute(
        sa.select(*RAW).where(events.c.id > after).order_by(events.c.id).limit(AT_ONCE)
    ).all():
        yield from rows
        after = rows[-1].id


def _problem(connection: sa.Connection, row: sa.Row[*tuple[Any, ...]], expected: bytes) -> Problem | None:
    true = _true(row)
    if true and row.prev_hash == expected:
        return None
    if row.prev_hash == expected:
        return "altered"
    # It follows another entry than the one it stands behind: was that one moved, or is it gone?
    if not isinstance(row.prev_hash, bytes):
        return "altered"
    elsewhere = connection.execute(sa.select(events.c.id).where(events.c.hash == row.prev_hash).limit(1)).first()
    if elsewhere is not None or (row.prev_hash == GENESIS and row.id != 1):
        return "reordered"
    return "missing" if true else "altered"


def _true(row: sa.Row[*tuple[Any, ...]]) -> bool:
    try:
        owner = row.originator_id if isinstance(row.originator_id, UUID) else UUID(row.originator_id)
        said = digest(
            row.prev_hash, row.id, owner, row.originator_version, row.topic, row.state, row.recorded_at
        )  # fmt: skip
    except (TypeError, ValueError, AttributeError, struct.error):
        return False  # what was written had other types
    return bool(row.hash == said)
