"""Links in mail: random, kept as hashes, for one purpose, once, and not for long."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from bridge.accounts.model import LinkFailed
from bridge.accounts.tables import tokens

Purpose = Literal["confirm", "reset", "email"]
LIFETIMES: Final[Mapping[Purpose, timedelta]] = {
    "confirm": timedelta(days=3),
    "reset": timedelta(hours=1),
    "email": timedelta(days=1),
}
# Kept this long after its end, so that its page can say 'too old' and not 'unknown'.
REMEMBERED = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Token:
    """What a link stands for."""

    account: UUID | None
    email_key: str | None
    payload: Mapping[str, Any]


class Tokens:
    """Makes, looks at and uses links; every method works inside the caller's transaction."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def issue(
        self,
        connection: Connection,
        purpose: Purpose,
        *,
        account: UUID | None = None,
        email_key: str | None = None,
        payload: Mapping[str, Any] | None = None,
    ) -> str:
        """Make a link's secret part; it is nowhere but in the answer."""
        raw, now = secrets.token_urlsafe(32), self._clock()
        connection.execute(
            insert(tokens).values(
                hash=_hash(purpose, raw),
                purpose=purpose,
                account=account,
                email_key=email_key,
                payload=dict(payload or {}),
                created_at=now,
                expires_at=now + LIFETIMES[purpose],
            )
        )
        return raw

    def look(self, connection: Connection, purpose: Purpose, raw: str) -> Token:
        """Say what a link stands for without using it; `LinkFailed` when it does not work."""
        row = connection.execute(select(tokens).where(tokens.c.hash == _hash(purpose, raw))).first()
        if row is None:
            raise LinkFailed("unknown")
        if row.used_at is not None:
            raise LinkFailed("used")
        if row.expires_at <= self._clock():
            raise LinkFailed("expired")
        return Token(row.account, row.email_key, row.payload)

    def use(self, connection: Connection, purpose: Purpose, raw: str) -> Token:
        """Use a link up; of several who try at once one succeeds. What it held is forgotten."""
        token = self.look(connection, purpose, raw)
        mine = update(tokens).where(tokens.c.hash == _hash(purpose, raw), tokens.c.used_at.is_(None))
        if connection.execute(mine.values(used_at=self._clock(), payload={})).rowcount != 1:
            raise LinkFailed("used")
        return token

    def hold(self, connection: Connection, purpose: Purpose, email_key: str | None) -> None:
        """Make others who would use a link to this address wait; in one order, so that no two wait for each other."""
        mailed = select(tokens.c.hash).where(tokens.c.email_key == email_key, tokens.c.purpose == purpose)
        connection.execute(mailed.order_by(tokens.c.hash).with_for_update()).all()

    def cancel(
        self, connection: Connection, *purposes: Purpose, account: UUID | None = None, email_key: str | None = None
    ) -> None:
        """End the open links of an account, or those mailed to an address."""
        whose = tokens.c.account == account if account is not None else tokens.c.email_key == email_key
        open_ones = update(tokens).where(whose, tokens.c.purpose.in_(purposes), tokens.c.used_at.is_(None))
        connection.execute(open_ones.values(used_at=self._clock(), payload={}))

    def newest(self, connection: Connection, purpose: Purpose, email_key: str) -> Token | None:
        """The newest open link of a kind that was mailed to an address."""
        row = connection.execute(
            select(tokens)
            .where(tokens.c.email_key == email_key, tokens.c.purpose == purpose)
            .where(tokens.c.used_at.is_(None), tokens.c.expires_at > self._clock())
            .order_by(tokens.c.created_at.desc())
            .limit(1)
        ).first()
        return None if row is None else Token(row.account, row.email_key, row.payload)

    def sweep(self, connection: Connection) -> None:
        """Forget what links held once they have ended, and the links some time later."""
        now = self._clock()
        connection.execute(update(tokens).where(tokens.c.expires_at <= now).values(payload={}, email_key=None))
        connection.execute(delete(tokens).where(tokens.c.expires_at <= now - REMEMBERED))


def _hash(purpose: Purpose, raw: str) -> str:
    # The purpose is part of what is hashed: a link for one thing is unknown to every other.
    return sha256(f"{purpose}:{raw}".encode()).hexdigest()
