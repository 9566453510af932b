"""Imports at work: from the upload through the check to the report, and the way back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bridge.importing.reading import How
from bridge.importing.tables import jobs, rows
from bridge.importing.uploads import Uploads
from events.store import Database, Transaction

MOST_BYTES = 10_000_000
KEPT = timedelta(days=30)  # how long a file, and the names of refused rows, stay after the last step
AT_WORK = ("checking", "running", "undoing")
BEFORE = ("mapping", "checking", "checked", "unreadable")  # nothing is in the log yet


@dataclass(frozen=True, slots=True)
class Job:
    """One import: its row."""

    id: UUID
    incubator: UUID
    account: UUID
    state: str
    file_name: str
    digest: str
    size: int
    how: dict[str, Any]
    columns: list[str | None]
    settings: dict[str, Any]
    headers: str
    total: int
    done: int
    counts: dict[str, int]
    words: list[list[Any]]  # word and how often
    problem: dict[str, Any] | None
    uploaded_at: datetime
    changed_at: datetime
    file_removed_at: datetime | None

    @property
    def reading(self) -> How:
        """How its file is read."""
        return How(**self.how)

    @property
    def list_name(self) -> str:
        """The list that its rows belong to."""
        return str(self.settings.get("list") or "")


class Jobs:
    """The rows of imports, and their files."""

    def __init__(self, db: Database, folder: Path, clock: Callable[[], datetime]) -> None:
        self.db, self.clock, self.uploads = db, clock, Uploads(folder)

    # -- one import ---------------------------------------------------------------------------------------------

    def upload(self, incubator: UUID, account: UUID, file_name: str, content: bytes) -> Job:
        """Keep a file that somebody sent; what is in it, the next page looks at."""
        now = self.clock()
        job = Job(
            uuid4(), incubator, account, "mapping", file_name[-120:], sha256(content).hexdigest(), len(content),
            {}, [], {}, "", 0, 0, {}, [], None, now, now, None,
        )  # fmt: skip
        self.uploads.put(job.id, content)
        with self.db.change() as tx:
            tx.connection.execute(jobs.insert().values(**dataclasses.asdict(job)))
        return job

    def get(self, id: UUID) -> Job | None:
        """An import by its number."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(jobs).where(jobs.c.id == id)).mappings().first()
        return None if row is None else Job(**row)

    def of(self, incubator: UUID, states: Collection[str], most: int = 50) -> list[Job]:
        """Imports of an incubator in some states, the newest first."""
        query = sa.select(jobs).where(jobs.c.incubator == incubator, jobs.c.state.in_(states))
        with self.db.read() as connection:
            found = connection.execute(query.order_by(jobs.c.uploaded_at.desc(), jobs.c.id).limit(most)).mappings()
            return [Job(**row) for row in found]

    def next_at_work(self) -> Job | None:
        """The import that has waited longest for the follower."""
        query = sa.select(jobs).where(jobs.c.state.in_(AT_WORK)).order_by(jobs.c.changed_at, jobs.c.id).limit(1)
        with self.db.read() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Job(**row)

    def change(self, id: UUID, states: Collection[str], **values: Any) -> bool:
        """Change an import that is in one of these states; answers whether it was."""
        with self.db.change() as tx:
            return self.move(tx, id, states, **values)

    def move(
        self, tx: Transaction, id: UUID, states: Collection[str], *, done_before: int | None = None, **values: Any
    ) -> bool:
        """The same within a transaction; `done_before` lets only one of two followers take a step."""
        where = [jobs.c.id == id, jobs.c.state.in_(states)]
        if done_before is not None:
            where.append(jobs.c.done == done_before)
        update = jobs.update().where(*where).values(**values, changed_at=self.clock())
        return tx.connection.execute(update).rowcount == 1

    def remembered(self, incubator: UUID, headers: str) -> tuple[list[str | None], dict[str, Any]] | None:
        """The mapping with which a file of the same header went through the check last time."""
        query = (
            sa.select(jobs.c.columns, jobs.c.settings)
            .where(jobs.c.incubator == incubator, jobs.c.headers == headers, jobs.c.total > 0)
            .order_by(jobs.c.changed_at.desc())
            .limit(1)
        )
        with self.db.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else (list(row.columns), dict(row.settings))

    def the_last_time(self, job: Job) -> dict[int, sa.RowMapping]:
        """What became of rows that were about another row's startup when the same file came in before, by number.

        Which startup a row looks like changes with what the rows before it have written, so it is remembered.
        """
        query = (
            sa.select(jobs.c.id, jobs.c.how, jobs.c.columns, jobs.c.settings)
            .where(jobs.c.incubator == job.incubator, jobs.c.digest == job.digest, jobs.c.state == "done")
            .where(jobs.c.id != job.id)
            .order_by(jobs.c.changed_at.desc(), jobs.c.id)
        )
        kept = sa.and_(rows.c.outcome.in_(("skipped", "refused")), rows.c.claimed.is_(None))
        with self.db.read() as connection:
            for row in connection.execute(query):
                if (row.how, row.columns) == (job.how, job.columns) and _same_list(row.settings, job.settings):
                    found = connection.execute(sa.select(rows).where(rows.c.job == row.id, kept)).mappings()
                    return {line["number"]: line for line in found}
        return {}

    def drop(self, id: UUID) -> bool:
        """Forget an import of which nothing is in the log."""
        with self.db.change() as tx:
            if tx.connection.execute(jobs.delete().where(jobs.c.id == id, jobs.c.state.in_(BEFORE))).rowcount != 1:
                return False
            tx.connection.execute(rows.delete().where(rows.c.job == id))
        self.uploads.remove(id)
        return True

    def forget(self, account: UUID) -> None:
        """Remove the files of a person who leaves; what became of the rows stays, what nothing came of goes."""
        with self.db.read() as connection:
            ids = connection.scalars(sa.select(jobs.c.id).where(jobs.c.account == account)).all()
        for id in ids:
            if not self.drop(id):
                self._remove_file(id)
                self.change(id, ("done", "undone"), problem=None)  # it may tell of a cell

    def sweep(self) -> int:
        """Remove files that nobody has worked with for long; answers how many."""
        query = sa.select(jobs.c.id).where(
            jobs.c.file_removed_at.is_(None), jobs.c.changed_at < self.clock() - KEPT, jobs.c.state.not_in(AT_WORK)
        )
        with self.db.read() as connection:
            due = connection.scalars(query).all()
        for id in due:
            self._remove_file(id)
        return len(due)

    def _remove_file(self, id: UUID) -> None:
        self.uploads.remove(id)
        # What rows were called, and what was wrong with their cells, was part of the file.
        told = rows.update().where(rows.c.job == id, rows.c.outcome == "refused")
        gone = jobs.update().where(jobs.c.id == id)
        with self.db.change() as tx:
            tx.connection.execute(told.values(name="", problems=[]))
            tx.connection.execute(gone.values(file_removed_at=self.clock(), file_name="", words=[]))

    # -- its rows -----------------------------------------------------------------------------------------------

    def counts(self, id: UUID) -> dict[str, int]:
        """How many rows came to what."""
        query = sa.select(rows.c.outcome, sa.func.count()).where(rows.c.job == id).group_by(rows.c.outcome)
        with self.db.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def rows(
        self, id: UUID, outcomes: Sequence[str] = (), *, limit: int | None = None, offset: int = 0
    ) -> list[sa.RowMapping]:
        """Rows of an import in the order of the file."""
        query = sa.select(rows).where(rows.c.job == id)
        if outcomes:
            query = query.where(rows.c.outcome.in_(outcomes))
        with self.db.read() as connection:
            return list(connection.execute(query.order_by(rows.c.number).limit(limit).offset(offset)).mappings())

    def check_anew(self, id: UUID, states: Collection[str], **values: Any) -> bool:
        """Let a check begin, and forget what one before found; answers False where the import has gone on."""
        begun: dict[str, Any] = {"state": "checking", "done": 0, "total": 0, "words": []}
        with self.db.change() as tx:
            moved = self.move(tx, id, states, **begun, **values)
            if moved:  # never the rows of an import that somebody started meanwhile
                tx.connection.execute(rows.delete().where(rows.c.job == id))
            return moved

    def decide(self, id: UUID, decisions: Mapping[int, str]) -> None:
        """Keep what a person decided about rows that look like startups that there are."""
        with self.db.change() as tx:
            for number, decision in decisions.items():
                where = (rows.c.job == id, rows.c.number == number, rows.c.outcome == "alike")
                tx.connection.execute(rows.update().where(*where).values(decision=decision))


def _same_list(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in ("list", "country"))


def header_hash(headers: Sequence[str]) -> str:
    """A name for a header: files that have the same one are mapped alike. Our own column of mended files is no part."""
    kept = [" ".join(header.split()).casefold() for header in headers]
    while kept and kept[-1] in ("problem", ""):
        kept.pop()
    return sha256("\x1f".join(kept).encode()).hexdigest()
