"""How near the marks of a made-up jury come to the truth, beside plain mean and z-scores; and how long they take."""

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import numpy as np

from benchmarks.hackathons import RUBRIC, SCENARIOS, UNSEEN, Floats, Outcome, calibration, replayed
from benchmarks.records import Record, benchmark
from matching.judging.scores import Method, Scores, Sheet
from matching.judging.standings import results

TIMES = int(os.environ.get("BENCH_JUDGING_TIMES", "2000"))
PROCESSES, AT_ONCE = 2, 50
BIG_PROJECTS, BIG_JUDGES, VIEWS, ROUNDS = 300, 80, 3, 5


def outcomes(name: str, first: int) -> list[Outcome]:
    """Some replications of a scenario, on seeds with which nothing was tuned."""
    scenario = list(SCENARIOS).index(name)
    seeds = ((UNSEEN, scenario, number) for number in range(first, min(first + AT_ONCE, TIMES)))
    return list(replayed(SCENARIOS[name], seeds))


def error(values: Floats) -> float:
    """The standard error of the mean."""
    return float(values.std(ddof=1) / np.sqrt(len(values)))


def nearness(name: str, unit: str, values: Floats) -> Record:
    """The mean of the model's nearness to the truth beside the others', with standard errors.

    `ahead` is how much more than the plain mean, on the same hackathons.
    """
    model, plain, z_score = values.mean(0).tolist()
    ahead = values[:, 0] - values[:, 1]
    peers = {
        "se": error(values[:, 0]),
        "plain_mean": plain,
        "plain_mean_se": error(values[:, 1]),
        "z_score": z_score,
        "z_score_se": error(values[:, 2]),
        "ahead": float(ahead.mean()),
        "ahead_se": error(ahead),
    }
    return Record(name, model, unit, peers=peers)


def off(found: Sequence[Outcome]) -> tuple[float, float]:
    """How far the worst decile's frequency is from what was stated, and the standard error of that difference."""
    stated = np.concatenate([outcome.stated for outcome in found])
    happened = np.concatenate([outcome.happened for outcome in found])
    worst = max(calibration(stated, happened), key=lambda decile: abs(decile.more))
    return abs(worst.more), worst.error


@benchmark("judging.base", "judging.biased", "judging.random", "judging.unbiased", "judging.coverage",
           "judging.calibration")  # fmt: skip
def simulation() -> Iterator[Record]:
    """judging.{base,biased,random,unbiased}.{tau,top3}, judging.coverage, judging.calibration"""
    jobs = [(name, first) for name in SCENARIOS for first in range(0, TIMES, AT_ONCE)]
    found: dict[str, list[Outcome]] = {name: [] for name in SCENARIOS}
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for (name, _), part in zip(jobs, pool.map(outcomes, *zip(*jobs, strict=True)), strict=True):
            found[name] += part
    for name, own in found.items():
        yield nearness(f"judging.{name}.tau", "tau-b", np.array([outcome.tau for outcome in own]))
        yield nearness(f"judging.{name}.top3", "share", np.array([outcome.top3 for outcome in own]))
    every = [outcome for own in found.values() for outcome in own]
    covered = {name: np.array([outcome.covered for outcome in own]) for name, own in found.items()}
    whole = np.concatenate(list(covered.values()))
    peers = {name: float(own.mean()) for name, own in covered.items()}
    yield Record("judging.coverage", float(whole.mean()), "share", peers={"se": error(whole), **peers})
    each = {name: off(own) for name, own in found.items()}
    worst, uncertain = off(every)
    peers = {"se": uncertain}
    for name, (apart, own_error) in {"worst": max(each.values()), **each}.items():
        peers |= {name: apart, f"{name}_se": own_error}
    yield Record("judging.calibration", worst, "apart", peers=peers)


def big() -> Scores:
    """300 projects that three of 80 judges each have scored."""
    generator = np.random.default_rng([UNSEEN, 300])
    quality, bias = generator.normal(size=BIG_PROJECTS), 0.8 * generator.normal(size=BIG_JUDGES)
    sheets = []
    for project in range(BIG_PROJECTS):
        for judge in generator.choice(BIG_JUDGES, VIEWS, replace=False).tolist():
            view = 5.5 + 1.3 * (quality[project] + bias[judge] + generator.normal(size=len(RUBRIC.codes)))
            values = np.clip(np.rint(view), RUBRIC.least, RUBRIC.most).tolist()
            sheets.append(Sheet(f"j{judge:02}", f"p{project:03}", dict(zip(RUBRIC.codes, values, strict=True))))
    return Scores(tuple(sheets), RUBRIC)


@benchmark("judging.results")
def counting() -> Iterator[Record]:
    """judging.results (s for 300 projects, 80 judges, 3 views each: marks, places, intervals and reasons)"""
    times: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for sure, own in times.items():
            begin = time.perf_counter()
            results(big(), Method.MIXED_MODEL, sure=sure)
            own.append(time.perf_counter() - begin)
    yield Record(
        "judging.results",
        statistics.median(times[True]),
        "s",
        peers={"most": max(times[True]), "without_intervals": statistics.median(times[False])},
    )
