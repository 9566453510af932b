"""Bringing checked rows in, some under one lock of the log, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.jobs import Job
from bridge.importing.reading import Row
from bridge.importing.tables import rows
from bridge.importing.working import Loaded, Overtaken, own_number, taken_twice, told
from events.actor import Actor
from events.errors import Invalid, Missing
from events.startups.importing import Batch
from events.store import Transaction

if TYPE_CHECKING:
    from bridge.composition import Bridge

AT_ONCE = 20  # rows under one lock of the log: some 50 ms for which others wait


def bring_in(bridge: Bridge, loaded: Loaded, most: int = AT_ONCE) -> None:
    """Write the next rows, with what became of them, in one transaction. Raises `Stale`, `Taken`, `Overtaken`."""
    job = loaded.job
    part = loaded.table.rows[job.done : job.done + most]
    if not part:
        finish(bridge, loaded)
        return
    batch = bridge.imported.batch(loaded.by, job.incubator)
    told_before = _told_of(bridge, job.id, part)
    results = [_brought(batch, loaded, row, told_before[row.number]) for row in part]

    def note(tx: Transaction) -> None:
        if not bridge.import_jobs.move(tx, job.id, ("running",), done_before=job.done, done=job.done + len(part)):
            raise Overtaken
        _keep(tx, job.id, results)

    batch.save(note)


def _told_of(bridge: Bridge, job: UUID, part: Sequence[Row]) -> dict[int, sa.RowMapping]:
    query = sa.select(rows).where(rows.c.job == job, rows.c.number.between(part[0].number, part[-1].number))
    with bridge.db.read() as connection:
        return {row["number"]: row for row in connection.execute(query).mappings()}


def _keep(tx: Transaction, job: UUID, results: Sequence[Mapping[str, Any]]) -> None:
    update = rows.update().where(rows.c.job == job, rows.c.number == sa.bindparam("row"))
    names = [name for name in results[0] if name != "row"]
    tx.connection.execute(update.values({name: sa.bindparam(name) for name in names}), list(results))


def _brought(batch: Batch, loaded: Loaded, row: Row, before: sa.RowMapping) -> dict[str, Any]:
    """One row into the batch; answers what its row of the report will say."""
    result: dict[str, Any] = {
        "row": row.number, "outcome": before["outcome"], "startup": before["startup"], "version": None,
        "claimed": None, "problems": before["problems"],
    }  # fmt: skip
    if before["outcome"] == "refused":
        return result
    made = loaded.reader.take(row)
    if made.profile is None:  # such as a year that was this year's when the row was checked
        return result | {"outcome": "refused", "problems": told(made.problems)}
    decision = before["decision"] or loaded.job.settings.get("undecided", "skip")
    if before["outcome"] == "alike" and decision == "skip":
        return result | {"outcome": "skipped", "startup": before["alike"]}
    row_id = made.row_id
    target = before["startup"] or batch.owner(made.source, row_id)
    if before["outcome"] == "alike" and decision == "update":
        target = before["alike"]
    elif before["outcome"] == "alike" and target is not None:
        row_id = own_number(made)
        target = batch.owner(made.source, row_id)
    try:
        if (twice := taken_twice(loaded, row, target)) is not None:
            return result | twice
        if target is not None:
            outcome, startup, new = batch.update(target, made.profile, source=made.source, row=row_id)
            claimed = f"{made.source}:{row_id}" if new else None
            return result | {
                "outcome": outcome, "startup": startup.id, "version": startup.version, "claimed": claimed
            }  # fmt: skip
        startup = batch.register(made.profile, source=made.source, row=row_id)
    except Invalid as invalid:
        found = [loaded.reader.problem(row, p.field, p.code, p.params) for p in invalid.problems]
        return result | {"outcome": "refused", "startup": None, "problems": told(found)}
    except Missing:
        return result | {"outcome": "kept"}
    return result | {"outcome": "new", "startup": startup.id, "version": startup.version}


def finish(bridge: Bridge, loaded: Loaded) -> None:
    """Every row had its turn: say so in the log."""
    counts = bridge.import_jobs.counts(loaded.job.id)
    bridge.imports.finish(loaded.by, loaded.job.id, counts)
    bridge.import_jobs.change(loaded.job.id, ("running",), state="done", counts=counts)


# -- taking back ------------------------------------------------------------------------------------------------


def take_back(bridge: Bridge, job: Job, by: Actor, most: int = AT_ONCE) -> None:
    """Take the next rows back, the last ones first; those that were touched since stay. Raises `Stale`, `Overtaken`."""
    query = sa.select(rows).where(rows.c.job == job.id, rows.c.undone.is_(None), undoable())
    with bridge.db.read() as connection:
        part = list(connection.execute(query.order_by(rows.c.number.desc()).limit(most)).mappings())
    if not part:
        counted = sa.select(rows.c.undone, sa.func.count()).where(rows.c.job == job.id, rows.c.undone.is_not(None))
        with bridge.db.read() as connection:
            counts = {row[0]: row[1] for row in connection.execute(counted.group_by(rows.c.undone))}
        bridge.imports.undo(by, job.id, counts)
        bridge.import_jobs.change(job.id, ("undoing",), state="undone")
        return
    batch = bridge.imported.batch(by, job.incubator)
    results = [{"row": row["number"], "undone": _taken_back(batch, row, job.id)} for row in part]

    def note(tx: Transaction) -> None:
        if not bridge.import_jobs.move(tx, job.id, ("undoing",), done_before=job.done, done=job.done + len(part)):
            raise Overtaken
        _keep(tx, job.id, results)

    batch.save(note)


def undoable() -> sa.ColumnElement[bool]:
    """Rows that left something behind: those that had no turn have no version."""
    return rows.c.version.is_not(None) & sa.or_(rows.c.outcome.in_(("new", "updated")), rows.c.claimed.is_not(None))


def _taken_back(batch: Batch, row: sa.RowMapping, undone: UUID) -> str:
    if row["outcome"] == "new":
        return "withdrawn" if batch.withdraw(row["startup"], row["version"], undone) else "left"
    if row["outcome"] == "updated" and not batch.restore(row["startup"], row["version"]):
        return "left"
    if row["claimed"] is not None:
        batch.forget_row(row["claimed"])
    return "restored"
