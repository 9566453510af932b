"""How good the suggestions are: measures for tests and benchmarks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from matching.engine import Engine

WEAK = frozenset({"common_language", "market_theirs", "market_ours"})
"""Reasons that alone are none."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How unevenly startups appear in others' lists: skewness, the most for one, and the share that never appears."""

    skewness: float
    most: int
    never: float


def exposure(engine: Engine, ids: Sequence[str], limit: int = 10) -> Exposure:
    """A skewness above about 3 means hubs: a few startups that are suggested to everybody."""
    shown = Counter(suggestion.other for id in ids for suggestion in engine.suggest(id, limit))
    counts = np.array([shown[id] for id in ids], np.float64)
    spread = float(counts.std()) if len(counts) else 0.0
    if spread == 0:
        return Exposure(0.0, int(counts.max(initial=0)), float((counts == 0).mean()) if len(counts) else 0.0)
    skewness = float(((counts - counts.mean()) ** 3).mean()) / spread**3
    return Exposure(skewness, int(counts.max()), float((counts == 0).mean()))


def reciprocal_rank(engine: Engine, wanted: Iterable[tuple[str, str]], limit: int = 20) -> float:
    """Mean of 1/rank at which the partner that should be found stands in each list; 1.0 is perfect."""
    found = []
    for id, partner in wanted:
        names = [suggestion.other for suggestion in engine.suggest(id, limit)]
        found.append(1 / (names.index(partner) + 1) if partner in names else 0.0)
    return float(np.mean(found)) if found else 0.0


def asymmetry(engine: Engine, pairs: Iterable[tuple[str, str]]) -> float:
    """The largest difference between a pair seen from one side and from the other; it should be 0."""
    worst = 0.0
    for a, b in pairs:
        one, two = engine.score(a, b), engine.score(b, a)
        worst = max(worst, abs(one.score - two.score), abs(one.there - two.back), abs(one.back - two.there))
    return worst


def unexplained(engine: Engine, ids: Iterable[str], limit: int = 10) -> float:
    """The share of suggestions without a reason to meet; it should be 0."""
    told = [
        any(reason.code not in WEAK for reason in suggestion.reasons)
        for id in ids
        for suggestion in engine.suggest(id, limit)
    ]
    return 1 - float(np.mean(told)) if told else 0.0


def disagreements(engine: Engine, ids: Sequence[str], limit: int = 10) -> set[tuple[str, str]]:
    """Pairs (owner, other) that only one of `suggest` and `changed` knows; there should be none."""
    suggested = {(id, suggestion.other) for id in ids for suggestion in engine.suggest(id, limit)}
    entered = {(entry.owner, entry.other) for id in ids for entry in engine.changed(id, limit)}
    return suggested ^ entered
