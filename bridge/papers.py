"""Papers that were asked for: a question a row, drawn by the follower, kept as a file until it is asked no more.

A question names everything that is on the paper, so that a name which changes, or is erased, makes another paper.
"""

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
papers = sa.Table(
    "papers",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.String(20), nullable=False),  # certificate, badges, sheets
    sa.Column("subject", sa.Uuid, nullable=False),  # the certificate, or the hackathon
    sa.Column("question", sa.String(64), nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),  # waiting, working, done, failed
    sa.Column("content", sa.LargeBinary),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("begun_at", Instant),
    sa.UniqueConstraint("question", name="papers_question"),
    sa.Index("papers_state", "state", "asked_at"),
    sa.Index("papers_subject", "subject"),
)

CERTIFICATE, BADGES, SHEETS = "certificate", "badges", "sheets"
LEASE = timedelta(minutes=2)  # so long a follower may draw before another one may begin anew
KEPT = timedelta(days=7)  # a paper is drawn again when it is asked for later: the same bytes


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; `content` is there when it is drawn."""

    id: UUID
    kind: str
    subject: UUID
    language: str
    state: str
    content: bytes | None


class Papers:
    """Asked by pages, drawn by the follower."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def find(self, kind: str, subject: UUID, language: str, says: Mapping[str, Any]) -> Paper | None:
        """The paper that says this, if somebody asked for it."""
        there = papers.c.question == _question(kind, subject, language, says)
        with self.db.read() as connection:
            row = connection.execute(sa.select(papers).where(there)).mappings().first()
        return None if row is None else _paper(row)

    def ask(self, kind: str, subject: UUID, language: str, says: Mapping[str, Any]) -> Paper:
        """The paper that says this: the one that there is, or a new one. What failed is tried anew."""
        found = self.find(kind, subject, language, says)
        if found is not None and found.state != "failed":
            return found
        question, now = _question(kind, subject, language, says), self.clock()
        with self.db.change() as tx:
            run, there = tx.connection.execute, papers.c.question == question
            run(papers.delete().where(papers.c.asked_at < now - KEPT))
            run(papers.update().where(there, papers.c.state == "failed").values(state="waiting", begun_at=None))
            if run(sa.select(papers.c.id).where(there)).first() is None:
                row = {"id": uuid4(), "kind": kind, "subject": subject, "question": question, "language": language}
                run(papers.insert().values(**row, state="waiting", asked_at=now))
            return _paper(run(sa.select(papers).where(there)).mappings().one())

    def take(self) -> Paper | None:
        """The paper that waits longest, or one that somebody began and never finished."""
        now = self.clock()
        forgotten = sa.and_(papers.c.state == "working", papers.c.begun_at < now - LEASE)
        waits = sa.or_(papers.c.state == "waiting", forgotten)
        with self.db.read() as connection:
            first = connection.scalar(sa.select(papers.c.id).where(waits).order_by(papers.c.asked_at).limit(1))
        if first is None:
            return None
        with self.db.change() as tx:
            mine = papers.update().where(papers.c.id == first, waits).values(state="working", begun_at=now)
            if not tx.connection.execute(mine).rowcount:
                return None
            return _paper(tx.connection.execute(sa.select(papers).where(papers.c.id == first)).mappings().one())

    def finish(self, id: UUID, content: bytes | None) -> None:
        """Keep what was drawn; None where it could not be."""
        state = "failed" if content is None else "done"
        with self.db.change() as tx:
            mine = papers.update().where(papers.c.id == id, papers.c.state == "working")
            tx.connection.execute(mine.values(state=state, content=content, begun_at=None))

    def forget(self, connection: sa.Connection, subjects: list[UUID]) -> None:
        """Let go of everything that was drawn about some certificates or hackathons."""
        connection.execute(papers.delete().where(papers.c.subject.in_(subjects)))


def _question(kind: str, subject: UUID, language: str, says: Mapping[str, Any]) -> str:
    told = orjson.dumps([kind, subject.hex, language, says], option=orjson.OPT_SORT_KEYS, default=str)
    return sha256(told).hexdigest()


def _paper(row: sa.RowMapping) -> Paper:
    return Paper(row["id"], row["kind"], row["subject"], row["language"], row["state"], row["content"])
