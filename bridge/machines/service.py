"""The parts that programs need, wired once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from bridge.machines.cursors import Cursors
from bridge.machines.feeds import Feeds
from bridge.machines.limits import Limits
from bridge.machines.repeats import Repeats
from bridge.machines.tables import repeats, tokens
from bridge.machines.tokens import Tokens
from events.store import Database, Keys


class Machines:
    """Tokens, repeated requests, limits, cursors and private feeds."""

    def __init__(self, db: Database, keys: Keys, *, secret_key: str, clock: Callable[[], datetime]) -> None:
        self.db = db
        self.tokens = Tokens(db, clock)
        self.repeats = Repeats(db, keys, secret_key, clock)
        self.limits = Limits(db, secret_key, clock)
        self.cursors = Cursors(secret_key)
        self.feeds = Feeds(db, clock)

    def sweep(self) -> None:
        """Forget answers that nobody may ask for again, and minutes that are over."""
        with self.db.change() as tx:
            self.repeats.sweep(tx.connection)
            self.limits.sweep(tx.connection)

    def forget(self, connection: sa.Connection, account: UUID) -> None:
        """Everything of a person: tokens, answers that were kept for them, the feed."""
        mine = sa.select(tokens.c.id).where(tokens.c.account == account)
        connection.execute(repeats.delete().where(repeats.c.token.in_(mine)))
        connection.execute(tokens.delete().where(tokens.c.account == account))
        self.feeds.forget(connection, account)
