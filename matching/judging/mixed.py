"""The official mark where judges see different projects: severity taken out, and less trusted where little is known."""

from dataclasses import dataclass

import numpy as np

from matching.judging.crossed import Crossed
from matching.judging.drawing import Worlds, worlds
from matching.judging.fitting import Doubts, Fit, doubting
from matching.judging.plain import plain_mean
from matching.judging.results import Components
from matching.judging.scores import Floats, Scores

DOUBTS = Doubts()


@dataclass(frozen=True)
class Mixed:
    """A fitted model, told in points of the scale. Rows are projects, columns judges, as in the scores."""

    scores: Scores
    fit: Fit
    middle: float
    unit: float

    @property
    def level(self) -> float:
        """What an ordinary judge gives an ordinary project."""
        return self.middle + self.unit * float(self.fit.solution.judges[0, -1])

    @property
    def marks(self) -> Floats:
        """What an ordinary judge would give each project, before points are taken off."""
        marks: Floats = self.level + self.unit * self.fit.solution.projects[0]
        return marks

    @property
    def severity(self) -> Floats:
        """Points that each judge gives less than an ordinary one."""
        severity: Floats = -self.unit * self.fit.solution.judges[0, :-1]
        return severity

    @property
    def scale(self) -> Floats:
        """How much of the scale each judge uses, beside an ordinary one."""
        own: Floats = self.fit.solution.parameters.scale[0]
        return own

    @property
    def weight(self) -> Floats:
        """What one mark of each judge weighs once scale use is taken out, beside an ordinary one's."""
        own: Floats = self.fit.solution.parameters.noise[0] ** -2
        return own

    @property
    def components(self) -> Components:
        """Variances in squared points."""
        projects, judges, residual = (self.unit**2 * np.exp(2 * self.fit.solution.parameters.rows[0, :3])).tolist()
        return Components(projects, judges, residual)

    def steps(self) -> dict[str, Floats]:
        """How each mark arose: points that each step adds to the plain mean; together they are the mark.

        `severity` undoes what its judges give too little or too much, `weighting` counts reliable judges more and
        stretches everybody's scale alike, `shrinkage` moves a mark towards the middle as few views leave it open.
        """
        scores, found = self.scores, self.fit.solution
        mask, own, plain = scores.mask, found.parameters, plain_mean(scores)
        severity = (mask @ self.severity) / mask.sum(1)
        pull = own.scale[0] * np.exp(-own.log_error[0])
        clean = mask * (scores.marks + self.severity - self.level)
        unshrunk = (clean @ pull) / (mask @ (pull * own.scale[0]))
        weighting = self.level + unshrunk - plain - severity
        return {"severity": severity, "weighting": weighting, "shrinkage": self.marks - self.level - unshrunk}

    def worlds(self) -> Worlds:
        """Marks and severities as they might also be, in points."""
        drawn = worlds(self.fit)
        return Worlds(self.level + self.unit * drawn.projects, self.unit * drawn.judge_errors)


def centred(scores: Scores) -> tuple[Crossed, float, float]:
    """The marks around their mean in units of their spread; with mean and spread. The spread of equal marks is 0."""
    mask, marks = scores.mask, scores.marks
    count = mask.sum()
    middle = float(marks.sum() / count)
    away = (marks - middle) * mask
    spread = float(np.sqrt((away**2).sum() / max(count - 1, 1)))
    return Crossed(mask, away / spread if spread > 0 else away), middle, spread


def mixed(scores: Scores, doubts: Doubts = DOUBTS) -> Mixed | None:
    """Fit the model; None where all marks are equal, so that there is nothing to estimate."""
    crossed, middle, spread = centred(scores)
    if spread < 1e-9:
        return None
    return Mixed(scores, doubting(crossed, doubts), middle, spread)
