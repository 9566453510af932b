"""How many requests a token, or an address without one, may send a minute, whichever process answers them.

What all processes share is a row, but reading must not write: each process counts the first twentieth of a limit in its
memory, and then takes a twentieth at once. So whoever asks now and then costs no write, whoever asks much costs twenty
a minute at the most, and each further process makes the limit wider by a twentieth at the most.
"""

import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from bridge.machines.tables import limits
from events.store import Database

MINUTE = 60
WITH_TOKEN = 600
WITHOUT = 120
BLOCKS = 20  # of which a limit is made
MOST_COUNTED = 50_000  # then the minute is over for everybody's count

# One statement, so that two processes cannot both take the last block.
_TAKE = sa.text(
    """
    INSERT INTO api_limits (who, minute, used) VALUES (:who, :minute, :more)
    ON CONFLICT (who) DO UPDATE SET
        used = CASE WHEN api_limits.minute = :minute THEN api_limits.used + :more ELSE :more END,
        minute = :minute
    RETURNING used
    """
)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit, and in how many seconds it is whole again."""

    most: int
    left: int
    seconds: int

    @property
    def over(self) -> bool:
        return self.left < 0


@dataclass(slots=True)
class _Count:
    """What this process knows of somebody's minute: all that was taken, and what of it is its own and free."""

    taken: int
    free: int
    told: bool = False  # whether the row knows of what this process took first
    over: bool = False


class Limits:
    """Counts requests in windows of a minute."""

    def __init__(self, db: Database, secret: str, clock: Callable[[], datetime]) -> None:
        self.db, self._clock = db, clock
        self._key = sha256(b"limits:" + secret.encode()).digest()
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[str, _Count] = {}

    def count(self, who: str, most: int) -> Left:
        """Count one request."""
        now = int(self._clock().timestamp())
        window, block = now // MINUTE, max(1, most // BLOCKS)
        seconds = MINUTE - now % MINUTE
        with self._lock:
            if window != self._window or len(self._counts) > MOST_COUNTED:
                self._window, self._counts = window, {}
            known = self._counts.setdefault(who, _Count(block, block))
            if known.free > 0 or known.over:
                return self._one_less(known, most, seconds)
            more, known.told = block if known.told else 2 * block, True
        used = self._take(who, window, more)  # without the lock: others are not to wait for the database
        with self._lock:
            granted = block - min(block, max(0, used - most))
            known.taken, known.free = min(used, most), known.free + granted
            known.over = granted == 0 and known.free == 0
            return self._one_less(known, most, seconds)

    def sweep(self, connection: sa.Connection) -> None:
        """Forget the minutes that are over."""
        window = int(self._clock().timestamp()) // MINUTE
        connection.execute(limits.delete().where(limits.c.minute < window))

    def _one_less(self, known: _Count, most: int, seconds: int) -> Left:
        if known.free == 0:
            return Left(most, -1, seconds)
        known.free -= 1
        return Left(most, max(0, most - known.taken + known.free), seconds)

    def _take(self, who: str, window: int, more: int) -> int:
        hidden = hmac.new(self._key, who.encode(), sha256).hexdigest()
        with self.db.change() as tx:
            taken = tx.connection.execute(_TAKE, {"who": hidden, "minute": window, "more": more})
            return int(taken.scalar_one())
