"""Limits on attempts, counted in a table that all processes share; addresses are kept as keyed hashes only."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, delete, text, update

from bridge.accounts.tables import throttles

# One statement, so that two processes cannot both be the last allowed one.
_COUNT = text(
    """
    INSERT INTO account_throttles (scope, subject, began, count) VALUES (:scope, :subject, :now, 1)
    ON CONFLICT (scope, subject) DO UPDATE SET
        count = CASE WHEN account_throttles.began <= :ended THEN 1 ELSE account_throttles.count + 1 END,
        began = CASE WHEN account_throttles.began <= :ended THEN :now ELSE account_throttles.began END
    RETURNING count, began
    """
)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts of a kind within so many seconds of the first."""

    scope: str
    most: int
    seconds: int


SIGN_IN_ACCOUNT = Limit("sign-in account", 10, 15 * 60)
SIGN_IN_ADDRESS = Limit("sign-in address", 50, 15 * 60)
REGISTER_ADDRESS = Limit("register address", 30, 60 * 60)
RESET_ADDRESS = Limit("reset address", 30, 60 * 60)
LETTERS = Limit("letters", 6, 60 * 60)
EXPORTS = Limit("exports", 30, 10 * 60)  # of long lists as files
OWN_FILE = Limit("own data", 6, 60 * 60)
LONGEST = max(limit.seconds for limit in (SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, REGISTER_ADDRESS, RESET_ADDRESS, LETTERS))


class Throttle:
    """Counts attempts; every method works inside the caller's transaction."""

    def __init__(self, secret: str, clock: Callable[[], datetime]) -> None:
        self._key = sha256(b"throttle:" + secret.encode()).digest()
        self._clock = clock

    def count(self, connection: Connection, limit: Limit, subject: str) -> datetime | None:
        """Count one attempt; when it is one too many, the moment from which attempts are free again."""
        now = self._now()
        values = {"scope": limit.scope, "subject": self._hidden(subject), "now": now, "ended": now - limit.seconds}
        count, began = connection.execute(_COUNT, values).one()
        return datetime.fromtimestamp(began + limit.seconds, UTC) if count > limit.most else None

    def give_back(self, connection: Connection, limit: Limit, subject: str) -> None:
        """Take one attempt back: it succeeded."""
        row = self._row(limit, subject)
        connection.execute(update(throttles).where(*row, throttles.c.count > 0).values(count=throttles.c.count - 1))

    def clear(self, connection: Connection, limit: Limit, subject: str) -> None:
        """Forget the attempts on a subject."""
        connection.execute(delete(throttles).where(*self._row(limit, subject)))

    def sweep(self, connection: Connection) -> None:
        """Forget what no limit looks at any more."""
        connection.execute(delete(throttles).where(throttles.c.began <= self._now() - LONGEST))

    def _row(self, limit: Limit, subject: str) -> tuple[ColumnElement[bool], ...]:
        return throttles.c.scope == limit.scope, throttles.c.subject == self._hidden(subject)

    def _hidden(self, subject: str) -> str:
        return hmac.new(self._key, subject.encode(), sha256).hexdigest()

    def _now(self) -> int:
        return int(self._clock().timestamp())
