"""How far a round is, for each judge and each project."""

from dataclasses import dataclass

from bridge.composition import Reading
from bridge.judging.reading import Count, counts_of
from bridge.web.juryroom.access import Round


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything at once."""

    judges: list[Count]
    projects: list[Count]

    @property
    def assigned(self) -> int:
        return sum(one.assigned for one in self.judges)

    @property
    def settled(self) -> int:
        return sum(one.settled for one in self.judges)


def progress_of(reading: Reading, round: Round) -> Progress:
    """The same few queries, however many judges and projects there are."""
    judges, projects = counts_of(reading, round.row)
    return Progress(judges, projects)
