"""Who judges what: every project seen as often as asked, the work shared evenly, judges comparable with each other."""

from dataclasses import dataclass

import numpy as np

from matching.judging.loads import Elastic, flow
from matching.judging.overlap import Overlap, improve, measure
from matching.judging.panel import Bools, Judge, Pair, Panel, Project
from matching.judging.relaxing import Impossible, Relaxation, impossible

__all__ = ["Assignment", "Impossible", "Judge", "Panel", "Project", "Relaxation", "assign"]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The pairs of project and judge, those that are `new` among them, and what existed but had to be `released`.

    `loads` is how many projects each judge has, with the least maximum and the least spread that the rules allow.
    """

    pairs: frozenset[Pair]
    new: frozenset[Pair]
    released: dict[Pair, tuple[str, ...]]
    loads: dict[str, int]
    overlap: Overlap


def assign(panel: Panel) -> Assignment | Impossible:
    """The best assignment, or what stands in its way and which rules, relaxed how little, would clear it."""
    kept, possible = panel.kept, panel.allowed() & ~panel.kept
    need = panel.wanted - kept.sum(axis=1)
    found = flow(Elastic(np.where(possible, 0.0, np.nan)), need, kept.sum(axis=0), panel.most)
    if found is None:
        return impossible(panel)
    pairs = improve(kept | found.pairs, found.pairs, panel.allowed(), panel.most)
    loads = {judge.id: int(load) for judge, load in zip(panel.judges, pairs.sum(axis=0), strict=True)}
    return Assignment(
        _named(panel, pairs), _named(panel, pairs & ~kept), dict(panel.released), loads, measure(pairs)
    )  # fmt: skip


def _named(panel: Panel, pairs: Bools) -> frozenset[Pair]:
    rows, columns = np.nonzero(pairs)
    return frozenset(
        (panel.projects[row].id, panel.judges[column].id) for row, column in zip(rows, columns, strict=True)
    )
