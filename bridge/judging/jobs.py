"""Questions to the compute follower and its answers: rows beside the log, which pages ask for and poll."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
import sqlalchemy as sa

from bridge.columns import Instant
from events.store import Database

metadata = sa.MetaData()
jobs = sa.Table(
    "judging_jobs",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("round", sa.Uuid, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # results, what_if, assignment, report, past
    sa.Column("question", sa.String(64), nullable=False),  # names kind, round, inputs and params: asked once
    sa.Column("digest", sa.String(64), nullable=False),  # of the scores that it is about; empty for assignments
    sa.Column("params", sa.JSON, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),  # waiting, working, done, failed
    sa.Column("answer", sa.Text),
    sa.Column("asked_by", sa.Uuid),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("begun_at", Instant),
    sa.Column("done_at", Instant),
    sa.UniqueConstraint("question", name="judging_jobs_question"),
    sa.Index("judging_jobs_state", "state", "asked_at"),
    sa.Index("judging_jobs_round", "round", "kind", "digest"),
)

RESULTS, WHAT_IF, ASSIGNMENT, REPORT, PAST = "results", "what_if", "assignment", "report", "past"
LEASE = timedelta(minutes=2)  # so long a follower may think before another one may begin anew
KEPT = timedelta(days=30)  # how long answers stay that nothing was published from


@dataclass(frozen=True, slots=True)
class Job:
    """One question, with its answer when it is done."""

    id: UUID
    round: UUID
    kind: str
    digest: str
    params: Mapping[str, Any]
    state: str
    answer: Mapping[str, Any] | None
    asked_at: datetime
    done_at: datetime | None


class JudgingJobs:
    """Asked by pages and programs, answered by the follower."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def ask(
        self, kind: str, round: UUID, digest: str = "", params: Mapping[str, Any] | None = None, by: UUID | None = None
    ) -> Job:
        """The job with this question: the one that there is, or a new one. What failed is tried anew."""
        told = orjson.dumps([kind, round.hex, digest, params or {}], option=orjson.OPT_SORT_KEYS)
        question, now = sha256(told).hexdigest(), self.clock()
        with self.db.change() as tx:
            there = jobs.c.question == question
            tx.connection.execute(
                jobs.update().where(there, jobs.c.state == "failed").values(state="waiting", asked_at=now)
            )
            if tx.connection.scalar(sa.select(jobs.c.id).where(there)) is None:
                row = {"id": uuid4(), "round": round, "kind": kind, "question": question, "digest": digest}
                tx.connection.execute(
                    jobs.insert().values(**row, params=dict(params or {}), state="waiting", asked_by=by, asked_at=now)
                )
            return _job(tx.connection.execute(sa.select(jobs).where(there)).mappings().one())

    def one(self, id: UUID) -> Job | None:
        """A job by its id."""
        with self.db.read() as connection:
            row = connection.execute(sa.select(jobs).where(jobs.c.id == id)).mappings().first()
        return None if row is None else _job(row)

    def result(self, round: UUID, digest: str) -> Mapping[str, Any] | None:
        """The results of these scores; None where they were not computed. Implements the domain's `Computed`."""
        if not (digest.isascii() and digest.isalnum()):  # what people or robots made up
            return None
        where = (jobs.c.round == round, jobs.c.kind == RESULTS, jobs.c.digest == digest, jobs.c.state == "done")
        with self.db.read() as connection:
            answer = connection.scalar(sa.select(jobs.c.answer).where(*where))
        return None if answer is None else dict(orjson.loads(answer))

    def newest(self, round: UUID, kind: str) -> Job | None:
        """The last answer of a kind about a round."""
        where = (jobs.c.round == round, jobs.c.kind == kind, jobs.c.state == "done")
        with self.db.read() as connection:
            query = sa.select(jobs).where(*where).order_by(jobs.c.done_at.desc()).limit(1)
            row = connection.execute(query).mappings().first()
        return None if row is None else _job(row)

    # -- for the follower ---------------------------------------------------------------------------------------------

    def take(self) -> Job | None:
        """The job that waits longest, or one that somebody began and never finished; nobody else gets it meanwhile."""
        now = self.clock()
        forgotten = sa.and_(jobs.c.state == "working", jobs.c.begun_at < now - LEASE)
        with self.db.read() as connection:
            query = sa.select(jobs).where(sa.or_(jobs.c.state == "waiting", forgotten))
            row = connection.execute(query.order_by(jobs.c.asked_at).limit(1)).mappings().first()
        if row is None:
            return None
        mine = (jobs.c.id == row["id"], jobs.c.state == row["state"], jobs.c.begun_at == row["begun_at"])
        if row["begun_at"] is None:
            mine = (*mine[:2], jobs.c.begun_at.is_(None))
        with self.db.change() as tx:
            taken = tx.connection.execute(jobs.update().where(*mine).values(state="working", begun_at=now)).rowcount
        return _job(row) if taken else None

    def finish(self, id: UUID, answer: Mapping[str, Any], *, failed: bool = False) -> None:
        """Write an answer down; a second follower's same answer changes nothing."""
        told = orjson.dumps(answer, option=orjson.OPT_SORT_KEYS, default=str).decode()
        with self.db.change() as tx:
            tx.connection.execute(
                jobs.update()
                .where(jobs.c.id == id, jobs.c.state == "working")
                .values(state="failed" if failed else "done", answer=told, done_at=self.clock(), begun_at=None)
            )


def _job(row: sa.RowMapping) -> Job:
    answer = None if row["answer"] is None else orjson.loads(row["answer"])
    return Job(
        row["id"], row["round"], row["kind"], row["digest"], row["params"], row["state"], answer, row["asked_at"],
        row["done_at"],
    )  # fmt: skip
