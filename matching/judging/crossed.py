"""The algebra of the model: crossed effects of projects and judges, solved by Henderson's mixed model equations.

A judge j gives project p the mark

    level + judge_j + scale_j * (project_p + noise_j * e),    e ~ N(0, residual),

with random effects of projects and judges. `scale` is how widely a judge uses the scale, `noise` how much more or less
than others they miss what the others see; both are 1 in the plain model. The block of the projects is diagonal, so what
has to be inverted is as large as the panel of judges, however many projects there are. Everything is computed for many
sets of parameters at once: they are rows of one array.
"""

from dataclasses import dataclass

import numpy as np

from matching.judging.scores import Floats

COMMON = 3
"""Parameters that all judges share: logarithms of the standard deviations of projects, judges and residual."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Sets of parameters, a row each: three shared logarithms, then those of each judge's scale use and noise."""

    rows: Floats

    @property
    def judges(self) -> int:
        return int(self.rows.shape[1] - COMMON) // 2

    @property
    def precision_of_projects(self) -> Floats:
        return np.exp(-2 * self.rows[:, 0])

    @property
    def precision_of_judges(self) -> Floats:
        return np.exp(-2 * self.rows[:, 1])

    @property
    def scale(self) -> Floats:
        return np.exp(self.rows[:, COMMON : COMMON + self.judges])

    @property
    def noise(self) -> Floats:
        return np.exp(self.rows[:, COMMON + self.judges :])

    @property
    def log_error(self) -> Floats:
        """Logarithm of the variance of each judge's errors, in the judge's own units."""
        own = self.rows[:, COMMON : COMMON + self.judges] + self.rows[:, COMMON + self.judges :]
        return 2 * (self.rows[:, 2:COMMON] + own)


@dataclass(frozen=True, slots=True)
class Solution:
    """Effects given the parameters, a row for each set of them.

    `judges` has a last column: the level. `information` is what is known of `judges`, `covariance` its inverse. `gain`
    says by how much a project's effect falls when a judge's rises. `value` is -2 log of the restricted likelihood,
    without its constant.
    """

    parameters: Parameters
    projects: Floats
    judges: Floats
    information: Floats
    covariance: Floats
    precision: Floats
    gain: Floats
    value: Floats

    @property
    def variance(self) -> Floats:
        """The variance of each project's effect."""
        spread: Floats = 1 / self.precision + ((self.gain @ self.covariance) * self.gain).sum(2)
        return spread


@dataclass(frozen=True, slots=True)
class Crossed:
    """Marks of projects (rows) by judges (columns). `mask` is 1 where there is a mark; elsewhere both are 0."""

    mask: Floats
    marks: Floats

    def solve(self, parameters: Parameters) -> Solution:
        """Best linear unbiased predictions of all effects, and the restricted likelihood."""
        mask, marks, own = self.mask, self.marks, parameters
        projects, judges = mask.shape
        count, each = mask.sum(0), np.arange(judges)
        weight = np.exp(-own.log_error)
        pull = own.scale * weight
        precision = own.precision_of_projects[:, None] + (own.scale * pull) @ mask.T
        link = np.empty((len(pull), projects, judges + 1))
        link[:, :, :judges] = mask * pull[:, None, :]
        link[:, :, judges] = pull @ mask.T
        gain = link / precision[:, :, None]
        left = -(gain.transpose(0, 2, 1) @ link)
        left[:, each, each] += count * weight + own.precision_of_judges[:, None]
        left[:, each, judges] += count * weight
        left[:, judges, each] += count * weight
        left[:, judges, judges] += (count * weight).sum(1)
        covariance = np.linalg.inv(left).astype(float, copy=False)
        towards = pull @ marks.T
        right = np.empty((len(pull), judges + 1))
        right[:, :judges] = weight * marks.sum(0)
        right[:, judges] = right[:, :judges].sum(1)
        effects = (covariance @ (right - (towards[:, None, :] @ gain)[:, 0])[:, :, None])[:, :, 0]
        quality = (towards - (link @ effects[:, :, None])[:, :, 0]) / precision
        rest = (weight * (marks**2).sum(0)).sum(1) - (towards * quality).sum(1) - (right * effects).sum(1)
        value: Floats = (
            (count * own.log_error).sum(1)
            + 2 * projects * own.rows[:, 0]
            + 2 * judges * own.rows[:, 1]
            + np.log(precision).sum(1)
            + np.linalg.slogdet(left)[1]
            + rest
        )
        return Solution(own, quality, effects, left, covariance, precision, gain, value)

    def slope(self, found: Solution) -> Floats:
        """How `value` changes with each parameter: expectations of the complete likelihood's own slopes (Fisher)."""
        own, mask = found.parameters, self.mask
        projects, judges = mask.shape
        count, each = mask.sum(0), np.arange(judges)
        scale, weight, level = own.scale, np.exp(-own.log_error), found.judges[:, judges:]
        shared = found.gain @ found.covariance
        variance = 1 / found.precision + (shared * found.gain).sum(2)
        own_variance = found.covariance[:, each, each]
        offset = own_variance + 2 * found.covariance[:, each, judges] + found.covariance[:, judges, judges][:, None]
        together = ((shared[:, :, :judges] + shared[:, :, judges:]) * mask).sum(1)  # less the covariance with projects
        fitted = found.judges[:, None, :judges] + level[:, None, :] + scale[:, None, :] * found.projects[:, :, None]
        residual = self.marks - mask * fitted
        seen = variance @ mask
        squared = (residual**2).sum(1) + count * offset + scale**2 * seen - 2 * scale * together
        crossed = (residual * found.projects[:, :, None]).sum(1) + together - scale * seen
        by_noise = 2 * (count - squared * weight)
        by_scale = by_noise - 2 * crossed * scale * weight
        effects = found.judges[:, :judges]
        by_projects = 2 * projects - 2 * own.precision_of_projects * (found.projects**2 + variance).sum(1)
        by_judges = 2 * judges - 2 * own.precision_of_judges * (effects**2 + own_variance).sum(1)
        shared_slopes = np.stack([by_projects, by_judges, by_noise.sum(1)], axis=1)
        return np.concatenate([shared_slopes, by_scale, by_noise], axis=1)

    def residual_weights(self, found: Solution) -> Floats:
        """The marks times the projection that takes level, projects and judges out of them (P y); one set only."""
        judges = self.mask.shape[1]
        own = found.parameters
        fitted = found.judges[0, :judges] + found.judges[0, judges] + own.scale[0] * found.projects[0][:, None]
        weighted: Floats = self.mask * (self.marks - fitted) * np.exp(-own.log_error[0])
        return weighted
