"""When nothing satisfies the rules: what stands in the way, and the least that each rule would have to give."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

import numpy as np

from matching.judging.loads import Elastic, Flow, flow
from matching.judging.panel import SOFT, Ints, Panel, Soft

Rule = Literal["views", "load", "language", "country", "track"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one rule gives: a project has fewer views, a judge more projects, or one pair is let off."""

    project: str | None = None
    judge: str | None = None
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least number of changes of these rules after which an assignment exists; conflicts are never relaxed."""

    rules: tuple[Rule, ...]
    changes: dict[Rule, tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A project for which too few judges are left, whatever the others get: how many, and why the rest are not."""

    project: str
    wanted: int
    possible: int
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Impossible:
    """No assignment exists.

    `relaxations` has one entry for each rule that would do alone, and where only fewer views would, one for all rules
    together. `more_judges` is how many further judges without any conflict would do instead, each with at most as many
    projects as the busiest limit of a judge who is there.
    """

    shortages: tuple[Shortage, ...]
    relaxations: tuple[Relaxation, ...]
    more_judges: int


def impossible(panel: Panel) -> Impossible:
    """Why, and what to relax."""
    broken = {code for codes in panel.reasons.values() for code in codes}
    rules: list[Rule] = ["load", *(rule for rule in SOFT if rule in broken)]
    found = [_relaxed(panel, answer) for rule in rules if (answer := _solved(panel, (rule,))) is not None]
    if not found and (answer := _solved(panel, ("views", *rules))) is not None:
        together = _relaxed(panel, answer)
        found += [] if together.rules == ("views",) else [together]
    fewer = _solved(panel, ("views",))
    if fewer is None:  # what lacks a judge can always be seen less often
        raise ArithmeticError("views")
    found.append(_relaxed(panel, fewer))
    return Impossible(_shortages(panel), tuple(found), _more(panel, fewer.short))


PRICES: dict[Rule, float] = {"load": 1, "language": 1, "country": 1, "track": 1, "views": 10}
"""Fewer views cost the project something that nothing gives back: together with others they are the last to go."""


def _solved(panel: Panel, rules: tuple[Rule, ...]) -> Flow | None:
    kept = panel.kept
    soft: list[Soft] = [rule for rule in SOFT if rule in rules]
    prices = np.full(kept.shape, np.nan)
    if soft:
        prices[panel.allowed(*soft)] = 0
        rows = {project.id: row for row, project in enumerate(panel.projects)}
        columns = {judge.id: column for column, judge in enumerate(panel.judges)}
        for (project, judge), codes in panel.reasons.items():
            place = rows[project], columns[judge]
            if not np.isnan(prices[place]):
                prices[place] = sum(PRICES[code] for code in soft if code in codes)
    prices[panel.allowed()] = 0
    prices[kept] = np.nan
    elastic = Elastic(
        prices, PRICES["views"] if "views" in rules else None, PRICES["load"] if "load" in rules else None
    )
    return flow(elastic, panel.wanted - kept.sum(axis=1), kept.sum(axis=0), panel.most)


def _relaxed(panel: Panel, found: Flow) -> Relaxation:
    changes: dict[Rule, tuple[Change, ...]] = {
        "views": tuple(
            Change(project.id, None, int(wanted), int(wanted - short))
            for project, wanted, short in zip(panel.projects, panel.wanted, found.short, strict=True) if short
        ),
        "load": tuple(
            Change(None, judge.id, int(most), int(most + over))
            for judge, most, over in zip(panel.judges, panel.most, found.over, strict=True) if over
        ),
    }  # fmt: skip
    for rule in SOFT:
        pairs = [
            (panel.projects[row].id, panel.judges[column].id)
            for row, column in zip(*np.nonzero(found.pairs), strict=True)
        ]
        changes[rule] = tuple(Change(*pair) for pair in pairs if rule in panel.reasons.get(pair, ()))
    used = {rule: some for rule, some in changes.items() if some}
    return Relaxation(tuple(used), used)


def _shortages(panel: Panel) -> tuple[Shortage, ...]:
    possible = (panel.allowed() & ((panel.most > 0) | panel.kept)).sum(axis=1)
    return tuple(
        Shortage(project.id, int(wanted), int(have), dict(sorted(_why(panel, project.id).items())))
        for project, wanted, have in zip(panel.projects, panel.wanted, possible, strict=True) if have < wanted
    )  # fmt: skip


def _why(panel: Panel, project: str) -> Counter[str]:
    return Counter(code for judge in panel.judges for code in panel.reasons.get((project, judge.id), ()))


def _more(panel: Panel, short: Ints) -> int:
    """New judges who may see everything: enough for the project that lacks most, and for all that lack any."""
    limits = [judge.most for judge in panel.judges if judge.most]
    most = max(limits) if limits and all(judge.most is not None for judge in panel.judges) else int(short.sum())
    return max(int(short.max(initial=0)), -(-int(short.sum()) // max(most, 1)))
