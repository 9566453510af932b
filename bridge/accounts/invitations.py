"""Invitations to become a founder or a manager: personal, expiring, revocable; the log knows only their ids."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.checks import key_of
from bridge.columns import Instant
from events.store import Database

metadata = sa.MetaData()
invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("email", sa.String(320)),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.Uuid, nullable=False),
    sa.Column("invited_by", sa.Uuid, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("used_at", Instant),
    sa.Column("revoked_at", Instant),
    sa.Index("invitations_subject", "subject"),
    sa.Index("invitations_email", "email"),
)

LIFETIME = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Invitation:
    """`kind` is 'startup' or 'incubator', `subject` its id; `state` is open, used, revoked or expired."""

    id: UUID
    email: str | None
    kind: str
    subject: UUID
    invited_by: UUID
    created_at: datetime
    expires_at: datetime
    state: str


class Invitations:
    """Rows beside the log's facts about the same ids."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def add(self, connection: sa.Connection, id: UUID, kind: str, subject: UUID, email: str, invited_by: UUID) -> str:
        """Write an invitation in the caller's transaction; answers the secret of its link, which is kept nowhere."""
        secret, now = secrets.token_urlsafe(24), self.clock()
        row = {"id": id, "kind": kind, "subject": subject, "email": email.strip().lower(), "invited_by": invited_by}
        times = {"created_at": now, "expires_at": now + LIFETIME}
        connection.execute(invitations.insert().values(**row, **times, token_hash=_hash(secret)))
        return secret

    def by_secret(self, secret: str) -> Invitation | None:
        """What a link stands for, used or not."""
        return self._one(invitations.c.token_hash == _hash(secret))

    def by_id(self, id: UUID) -> Invitation | None:
        """An invitation as its inviter sees it."""
        return self._one(invitations.c.id == id)

    def open_for(self, subject: UUID) -> list[Invitation]:
        """The open invitations of a startup or an incubator, the newest first."""
        query = sa.select(invitations).where(invitations.c.subject == subject).order_by(invitations.c.created_at.desc())
        with self.db.read() as connection:
            found = [self._invitation(row) for row in connection.execute(query)]
        return [invitation for invitation in found if invitation.state in ("open", "expired")]

    def is_open(self, connection: sa.Connection, subject: UUID, email: str) -> bool:
        """Whether an address has an open invitation to something."""
        mine = (invitations.c.subject == subject, invitations.c.email == email.strip().lower())
        still = (invitations.c.used_at.is_(None), invitations.c.revoked_at.is_(None))
        query = sa.select(invitations.c.id).where(*mine, *still, invitations.c.expires_at > self.clock())
        return connection.execute(query.limit(1)).first() is not None

    def sent_lately(self, inviter: UUID) -> int:
        """How many somebody sent within a day, taken back or not: letters are not sent without end."""
        since = self.clock() - timedelta(days=1)
        mine = (invitations.c.invited_by == inviter, invitations.c.created_at > since)
        with self.db.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(invitations).where(*mine)) or 0

    def used(self, id: UUID) -> None:
        """It did its work; the address is forgotten."""
        self._end(id, used_at=self.clock())

    def revoked(self, id: UUID) -> None:
        """It was taken back; the address is forgotten."""
        self._end(id, revoked_at=self.clock())

    def _end(self, id: UUID, **when: datetime) -> None:
        with self.db.change() as tx:
            tx.connection.execute(invitations.update().where(invitations.c.id == id).values(email=None, **when))

    def _one(self, condition: sa.ColumnElement[bool]) -> Invitation | None:
        with self.db.read() as connection:
            row = connection.execute(sa.select(invitations).where(condition)).first()
        return self._invitation(row) if row else None

    def _invitation(self, row: sa.Row[tuple[object, ...]]) -> Invitation:
        state = "open"
        if row.used_at is not None:
            state = "used"
        elif row.revoked_at is not None:
            state = "revoked"
        elif row.expires_at <= self.clock():
            state = "expired"
        return Invitation(
            row.id, row.email, row.kind, row.subject, row.invited_by, row.created_at, row.expires_at, state
        )  # fmt: skip


def opened_to(connection: sa.Connection, email: str, now: datetime) -> list[sa.Row[tuple[object, ...]]]:
    """The open invitations to an address that somebody has confirmed, the oldest first."""
    row = invitations.c
    still = (row.used_at.is_(None), row.revoked_at.is_(None), row.expires_at > now)
    query = sa.select(invitations).where(row.email == key_of(email), *still)
    return list(connection.execute(query.order_by(row.created_at, row.id)))


def _hash(secret: str) -> str:
    return sha256(f"invitation:{secret}".encode()).hexdigest()
