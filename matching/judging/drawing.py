"""How sure the places are: many worlds that the marks leave possible, and the ranking in each of them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from matching.judging.crossed import Solution
from matching.judging.fitting import Fit, uncertain
from matching.judging.scores import Floats

SETS, EACH = 128, 32
"""Sets of parameters, and worlds drawn under each of them."""
SEED = 20_261_122
"""Every run draws the same worlds, so the same sheets give the same answer."""
FREEDOM = 8.0
"""Parameters have heavier tails than the normal: Student's t with so many degrees of freedom."""
SURE = 0.9
"""How often an interval should hold the truth."""
AWAY = float(ndtri(0.5 + SURE / 2))
"""Standard errors to each side of an estimate."""


TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Worlds:
    """Drawn effects of projects, a world a row; and the spread of the judges' effects over all worlds."""

    projects: Floats
    judge_errors: Floats


def worlds(fit: Fit) -> Worlds:
    """Draw parameters that are likely, and effects that are likely under them."""
    generator = np.random.default_rng(SEED)
    half = generator.standard_normal((SETS // 2, fit.solution.parameters.rows.shape[1]))
    stretch = np.sqrt(FREEDOM / generator.chisquare(FREEDOM, size=(SETS // 2, 1)))
    solutions = uncertain(fit, np.concatenate([half * stretch, -half * stretch]))
    drawn = np.concatenate([_projects(found, generator) for found in solutions])
    judges = fit.crossed.mask.shape[1]
    means = np.concatenate([found.judges[:, :judges] for found in solutions])
    each = np.arange(judges)
    variances = np.concatenate([found.covariance[:, each, each] for found in solutions])
    return Worlds(drawn, np.sqrt(variances.mean(0) + means.var(0)))


def ranks(drawn: Floats) -> Floats:
    """How often each project (row) has each place (column, the first is the best), as shares of all worlds."""
    count, projects = drawn.shape
    order = np.argsort(-drawn, axis=1)
    seen = np.bincount((order * projects + np.arange(projects)).ravel(), minlength=projects**2)
    shares: Floats = seen.reshape(projects, projects) / count
    return shares


def interval(shares: Floats) -> tuple[Floats, Floats]:
    """The places between which each project is in 90 of 100 worlds."""
    below, out = shares.cumsum(1), (1 - SURE) / 2
    return 1.0 + (below < out - TINY).sum(1), 1.0 + (below < 1 - out - TINY).sum(1)


def _projects(found: Solution, generator: np.random.Generator) -> Floats:
    sets, projects, effects = found.gain.shape
    root = np.linalg.cholesky(found.information).transpose(0, 2, 1)
    judges = np.linalg.solve(root, generator.standard_normal((sets, effects, EACH))).transpose(0, 2, 1)
    own = generator.standard_normal((sets, EACH, projects)) / np.sqrt(found.precision)[:, None, :]
    drawn: Floats = found.projects[:, None, :] - judges @ found.gain.transpose(0, 2, 1) + own
    return drawn.reshape(-1, projects)
