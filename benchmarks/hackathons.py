"""Made-up judging with a known truth, and how near each method comes to it.

30 projects, 9 judges, 3 views each, every judge ten projects. In units of the spread of true quality: quality N(0, 1),
judge bias N(0, 0.8), log scale use N(0, 0.3), residual variance 1 of which three quarters are one draw a sheet and one
quarter a draw a criterion. A judge's view of a criterion is `scale use * (quality + bias + residual)`.

What that leaves open was decided so: views are around the middle of the scale, 5.5, with 1.3 points to a unit, and are
rounded to whole points from 1 to 10; a judge who scores at random draws one impression a sheet, evenly over the scale,
and spreads the criteria around it as everybody does. With these the plain mean stands where it is said to stand: tau
0.63, 0.53 with strong bias, 0.47 with two judges at random. Kendall's tau is tau-b. Training used the seeds
`default_rng([1, n])`; those of the benchmark are `default_rng([2, scenario, n])`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau

from matching.judging.plain import plain_mean, z_score
from matching.judging.scores import Criterion, Method, Rubric, Scores, Sheet
from matching.judging.standings import TOP, results

Floats = NDArray[np.float64]
UNSEEN = 2
PROJECTS, JUDGES, VIEWS, CRITERIA = 30, 9, 3, 4
SCALE_USE, RESIDUAL, SHARED = 0.3, 1.0, 0.75
LEAST, MOST, MIDDLE, POINTS = 1, 10, 5.5, 1.3
RUBRIC = Rubric(tuple(Criterion(f"c{number}") for number in range(CRITERIA)), LEAST, MOST)


@dataclass(frozen=True, slots=True)
class Scenario:
    """How far judges differ in severity, and how many of them score at random."""

    bias: float = 0.8
    at_random: int = 0


SCENARIOS = {
    "base": Scenario(),
    "biased": Scenario(bias=1.5),
    "random": Scenario(at_random=2),
    "unbiased": Scenario(bias=0.0),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One replication: tau and top-3 overlap of (model, plain mean, z-score), and what the model said of its places."""

    tau: tuple[float, ...]
    top3: tuple[float, ...]
    covered: float
    stated: Floats
    happened: NDArray[np.bool_]


def judged(scenario: Scenario, generator: np.random.Generator) -> tuple[Floats, Scores]:
    """True quality of each project, and the sheets of its judges."""
    quality = generator.normal(size=PROJECTS)
    bias = scenario.bias * generator.normal(size=JUDGES)
    use = np.exp(SCALE_USE * generator.normal(size=JUDGES))
    mask = panel(generator)
    impression = RESIDUAL * np.sqrt(SHARED) * generator.normal(size=(PROJECTS, JUDGES))
    detail = RESIDUAL * np.sqrt(1 - SHARED) * generator.normal(size=(PROJECTS, JUDGES, CRITERIA))
    view = MIDDLE + POINTS * use * (quality[:, None] + bias + impression)
    thoughtless = generator.choice(JUDGES, scenario.at_random, replace=False)
    view[:, thoughtless] = generator.uniform(LEAST - 0.5, MOST + 0.5, size=(PROJECTS, len(thoughtless)))
    given = np.clip(np.rint(view[:, :, None] + POINTS * use[:, None] * detail), LEAST, MOST)
    sheets = tuple(
        Sheet(f"j{judge}", f"p{project:02}", dict(zip(RUBRIC.codes, given[project, judge].tolist(), strict=True)))
        for project, judge in np.argwhere(mask).tolist()
    )
    return quality, Scores(sheets, RUBRIC)


def panel(generator: np.random.Generator) -> NDArray[np.bool_]:
    """Who sees what: at random, three judges a project and ten projects a judge."""
    mask = np.zeros((PROJECTS, JUDGES), bool)
    for project in generator.permutation(PROJECTS):
        waiting = mask.sum(0) + generator.random(JUDGES)
        mask[project, np.argsort(waiting)[:VIEWS]] = True
    return mask


def replayed(scenario: Scenario, seeds: Iterable[tuple[int, ...]]) -> Iterator[Outcome]:
    """Judge and count once for each seed."""
    for seed in seeds:
        quality, scores = judged(scenario, np.random.default_rng(seed))
        found = {standing.project: standing for standing in results(scores, Method.MIXED_MODEL).standings}
        standings = [found[project] for project in scores.projects]
        marks = [np.array([standing.mark for standing in standings]), plain_mean(scores), z_score(scores)]
        rank = np.argsort(np.argsort(-quality)) + 1
        low, high = (np.array([getattr(standing, end) for standing in standings]) for end in ("low", "high"))
        yield Outcome(
            tuple(float(kendalltau(quality, mark).statistic) for mark in marks),
            tuple(_overlap(rank, mark) for mark in marks),
            float(((low <= rank) & (rank <= high)).mean()),
            np.array([standing.top for standing in standings]),
            rank <= TOP,
        )


@dataclass(frozen=True, slots=True)
class Decile:
    """Cases whose stated probability is in one decile: how much oftener it happened, with its standard error."""

    cases: int
    more: float
    error: float


def calibration(stated: Floats, happened: NDArray[np.bool_], fewest: int = 100) -> list[Decile]:
    """Each decile of stated probability with enough cases."""
    number = np.minimum((stated * 10).astype(int), 9)
    deciles = []
    for decile in range(10):
        said, was = stated[number == decile], happened[number == decile]
        if len(said) >= fewest:
            error = float(np.sqrt((said * (1 - said)).sum()) / len(said))
            deciles.append(Decile(len(said), float(was.mean() - said.mean()), error))
    return deciles


def _overlap(rank: NDArray[np.int64], mark: Floats) -> float:
    """The share of the true first three among the first three; ids, which mean nothing, part equal marks."""
    return float((rank[np.argsort(-mark, kind="stable")[:TOP]] <= TOP).mean())
