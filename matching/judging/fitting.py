"""Parameters of the crossed model: by restricted likelihood alone, or with doubts about each judge."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from threadpoolctl import ThreadpoolController

from matching.judging.crossed import COMMON, Crossed, Parameters, Solution
from matching.judging.scores import Floats

AT_ONCE = 200_000
"""Numbers in the largest array of one call: more sets of parameters go in several calls, which also suits caches."""
START = np.log([0.6, 0.5, 0.6])
"""Where the search for the shared parameters begins, in standard deviations of all marks."""
LEAST, MOST = -4.0, 2.0
"""Bounds of all logarithms: 0.018 and 7.4 times."""
STEP = 1e-4
"""For slopes of slopes."""
WIDEST = 1.0
"""No logarithm is taken to be less certain than this, even where the likelihood is flat."""
_THREADS = ThreadpoolController()


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is held likely before any mark is seen; all in logarithms.

    The shared standard deviations lie around `shared` within `shared_width`, in standard deviations of all marks: so a
    small panel cannot make an effect vanish or explode. Scale use is normal around 1. Noise follows Student's t: most
    judges are as good as each other, and one who is not may be far off. Chosen once on training seeds.
    """

    shared: tuple[float, float, float] = (-0.5, -1.0, -0.5)
    shared_width: tuple[float, float, float] = (0.5, 1.5, 0.5)
    scale: float = 0.3
    noise: float = 0.23
    freedom: float = 2.0

    def value_and_slope(self, own: Parameters) -> tuple[Floats, Floats]:
        """-2 log of the density and its slope, a row for each set of parameters."""
        rows, judges = own.rows, own.judges
        shared = (rows[:, :COMMON] - self.shared) / self.shared_width
        scale = rows[:, COMMON : COMMON + judges] / self.scale
        noise = rows[:, COMMON + judges :]
        width = self.freedom * self.noise**2
        tail = noise**2 / width
        value = (shared**2).sum(1) + (scale**2).sum(1) + (self.freedom + 1) * np.log1p(tail).sum(1)
        by_noise = 2 * (self.freedom + 1) * noise / width / (1 + tail)
        return value, np.concatenate([2 * shared / self.shared_width, 2 * scale / self.scale, by_noise], axis=1)


@dataclass(frozen=True, slots=True)
class Fit:
    """The likeliest parameters and the effects under them."""

    crossed: Crossed
    doubts: Doubts | None
    solution: Solution


@contextmanager
def alone() -> Iterator[None]:
    """On one thread: those of the linear algebra wait for each other longer than such small matrices take."""
    with _THREADS.limit(limits=1, user_api="blas"):
        yield


def reml(crossed: Crossed) -> Fit:
    """The plain model by restricted likelihood: every judge uses the scale alike and is as reliable as the others."""
    judges = crossed.mask.shape[1]

    def slope(point: Floats) -> tuple[float, Floats]:
        found = crossed.solve(_plain(point, judges))
        return float(found.value[0]), crossed.slope(found)[0, :COMMON]

    return Fit(crossed, None, crossed.solve(_plain(_least(slope, START), judges)))


def doubting(crossed: Crossed, doubts: Doubts) -> Fit:
    """The model with scale use and noise of each judge, held back by the doubts."""
    judges = crossed.mask.shape[1]

    def slope(point: Floats) -> tuple[float, Floats]:
        value, slopes = _value_and_slope(crossed, doubts, Parameters(point[None]))
        return float(value[0]), slopes[0]

    point = _least(slope, np.concatenate([START, np.zeros(2 * judges)]))
    return Fit(crossed, doubts, crossed.solve(Parameters(point[None])))


def uncertain(fit: Fit, standard: Floats) -> list[Solution]:
    """Effects under other parameters that are also likely: `standard` has rows of standard deviations to go.

    The parameters are taken to be normal around the likeliest, with the curvature there (Laplace).
    """
    if fit.doubts is None:
        raise ValueError("without doubts the likelihood may be flat")
    crossed, doubts, [point] = fit.crossed, fit.doubts, fit.solution.parameters.rows
    steps = STEP * np.eye(len(point))

    beside = [_value_and_slope(crossed, doubts, Parameters(part))[1] for part in _parts(crossed, point + steps)]
    here = _value_and_slope(crossed, doubts, Parameters(point[None]))[1]
    curvature = (np.concatenate(beside) - here) / (2 * STEP)
    curving, directions = np.linalg.eigh((curvature + curvature.T) / 2)
    away = standard / np.sqrt(np.maximum(curving, WIDEST**-2)) @ directions.T
    return [crossed.solve(Parameters(part)) for part in _parts(crossed, np.clip(point + away, LEAST, MOST))]


def _plain(shared: Floats, judges: int) -> Parameters:
    return Parameters(np.concatenate([shared, np.zeros(2 * judges)])[None])


def _value_and_slope(crossed: Crossed, doubts: Doubts, own: Parameters) -> tuple[Floats, Floats]:
    found = crossed.solve(own)
    value, slope = doubts.value_and_slope(own)
    return found.value + value, crossed.slope(found) + slope


def _least(slope: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    options = {"maxiter": 500, "ftol": 1e-10, "gtol": 1e-5}
    bounds = [(LEAST, MOST)] * len(start)
    point: Floats = minimize(slope, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return point


def _parts(crossed: Crossed, rows: Floats) -> list[Floats]:
    most = max(1, AT_ONCE // max(1, crossed.mask.size))
    return [rows[start : start + most] for start in range(0, len(rows), most)]
