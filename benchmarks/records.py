"""A figure and where it stands: what benchmarks hand back and what is printed and written."""

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """`ratio` is value / floor, so for rates more is better and for times less is; `peers` are other figures beside."""

    name: str
    value: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    peers: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """One line for a person."""
        floor = f"  floor {self.floor:,.4g}  ratio {self.ratio:.2f}" if self.floor and self.ratio else ""
        peers = "".join(f"  {name} {value:,.4g}" for name, value in self.peers.items())
        return f"{self.name:32} {self.value:>12,.4g} {self.unit}{floor}{peers}"

    def as_json(self) -> dict[str, Any]:
        """The record as it is written."""
        return asdict(self)


def beside(name: str, unit: str, values: Sequence[float], floors: Sequence[float], **peers: float) -> Record:
    """The medians of rounds that alternated; the ratio is the median of the rounds' own ratios."""
    ratio = statistics.median(value / floor for value, floor in zip(values, floors, strict=True))
    return Record(name, statistics.median(values), unit, statistics.median(floors), ratio, peers)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


Benchmark = Callable[[], Iterator[Record]]
REGISTRY: dict[str, Benchmark] = {}


def benchmark(*names: str) -> Callable[[Benchmark], Benchmark]:
    """Register a function under the beginnings of the names that its records have."""

    def register(function: Benchmark) -> Benchmark:
        for name in names:
            REGISTRY[name] = function
        return function

    return register
