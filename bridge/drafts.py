"""What people have begun and not sent: one draft a person, kind of form and thing, saved as they type."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bridge.columns import Instant
from events.store import Database

metadata = sa.MetaData()
drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("account", sa.Uuid, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(80), nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
    sa.UniqueConstraint("account", "kind", "subject", name="drafts_account_kind_subject"),
)


class Drafts:
    """Rows of one person each: nobody else can read or write them, whatever their role."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def load(self, account: UUID, kind: str, subject: str = "") -> tuple[dict[str, Any], datetime] | None:
        """What was typed so far, and when it was saved."""
        with self.db.read() as connection:
            row = connection.execute(
                sa.select(drafts.c.data, drafts.c.saved_at).where(*_key(account, kind, subject))
            ).first()
        return (dict(row.data), row.saved_at) if row else None

    def save(self, account: UUID, kind: str, data: Mapping[str, Any], subject: str = "") -> datetime:
        """Keep what was typed instead of what was kept before; answers the moment."""
        now = self.clock()
        with self.db.change() as tx:
            same = drafts.update().where(*_key(account, kind, subject))
            if tx.connection.execute(same.values(data=dict(data), saved_at=now)).rowcount == 0:
                row = {"id": uuid4(), "account": account, "kind": kind, "subject": subject}
                tx.connection.execute(drafts.insert().values(**row, data=dict(data), saved_at=now))
        return now

    def drop(self, account: UUID, kind: str, subject: str = "") -> None:
        """It was sent, or given up."""
        with self.db.change() as tx:
            tx.connection.execute(drafts.delete().where(*_key(account, kind, subject)))

    def of(self, account: UUID, kind: str) -> list[tuple[str, dict[str, Any], datetime]]:
        """All drafts of a kind, the last saved first: (subject, data, moment)."""
        query = sa.select(drafts).where(drafts.c.account == account, drafts.c.kind == kind)
        with self.db.read() as connection:
            rows = connection.execute(query.order_by(drafts.c.saved_at.desc(), drafts.c.subject)).all()
        return [(row.subject, dict(row.data), row.saved_at) for row in rows]


def _key(account: UUID, kind: str, subject: str) -> tuple[sa.ColumnElement[bool], ...]:
    return drafts.c.account == account, drafts.c.kind == kind, drafts.c.subject == subject
