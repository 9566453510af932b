"""Which judges share projects: as evenly as the loads allow, so that every judge can be compared with every other.

Only exchanges that keep each project's number of judges and the loads are made, always in the same order and from the
same random numbers: the same question has the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.judging.panel import Bools, Floats, Ints

State = tuple[Bools, Floats, Floats, Floats]
SEED = 20
LOOKS, EXCHANGES = 300, 500_000
"""Beyond the first descent: seats to start from and exchanges to weigh, at most."""
JOINS = 2_000
"""Exchanges that are tried to join groups, at most: where tracks share no judges, nothing joins them."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How judges are connected.

    `groups` are judges that nothing compares with each other (1 is best), `squares` is the sum over pairs of judges of
    the square of how many projects they share, `bound` the least that it could be if every pair could be had.
    """

    groups: int
    squares: int
    bound: int


def measure(pairs: Bools) -> Overlap:
    """The overlap of an assignment, a row a project; judges without any project are left out."""
    pairs = pairs[:, pairs.any(axis=0)]
    shared = _shared(pairs.astype(np.float64))
    return Overlap(len(set(groups(shared).tolist())), int((shared**2).sum()) // 2, _bound(pairs))


def improve(pairs: Bools, movable: Bools, allowed: Bools, most: Ints) -> Bools:
    """The same numbers with a better overlap; only `movable` pairs change."""
    if pairs.sum(axis=1).max(initial=0) < 2 or not movable.any():
        return pairs
    search = _Search(pairs, movable, allowed, most)
    random, effort = np.random.default_rng(SEED), min(LOOKS, EXCHANGES // int(movable.sum()))
    search.descend()
    search.connect()
    best, least, aim = search.state(), search.worth(), (1, _bound(pairs))
    while effort > 0 and least != aim:
        search.shake(random)
        effort -= 1 + search.descend()
        search.connect()
        worth = search.worth()
        if worth <= least:
            best, least = search.state(), worth
        else:
            search.restore(best)
    search.restore(best)
    return search.dense > 0


def groups(shared: Floats) -> Ints:
    """A number for each judge, the same for those that a chain of shared projects connects."""
    number = np.arange(len(shared))
    while True:
        lowest = np.where(shared > 0, number[None, :], len(shared)).min(axis=1, initial=len(shared))
        following = np.minimum(number, lowest)
        if (following == number).all():
            return number
        number = following


class _Search:
    """An assignment and exchanges of judges between projects that make it better."""

    def __init__(self, pairs: Bools, movable: Bools, allowed: Bools, most: Ints) -> None:
        self.allowed, self.most = allowed, most
        self.size = pairs.sum(axis=1, dtype=np.float64)
        self.movable, self.joins = movable.copy(), JOINS
        # Whole numbers, small enough to be exact in floating point, whose products are quick.
        self.dense = pairs.astype(np.float64)
        self.shared = _shared(self.dense)
        self.met = self.dense @ self.shared

    @property
    def load(self) -> Floats:
        return np.asarray(self.dense.sum(axis=0), dtype=np.float64)

    def worth(self) -> tuple[int, int]:
        """Groups and sum of squares: less is better."""
        return len(set(groups(self.shared)[self.load > 0].tolist())), int((self.shared**2).sum()) // 2

    def state(self) -> State:
        return self.movable.copy(), self.dense.copy(), self.shared.copy(), self.met.copy()

    def restore(self, state: State) -> None:
        movable, dense, shared, met = state
        self.movable, self.dense, self.shared, self.met = movable.copy(), dense.copy(), shared.copy(), met.copy()

    def descend(self) -> int:
        """Exchange while it helps; answers how many seats were looked at."""
        looked = 0
        better = True
        while better:
            better = False
            for project, judge in self._seats():
                looked += 1
                partner, gain = self._best(project, judge)
                if gain < 0 and partner is not None:
                    self._exchange(project, judge, *partner)
                    better = True
        return looked

    def connect(self) -> None:
        """Join groups of judges, at the least price, as long as an exchange joins any."""
        number = groups(self.shared)
        while len(set(number[self.load > 0].tolist())) > 1:
            for project, judge in zip(*np.nonzero(self.movable), strict=True):
                if self._join(int(project), int(judge), number):
                    break
            else:
                return
            number = groups(self.shared)

    def shake(self, random: np.random.Generator) -> None:
        """A few exchanges at random."""
        for _ in range(3):
            seats = np.argwhere(self.movable)
            if not len(seats):
                return
            project, judge = (int(part) for part in seats[random.integers(len(seats))])
            projects, judges, _ = self._partners(project, judge)
            if len(projects):
                chosen = int(random.integers(len(projects)))
                self._exchange(project, judge, int(projects[chosen]), int(judges[chosen]))

    def _seats(self) -> Iterator[tuple[int, int]]:
        """Seats from which an improving exchange can start, the most repeated meetings first."""
        met = self.met
        projects, judges = np.nonzero(self.movable & (met > (self.size - 1)[:, None]))
        for place in np.lexsort((judges, projects, -met[projects, judges])):
            project, judge = int(projects[place]), int(judges[place])
            if self.movable[project, judge]:
                yield project, judge

    def _partners(self, project: int, judge: int) -> tuple[Ints, Ints, Floats]:
        """Seats of others that this one can be exchanged with, and what each changes in the sum of squares.

        A seat (-1, other) stands for a judge with one project less, who takes this one over: the loads change places.
        """
        shared, met = self.shared, self.met
        start = self.size[project] - 1 - met[project, judge]
        entering = start + met[project] - shared[:, judge]  # what each other judge has met the mates
        free = self.allowed[project] & (self.dense[project] == 0)
        seats = self.movable & free[None, :] & (self.allowed[:, judge] & (self.dense[:, judge] == 0))[:, None]
        projects, judges = np.nonzero(seats)
        there = self.size - 1 + met[:, judge] - 2 * (self.dense @ self.dense[project])
        change = there[projects] - met[projects, judges] + entering[judges] - shared[judge, judges]
        load = self.load
        takes = np.nonzero(free & (load == load[judge] - 1) & (load < self.most))[0]
        return (
            np.concatenate([projects, np.full(len(takes), -1)]),
            np.concatenate([judges, takes]),
            2 * np.concatenate([change, entering[takes]]),
        )

    def _best(self, project: int, judge: int) -> tuple[tuple[int, int] | None, int]:
        projects, judges, change = self._partners(project, judge)
        if not len(change):
            return None, 0
        place = int(change.argmin())
        return (int(projects[place]), int(judges[place])), int(change[place])

    def _join(self, project: int, judge: int, number: Ints) -> bool:
        projects, judges, change = self._partners(project, judge)
        before = len(set(number[self.load > 0].tolist()))
        for place in np.argsort(change, kind="stable"):
            if number[judges[place]] == number[judge] or self.joins == 0:
                continue
            self.joins -= 1
            state = self.state()
            self._exchange(project, judge, int(projects[place]), int(judges[place]))
            if self.worth()[0] < before:
                return True
            self.restore(state)
        return False

    def _exchange(self, project: int, judge: int, other: int, partner: int) -> None:
        self._replace(project, judge, partner)
        if other >= 0:
            self._replace(other, partner, judge)

    def _replace(self, project: int, leaves: int, enters: int) -> None:
        row, dense, shared, met = self.dense[project], self.dense, self.shared, self.met
        row[leaves] = 0
        mates = np.nonzero(row)[0]
        row[enters] = 1
        self.movable[project, leaves], self.movable[project, enters] = False, True
        for judge, change in ((leaves, -1), (enters, 1)):
            shared[judge, mates] += change
            shared[mates, judge] += change
            met[:, judge] += change * dense[:, mates].sum(axis=1)
            met[:, mates] += change * dense[:, judge][:, None]
        met[project] = row @ shared


def _shared(dense: Floats) -> Floats:
    shared = dense.T @ dense
    np.fill_diagonal(shared, 0)
    return shared


def _bound(pairs: Bools) -> int:
    """The meetings of each judge spread evenly over the others, halved: each pair is counted from both ends."""
    others = pairs.shape[1] - 1
    if others < 1:
        return 0
    size = pairs.sum(axis=1)
    total = 0
    for meetings in ((size - 1)[:, None] * pairs).sum(axis=0).tolist():
        least, more = divmod(meetings, others)
        total += (others - more) * least**2 + more * (least + 1) ** 2
    return -(-total // 2)
