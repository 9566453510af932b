"""How good the suggestions are: measures for tests and benchmarks."""

from collections.abc import Iterable, Sequence

import numpy as np

from matching.engine import Engine

WEAK = frozenset({"common_language", "market_theirs", "market_ours"})
"""Reasons that alone are none."""


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
