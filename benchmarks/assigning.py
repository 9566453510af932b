"""The assignment of judges to projects: how long, and how even, beside one pass that takes whoever has least."""

import random
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.records import Record, benchmark, beside
from matching.judging.assignment import Assignment, Impossible, Judge, Panel, Project, assign
from matching.judging.overlap import measure
from matching.judging.panel import Bools

PROJECTS, JUDGES, VIEWS, CONFLICTS, ROUNDS = 300, 80, 3, 0.08, 7


def panel(seed: int, most: int | None = None) -> Panel:
    """Projects and judges, each pair in conflict with the same chance."""
    rng = random.Random(seed)
    projects = tuple(Project(f"p{number:03}") for number in range(PROJECTS))
    judges = tuple(Judge(f"j{number:03}", most=most) for number in range(JUDGES))
    pairs = ((project.id, judge.id) for project in projects for judge in judges)
    return Panel(projects, judges, VIEWS, {pair: ("conflict",) for pair in pairs if rng.random() < CONFLICTS})


def greedy(asked: Panel) -> Bools:
    """Each project in turn gets the free judges with the fewest projects: what a sheet and an afternoon give."""
    out = np.zeros((len(asked.projects), len(asked.judges)), dtype=np.bool_)
    loads = [0] * len(asked.judges)
    for row, project in enumerate(asked.projects):
        free = [n for n, judge in enumerate(asked.judges) if (project.id, judge.id) not in asked.forbidden]
        for judge in sorted(free, key=lambda number: loads[number])[: asked.views]:
            out[row, judge] = True
            loads[judge] += 1
    return out


@benchmark("judging.assign")
def assigning() -> Iterator[Record]:
    """judging.assign, judging.assign.impossible"""
    values, floors, heaviest, repeats, by_hand, refusals = [], [], [], [], [], []
    for seed in range(ROUNDS):
        begin = time.perf_counter()
        found = assign(panel(seed))
        middle = time.perf_counter()
        simple = greedy(panel(seed))
        floors.append(time.perf_counter() - middle)
        values.append(middle - begin)
        assert isinstance(found, Assignment)
        heaviest.append(max(found.loads.values()))
        repeats.append(_again(found.overlap.squares))
        by_hand.append(_again(measure(simple).squares))
        begin = time.perf_counter()
        assert isinstance(assign(panel(seed, most=PROJECTS * VIEWS // JUDGES - 1)), Impossible)
        refusals.append(time.perf_counter() - begin)
    yield beside(
        "judging.assign", "s", values, floors,
        worst=max(values), heaviest=max(heaviest), repeats=max(repeats), repeats_by_hand=max(by_hand),
    )  # fmt: skip
    yield beside("judging.assign.impossible", "s", refusals, floors, worst=max(refusals))


def _again(squares: int) -> int:
    """The sum of squares above its least: 0 where no two judges share two projects."""
    return squares - PROJECTS * VIEWS * (VIEWS - 1) // 2
