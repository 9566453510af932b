"""Answers that were made lately and are still true: kept in memory while the log has not grown, for some seconds."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")
SECONDS = 5.0
MOST = 400


class Lately(Generic[V]):
    """Safe with threads. What an answer shows besides the log may be as old as `SECONDS`."""

    def __init__(self, newest: Callable[[], int | None], clock: Callable[[], float] = time.monotonic) -> None:
        self.newest, self.clock = newest, clock
        self._kept: OrderedDict[Hashable, tuple[int | None, float, V]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> tuple[int | None, V | None]:
        """Where the log ends, asked before anything is looked up, and the answer if there is a true one."""
        newest = self.newest()
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept[0] != newest or kept[1] <= self.clock():
                return newest, None
            self._kept.move_to_end(key)
            return newest, kept[2]

    def put(self, key: Hashable, newest: int | None, value: V) -> None:
        """Keep an answer that was made after the log ended at `newest`: what is written meanwhile makes it old."""
        with self._lock:
            self._kept[key] = (newest, self.clock() + SECONDS, value)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
