"""How far a round is, for each judge and each project."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from bridge.composition import Reading
from bridge.web.juryroom.access import Round

STATES = ("submitted", "open", "skipped", "withdrawn", "todo")


@dataclass(frozen=True, slots=True)
class Count:
    """Of one judge or project: how many pairs there are, and how many are in each state."""

    id: UUID
    assigned: int
    states: Counter[str]

    @property
    def submitted(self) -> int:
        return self.states["submitted"]

    @property
    def settled(self) -> int:
        """Nothing is expected any more: handed in or skipped."""
        return self.states["submitted"] + self.states["skipped"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything at once."""

    judges: list[Count]
    projects: list[Count]
    pairs: dict[tuple[UUID, UUID], str]

    @property
    def assigned(self) -> int:
        return sum(one.assigned for one in self.judges)

    @property
    def settled(self) -> int:
        return sum(one.settled for one in self.judges)


def progress_of(reading: Reading, round: Round) -> Progress:
    """Two queries, however many judges and projects there are.

    Of a withdrawn scorecard the pair stays in sight also where the assignment went with it.
    """
    judging, connection = reading.views.judging, reading.connection
    standing = {(row["judge"], row["project"]) for row in judging.looks_of(connection, round.id)}
    cards = {(row["judge"], row["project"]): str(row["state"]) for row in judging.cards_of(connection, round.id)}
    pairs = {pair: cards.get(pair, "todo") for pair in {*standing, *cards}}
    return Progress(
        _counts(pairs, standing, 0, round.judges), _counts(pairs, standing, 1, round.projects), pairs
    )  # fmt: skip


def _counts(
    pairs: dict[tuple[UUID, UUID], str], standing: set[tuple[UUID, UUID]], side: int, there: list[UUID]
) -> list[Count]:
    states: dict[UUID, Counter[str]] = {one: Counter() for one in there}
    assigned: Counter[UUID] = Counter()
    for pair, state in pairs.items():
        states.setdefault(pair[side], Counter())[state] += 1
        assigned[pair[side]] += pair in standing
    return [Count(one, assigned[one], found) for one, found in states.items()]
