"""How many requests a token, or an address without one, may send a minute.

Each process counts by itself, in memory: reading never writes, and a limit that is a little wider with more processes
protects as well.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

MINUTE = 60
WITH_TOKEN = 600
WITHOUT = 120
MOST_COUNTED = 50_000  # then the minute is over for everybody's count


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit, and in how many seconds it is whole again."""

    most: int
    left: int
    seconds: int

    @property
    def over(self) -> bool:
        return self.left < 0


class Limits:
    """Counts requests in windows of a minute."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._window = 0
        self._counts: dict[str, int] = {}

    def count(self, who: str, most: int) -> Left:
        """Count one request."""
        now = int(self._clock().timestamp())
        window = now // MINUTE
        with self._lock:
            if window != self._window or len(self._counts) > MOST_COUNTED:
                self._window, self._counts = window, {}
            used = self._counts[who] = self._counts.get(who, 0) + 1
        return Left(most, most - used, MINUTE - now % MINUTE)
