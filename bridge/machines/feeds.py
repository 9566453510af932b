"""The address of a person's private feed: a secret that is shown once, kept as a hash, and made anew at will."""

import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa

from bridge.machines.tables import feeds
from events.store import Database


class Feeds:
    """One feed a person, or none."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db, self.clock = db, clock

    def since(self, account: UUID) -> datetime | None:
        """When the present address was made."""
        with self.db.read() as connection:
            return connection.scalar(sa.select(feeds.c.created_at).where(feeds.c.account == account))

    def reset(self, account: UUID) -> str:
        """Make a new address; the one before leads nowhere from now on."""
        secret = secrets.token_urlsafe(32)
        with self.db.change() as tx:
            self.forget(tx.connection, account)
            row = {"account": account, "hash": _hash(secret), "created_at": self.clock()}
            tx.connection.execute(feeds.insert().values(**row))
        return secret

    def end(self, account: UUID) -> None:
        """Take the address away."""
        with self.db.change() as tx:
            self.forget(tx.connection, account)

    def forget(self, connection: sa.Connection, account: UUID) -> None:
        connection.execute(feeds.delete().where(feeds.c.account == account))

    def whose(self, secret: str) -> UUID | None:
        """Whose feed an address is."""
        with self.db.read() as connection:
            return connection.scalar(sa.select(feeds.c.account).where(feeds.c.hash == _hash(secret)))


def _hash(secret: str) -> str:
    return sha256(f"feed:{secret}".encode()).hexdigest()
