"""Invitations to become a founder or a manager: personal, expiring, revocable; the log knows only their ids."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa

from bridge.accounts.checks import key_of
from bridge.accounts.tables import accounts
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
    sa.Column("name", sa.String(100)),  # whom a link is for that its maker hands over; there is no address then
    sa.Column("account", sa.Uuid),  # whom it is for, where somebody asked for it with the account they have
    sa.Column("used_by", sa.Uuid),
    sa.Column("replaced_at", Instant),  # taken back because a newer one was sent
    sa.Column("asked_at", Instant),  # somebody with the link asked for a new one, by their account if they have one
    sa.Column("asked_by", sa.Uuid),
    sa.Index("invitations_subject", "subject"),
    sa.Index("invitations_email", "email"),
    sa.Index("invitations_account", "account"),
)

LIFETIME = timedelta(days=14)
ASK_AGAIN = timedelta(days=1)
FORGOTTEN = timedelta(days=90)  # after its end, whom an unused invitation was for


@dataclass(frozen=True, slots=True)
class Invitation:
    """`kind` is 'startup' or 'incubator', `subject` its id; `state` is open, used, replaced, revoked or expired."""

    id: UUID
    email: str | None
    kind: str
    subject: UUID
    invited_by: UUID
    created_at: datetime
    expires_at: datetime
    state: str
    name: str | None = None
    account: UUID | None = None
    used_by: UUID | None = None
    asked_at: datetime | None = None
    asked_by: UUID | None = None

    @property
    def whom(self) -> str | None:
        """Whom the inviter wrote down; the address of an account that asked by itself is not theirs to see."""
        return None if self.account is not None else self.email or self.name

    def is_for(self, account: UUID, email: str) -> bool:
        """Whether somebody may use it: by account, by address, or because the link was handed to them by its maker."""
        if self.account is not None:
            return self.account == account
        return key_of(self.email) == key_of(email) if self.email else self.name is not None


class Invitations:
    """Rows beside the log's facts about the same ids."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def add(
        self,
        connection: sa.Connection,
        id: UUID,
        kind: str,
        subject: UUID,
        email: str | None,
        invited_by: UUID,
        *,
        name: str | None = None,
        account: UUID | None = None,
    ) -> str:
        """Write an invitation in the caller's transaction; answers the secret of its link, which is kept nowhere."""
        secret, now = secrets.token_urlsafe(24), self.clock()
        row = {"id": id, "kind": kind, "subject": subject, "invited_by": invited_by}
        row |= {"email": key_of(email) if email else None, "name": name, "account": account}
        times = {"created_at": now, "expires_at": now + LIFETIME}
        connection.execute(invitations.insert().values(**row, **times, token_hash=_hash(secret)))
        return secret

    def by_secret(self, secret: str) -> Invitation | None:
        """What a link stands for, used or not."""
        return self._one(invitations.c.token_hash == _hash(secret))

    def by_id(self, id: UUID) -> Invitation | None:
        """An invitation as its inviter sees it."""
        return self._one(invitations.c.id == id)

    def open_for(self, subject: UUID, kind: str | None = None) -> list[Invitation]:
        """The open invitations to something, of one kind or of each, the newest first."""
        query = sa.select(invitations).where(invitations.c.subject == subject)
        if kind is not None:
            query = query.where(invitations.c.kind == kind)
        query = query.order_by(invitations.c.created_at.desc(), invitations.c.id)
        with self.db.read() as connection:
            found = [self._invitation(row) for row in connection.execute(query)]
        return [invitation for invitation in found if invitation.state in ("open", "expired")]

    def is_open(
        self, connection: sa.Connection, kind: str, subject: UUID, email: str | None = None, *, name: str | None = None
    ) -> bool:
        """Whether an address, or somebody whom a link is for, has an open invitation to something."""
        whose = invitations.c.name == name if email is None else invitations.c.email == key_of(email)
        mine = (invitations.c.kind == kind, invitations.c.subject == subject, whose)
        still = (invitations.c.used_at.is_(None), invitations.c.revoked_at.is_(None))
        query = sa.select(invitations.c.id).where(*mine, *still, invitations.c.expires_at > self.clock())
        return connection.execute(query.limit(1)).first() is not None

    def sent_lately(self, inviter: UUID) -> int:
        """How many somebody sent within a day, taken back or not: letters are not sent without end."""
        since = self.clock() - timedelta(days=1)
        mine = (invitations.c.invited_by == inviter, invitations.c.created_at > since)
        with self.db.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(invitations).where(*mine)) or 0

    def ask(self, connection: sa.Connection, id: UUID, account: UUID | None) -> bool:
        """Somebody with the link asks for a new one; answers False where that was asked a little while ago."""
        now, row = self.clock(), invitations.c
        due = sa.or_(row.asked_at.is_(None), row.asked_at <= now - ASK_AGAIN)
        asked = invitations.update().where(row.id == id, row.used_at.is_(None), row.revoked_at.is_(None), due)
        return connection.execute(asked.values(asked_at=now, asked_by=account)).rowcount == 1

    def used(self, id: UUID, by: UUID | None = None) -> None:
        """It did its work; the address is forgotten."""
        self._end(id, used_at=self.clock(), used_by=by)

    def replaced(self, connection: sa.Connection, id: UUID) -> None:
        """A newer one was sent: this link is dead, and whom it was for stands in the new row."""
        now = self.clock()
        ended = {"email": None, "name": None, "asked_by": None, "revoked_at": now, "replaced_at": now}
        connection.execute(invitations.update().where(invitations.c.id == id).values(ended))

    def sweep(self) -> None:
        """Forget whom old invitations were for that nobody used."""
        old = invitations.c.expires_at <= self.clock() - FORGOTTEN
        named = sa.or_(invitations.c.email.is_not(None), invitations.c.name.is_not(None))
        with self.db.change() as tx:
            tx.connection.execute(invitations.update().where(old, named).values(email=None, name=None, asked_by=None))

    def revoked(self, id: UUID) -> None:
        """It was taken back; the address is forgotten."""
        self._end(id, revoked_at=self.clock())

    def _end(self, id: UUID, **how: datetime | UUID | None) -> None:
        ended = {"email": None, "name": None, "asked_by": None, **how}
        with self.db.change() as tx:
            tx.connection.execute(invitations.update().where(invitations.c.id == id).values(ended))

    def _one(self, condition: sa.ColumnElement[bool]) -> Invitation | None:
        with self.db.read() as connection:
            row = connection.execute(sa.select(invitations).where(condition)).first()
        return self._invitation(row) if row else None

    def _invitation(self, row: sa.Row[tuple[object, ...]]) -> Invitation:
        state = "open"
        if row.used_at is not None:
            state = "used"
        elif row.replaced_at is not None:
            state = "replaced"
        elif row.revoked_at is not None:
            state = "revoked"
        elif row.expires_at <= self.clock():
            state = "expired"
        return Invitation(
            row.id, row.email, row.kind, row.subject, row.invited_by, row.created_at, row.expires_at, state,
            row.name, row.account, row.used_by, row.asked_at, row.asked_by,
        )  # fmt: skip


def opened_to(connection: sa.Connection, account: UUID, email: str, now: datetime) -> list[sa.Row[tuple[object, ...]]]:
    """The open invitations for an account, or to the address that it has confirmed, the oldest first."""
    row = invitations.c
    query = sa.select(invitations).where(_open_to()).order_by(row.created_at, row.id)
    return list(connection.execute(query, asking_for(account, email, now)))


def counting_opened_to() -> sa.ScalarSelect[int]:
    """How many those are, as a part of a query that counts more; its values are those of `asking_for`."""
    return sa.select(sa.func.count()).select_from(invitations).where(_open_to()).scalar_subquery()


def open_to_accounts(connection: sa.Connection, subjects: Iterable[UUID], now: datetime) -> list[tuple[UUID, UUID]]:
    """The accounts that have an open invitation to some things, by id or by their address: (account, subject)."""
    row, known = invitations.c, accounts.c
    whose = sa.or_(row.account == known.id, sa.and_(row.account.is_(None), row.email == known.email_key))
    unused = sa.and_(row.used_at.is_(None), row.revoked_at.is_(None), row.expires_at > now)
    query = sa.select(known.id, row.subject).join(invitations, whose).where(row.subject.in_(list(subjects)), unused)
    return [(account, subject) for account, subject in connection.execute(query.order_by(row.created_at, known.id))]


def asking_for(account: UUID, email: str, now: datetime) -> dict[str, object]:
    """The values of a question for somebody's open invitations."""
    return {"account": account, "email": key_of(email), "moment": now}


def _open_to() -> sa.ColumnElement[bool]:
    row, account = invitations.c, sa.bindparam("account", type_=sa.Uuid())
    mine = sa.or_(row.account == account, sa.and_(row.email == sa.bindparam("email"), row.account.is_(None)))
    unused = sa.and_(row.used_at.is_(None), row.revoked_at.is_(None))
    return sa.and_(mine, unused, row.expires_at > sa.bindparam("moment", type_=Instant))


def _hash(secret: str) -> str:
    return sha256(f"invitation:{secret}".encode()).hexdigest()
