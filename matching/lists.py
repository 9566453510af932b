"""Everybody's best partners, kept up to date as profiles come, change and go."""

import numpy as np

from matching.rows import Rows
from matching.scoring import parts
from matching.vectors import Floats, Ints

DEPTH = 48
BLOCK = 128


def ranked(rows: Rows, others: Ints, scores: Floats, limit: int) -> list[tuple[int, int]]:
    """The best `limit` of these rows as (place, row), by score, equal ones by id; who scores nothing is left out."""
    if len(scores) > limit:
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
        kept = np.flatnonzero((scores >= least) & (scores > 0))
    else:
        kept = np.flatnonzero(scores > 0)
    order = sorted(kept.tolist(), key=lambda place: (-float(scores[place]), rows.profile(int(others[place])).id))
    return [(place, int(others[place])) for place in order[:limit]]


class Lists:
    """The best `depth` of every startup. Whoever is not in a list scores at most its `floor`, or comes later by id."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.best: dict[int, list[tuple[float, str, int]]] = {}
        self.floor: dict[int, float] = {}
        self.depth = DEPTH

    def top(self, row: int, limit: int) -> list[tuple[float, str, int]]:
        """The best of one startup as (minus score, id, row)."""
        if limit > self.depth:
            self.depth = limit
        if row not in self.best or (len(self.best[row]) < limit and self.floor[row] > 0):
            self._fill([row])
        return self.best[row][:limit]

    def fill(self) -> None:
        """Make all lists that are not there."""
        missing = [row for row in self.rows.living().tolist() if row not in self.best]
        for start in range(0, len(missing), BLOCK):
            self._fill(missing[start : start + BLOCK])

    def drop(self, row: int) -> None:
        """Take a startup out of all lists."""
        self.best.pop(row, None)
        self.floor.pop(row, None)
        for best in self.best.values():
            for place, entry in enumerate(best):
                if entry[2] == row:
                    del best[place]
                    break

    def enter(self, row: int) -> None:
        """Put a new startup into the lists where it belongs."""
        others = self.rows.living()
        scores = parts(self.rows, np.array([row]), others).score[0]
        self._set(row, others, scores)
        name = self.rows.profile(row).id
        for place in np.flatnonzero(scores > 0).tolist():
            owner, score = int(others[place]), float(scores[place])
            if owner == row or owner not in self.best or score < self.floor[owner]:
                continue
            if score == self.floor[owner]:
                del self.best[owner], self.floor[owner]
                continue
            best = self.best[owner]
            best.append((-score, name, row))
            best.sort()
            if len(best) > self.depth:
                self.floor[owner] = -best.pop()[0]

    def _fill(self, owners: list[int]) -> None:
        others = self.rows.living()
        scores = parts(self.rows, np.array(owners), others).score
        for place, owner in enumerate(owners):
            self._set(owner, others, scores[place])

    def _set(self, owner: int, others: Ints, scores: Floats) -> None:
        kept = ranked(self.rows, others, scores, self.depth)
        self.best[owner] = [(-float(scores[place]), self.rows.profile(row).id, row) for place, row in kept]
        self.floor[owner] = float(scores[kept[-1][0]]) if len(kept) == self.depth else 0.0
