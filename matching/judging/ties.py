"""From marks to places: equal marks are parted by the declared rule, and share a place where it does not part them."""

from dataclasses import dataclass

import numpy as np

from matching.judging.plain import criterion_means
from matching.judging.scores import BadScores, Floats, Scores, Ties

DIGITS = 6
"""Marks that agree so far are equal: what differs beyond is the arithmetic of one machine or another."""
FIRSTS = "firsts"


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a project (a row of the scores). `decided` is the rule that parted it from an equal mark above."""

    row: int
    rank: int
    shared: bool
    decided: str | None


def places(scores: Scores, marks: Floats, rule: Ties) -> list[Place]:
    """All projects, best first; those that share a place in the order of their ids."""
    keys, names = _keys(scores, marks, rule)
    order = sorted(range(len(keys)), key=lambda row: ([-part for part in keys[row]], row))
    ranks: list[int] = []
    decided: list[str | None] = []
    for at, row in enumerate(order):
        above = keys[order[at - 1]] if at else None
        ranks.append(ranks[-1] if keys[row] == above else at + 1)
        parted = next((place for place, part in enumerate(keys[row]) if above and part != above[place]), 0)
        decided.append(names[parted - 1] if parted else None)
    shared = {rank for rank in ranks if ranks.count(rank) > 1}
    return [Place(row, rank, rank in shared, why) for row, rank, why in zip(order, ranks, decided, strict=True)]


def firsts(scores: Scores) -> Floats:
    """How many judges put a project, alone, above all others that they saw; a judge of one project says nothing."""
    given = np.where(scores.mask > 0, scores.marks, -np.inf)
    best = (given >= given.max(0, initial=-np.inf) - 10**-DIGITS) * scores.mask
    telling = (scores.mask.sum(0) > 1) & (best.sum(0) == 1)
    count: Floats = (best * telling).sum(1)
    return count


def _keys(scores: Scores, marks: Floats, rule: Ties) -> tuple[list[list[float]], list[str]]:
    codes = scores.rubric.codes
    if unknown := set(rule.criteria) - set(codes):
        raise BadScores("unknown_criterion", criterion=min(unknown))
    means = criterion_means(scores)
    columns = [marks, *(means[:, codes.index(code)] for code in rule.criteria)]
    if rule.firsts:
        columns.append(firsts(scores))
    keys = np.round(np.stack(columns, axis=1), DIGITS) + 0.0
    return keys.tolist(), [*rule.criteria, *([FIRSTS] if rule.firsts else [])]
