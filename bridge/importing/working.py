"""What the importer does with a stretch of rows: check them, bring them in, take them back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.importing.engine import Made, Options, Reader
from bridge.importing.jobs import Job
from bridge.importing.opening import opened
from bridge.importing.reading import Row, Table, Unreadable
from bridge.importing.report import Finding
from bridge.importing.tables import rows
from bridge.readmodels.base import unpacked
from events.actor import Actor
from events.errors import Invalid, Missing
from events.startups.importing import Batch
from events.startups.profile import Profile
from events.store import Transaction
from events.vocabulary.fold import words

if TYPE_CHECKING:
    from bridge.composition import Bridge

CHECKED_AT_ONCE = 100
BROUGHT_AT_ONCE = 20  # rows under one lock of the log: some 50 ms for which others wait
MOST_WORDS = 60
HERE = ("asked", "offered", "admitted", "graduated")


class Overtaken(Exception):
    """Another follower, or the person, was quicker."""


@dataclass(slots=True)
class Loaded:
    """The file of an import in memory, for as long as its follower is at it."""

    job: Job
    table: Table
    reader: Reader
    by: Actor
    at: int = 0  # the rows before this one were taken by this reader
    names: dict[str, UUID] = field(default_factory=dict)
    sites: dict[str, UUID] = field(default_factory=dict)
    taken: dict[UUID, int] = field(default_factory=dict)  # startups that a row of this file is about
    words: Counter[str] = field(default_factory=Counter)


def load(bridge: Bridge, job: Job) -> Loaded:
    """Read the file of an import again. Raises `Unreadable`."""
    content = bridge.import_jobs.uploads.read(job.id)
    if content is None:
        raise Unreadable("file_removed")
    table = opened(content, job.reading)
    with bridge.reading() as reading:
        incubators = reading.views.incubators.rows
        slug = reading.connection.scalar(sa.select(incubators.c.slug).where(incubators.c.id == job.incubator))
    reader = Reader(table.headers, options_of(job, str(slug), bridge.clock().year, len(table.headers)))
    return Loaded(job, table, reader, bridge.actor_for(job.account), job.done)


def options_of(job: Job, slug: str, year: int, width: int) -> Options:
    """The options of an import from a page: rows are known by the incubator, the list and their id."""
    country = job.settings.get("country")
    fields = [*job.columns, *[None] * width][:width]
    return Options(
        source=job.list_name or "list", year=year, fields=fields, under=f"{slug[:38]}/",
        defaults={"country": country} if country else {},
    )  # fmt: skip


# -- checking ---------------------------------------------------------------------------------------------------


def begin_check(bridge: Bridge, loaded: Loaded) -> None:
    """What checking compares with: the incubator's startups, and the rows that a follower before this one checked."""
    with bridge.reading() as reading:
        startups, admissions = reading.views.startups.rows, reading.views.startups.admissions
        query = (
            sa.select(startups.c.id, startups.c.name, startups.c.profile)
            .join(admissions, admissions.c.startup == startups.c.id)
            .where(admissions.c.incubator == loaded.job.incubator, admissions.c.state.in_(HERE))
            .where(reading.views.directory.present())
        )
        for id, name, profile in reading.connection.execute(query):
            loaded.names.setdefault(name_key(name), id)
            if site := site_key(unpacked(profile)["site"]):
                loaded.sites.setdefault(site, id)
    for row in bridge.import_jobs.rows(loaded.job.id):
        if (target := row["alike"] or row["startup"]) is not None:
            loaded.taken[target] = row["number"]
    for taken in loaded.table.rows[: loaded.job.done]:
        _count_words(loaded, loaded.reader.take(taken))


def check(bridge: Bridge, loaded: Loaded) -> None:
    """Say what would become of the next rows; nothing is written but that."""
    job = loaded.job
    batch = bridge.imported.batch(loaded.by, job.incubator)
    part = loaded.table.rows[job.done : job.done + CHECKED_AT_ONCE]
    results = [_checked(batch, loaded, row) for row in part]
    done, total = job.done + len(part), len(loaded.table.rows)
    state = "checked" if done == total else "checking"
    common = loaded.words.most_common(MOST_WORDS)
    with bridge.db.change() as tx:
        if not bridge.import_jobs.move(
            tx, job.id, ("checking",), done_before=job.done, done=done, total=total, state=state, words=common
        ):  # fmt: skip
            raise Overtaken
        if results:
            tx.connection.execute(rows.insert(), results)
    loaded.at = done


def _checked(batch: Batch, loaded: Loaded, row: Row) -> dict[str, Any]:
    made = loaded.reader.take(row)
    result: dict[str, Any] = {
        "job": loaded.job.id, "number": row.number, "outcome": "refused", "name": made.name[:120], "startup": None,
        "alike": None, "decision": None, "version": None, "claimed": None, "problems": told(made.problems),
        "undone": None,
    }  # fmt: skip
    if made.profile is None:
        return result
    _count_words(loaded, made)
    owner = batch.owner(made.source, made.row_id)
    alike = None if owner is not None else _alike(loaded, made.profile)
    target = owner or alike
    if target is not None and (first := loaded.taken.setdefault(target, row.number)) != row.number:
        return result | {"problems": told([Finding(row.number, "", "duplicate_row", {"first": first})])}
    if owner is not None:
        outcome, before = batch.would_update(owner, made.profile)
        # The same number and another startup: a list that was numbered anew.
        other = name_key(before["name"]) != name_key(made.name) and outcome == "updated"
        changed = site_key(before["site"]) != site_key(made.profile["site"]) or not before["site"]
        if other and changed:
            return result | {"outcome": "alike", "alike": owner}
        return result | {"outcome": outcome, "startup": owner}
    if alike is not None:
        return result | {"outcome": "alike", "alike": alike}
    return result | {"outcome": "new"}


def _alike(loaded: Loaded, profile: Profile) -> UUID | None:
    return loaded.names.get(name_key(profile["name"])) or loaded.sites.get(site_key(profile["site"]))


def _count_words(loaded: Loaded, made: Made) -> None:
    loaded.words.update(str(hint.params["word"]) for hint in made.hints if hint.code == "unknown_word")


def name_key(name: str) -> str:
    """Names that differ in case, spaces and signs are one."""
    return "".join(words(name)) or name.casefold()


def site_key(site: str | None) -> str:
    """Addresses that lead to one place are one."""
    bare = (site or "").casefold().partition("://")[2].partition("?")[0].strip("/")
    return bare.removeprefix("www.")


def told(problems: Sequence[Finding]) -> list[dict[str, Any]]:
    """Problems as a row keeps them; the cell itself stays in the file."""
    return [
        {"column": p.column[:120], "code": p.code, "params": {k: v for k, v in p.params.items() if k not in ("value",)}}
        for p in problems[:20]
    ]


# -- bringing in ------------------------------------------------------------------------------------------------


def bring_in(bridge: Bridge, loaded: Loaded, most: int = BROUGHT_AT_ONCE) -> None:
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
    owner, row_id = batch.owner(made.source, made.row_id), made.row_id
    target = owner or (before["alike"] if decision == "update" else None)
    try:
        if before["outcome"] == "alike" and decision == "new" and owner is not None:
            # The number belongs to another startup: this one gets a number of its own.
            row_id, target = f"{row_id[:100]} {loaded.job.id.hex[:8]}", None
        if target is not None:
            outcome, startup, new = batch.update(target, made.profile, source=made.source, row=row_id)
            claimed = f"{made.source}:{row_id}" if new else None
            return result | {
                "outcome": outcome, "startup": startup.id, "version": startup.version, "claimed": claimed
            }  # fmt: skip
        startup = batch.register(made.profile, source=made.source, row=row_id)
    except Invalid as invalid:
        found = [loaded.reader.problem(row, p.field, p.code, p.params) for p in invalid.problems]
        return result | {"outcome": "refused", "problems": told(found)}
    except Missing:
        return result | {"outcome": "kept"}
    return result | {"outcome": "new", "startup": startup.id, "version": startup.version}


def finish(bridge: Bridge, loaded: Loaded) -> None:
    """Every row had its turn: say so in the log."""
    counts = bridge.import_jobs.counts(loaded.job.id)
    bridge.imports.finish(loaded.by, loaded.job.id, counts)
    bridge.import_jobs.change(loaded.job.id, ("running",), state="done", counts=counts)


# -- taking back ------------------------------------------------------------------------------------------------


def take_back(bridge: Bridge, job: Job, by: Actor, most: int = BROUGHT_AT_ONCE) -> None:
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
    """Rows that left something behind."""
    return sa.or_(rows.c.outcome.in_(("new", "updated")), rows.c.claimed.is_not(None))


def _taken_back(batch: Batch, row: sa.RowMapping, undone: UUID) -> str:
    if row["outcome"] == "new":
        return "withdrawn" if batch.withdraw(row["startup"], row["version"], undone) else "left"
    if row["outcome"] == "updated" and not batch.restore(row["startup"], row["version"]):
        return "left"
    if row["claimed"] is not None:
        batch.forget_row(row["claimed"])
    return "restored"
