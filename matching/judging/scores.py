"""What judges gave: score sheets and the rubric in, one table of projects by judges out."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Method(StrEnum):
    """How sheets become marks; fixed before judging opens."""

    PLAIN_MEAN = "plain_mean"
    MIXED_MODEL = "mixed_model"


class BadScores(ValueError):
    """Rubric or sheets that cannot be counted; the code says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, and how much it counts beside the others."""

    code: str
    weight: float = 1.0


@dataclass(frozen=True)
class Rubric:
    """Criteria, and the scale on which each of them is scored."""

    criteria: tuple[Criterion, ...]
    least: float = 1.0
    most: float = 10.0

    def __post_init__(self) -> None:
        codes, weights = self.codes, [criterion.weight for criterion in self.criteria]
        if not codes:
            raise BadScores("no_criteria")
        if len(set(codes)) < len(codes):
            raise BadScores("criterion_twice")
        if not all(math.isfinite(weight) and weight >= 0 for weight in weights):
            raise BadScores("bad_weight")
        if not math.fsum(weights) > 0:
            raise BadScores("weights_sum_to_zero")
        if not (math.isfinite(self.least) and math.isfinite(self.most) and self.least < self.most):
            raise BadScores("bad_scale", least=self.least, most=self.most)

    @property
    def codes(self) -> tuple[str, ...]:
        """The criteria in their declared order."""
        return tuple(criterion.code for criterion in self.criteria)

    @cached_property
    def weights(self) -> Floats:
        """Shares of the criteria; they sum to one."""
        weights = np.array([criterion.weight for criterion in self.criteria])
        shares: Floats = weights / weights.sum()
        return shares

    def reweighted(self, weights: Mapping[str, float]) -> "Rubric":
        """The same rubric with other weights; what is not named keeps its own."""
        if unknown := set(weights) - set(self.codes):
            raise BadScores("unknown_criterion", criterion=min(unknown))
        criteria = tuple(Criterion(one.code, weights.get(one.code, one.weight)) for one in self.criteria)
        return replace(self, criteria=criteria)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one judge gave one project: a value for every criterion."""

    judge: str
    project: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ties:
    """What decides between equal marks: criteria in this order, then how many judges put a project first."""

    criteria: tuple[str, ...] = ()
    firsts: bool = True


@dataclass(frozen=True)
class Scores:
    """The whole question: sheets, every project that is in the round, rubric, shares of marks that lateness costs.

    The order in which anything is given means nothing: projects and judges are sorted by their ids.
    """

    sheets: tuple[Sheet, ...]
    rubric: Rubric
    entered: Iterable[str] | None = None
    penalties: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seen = set[tuple[str, str]]()
        for sheet in self.sheets:
            if (sheet.judge, sheet.project) in seen:
                raise BadScores("sheet_twice", judge=sheet.judge, project=sheet.project)
            seen.add((sheet.judge, sheet.project))
            if set(sheet.values) != set(self.rubric.codes):
                raise BadScores("criteria_differ", judge=sheet.judge, project=sheet.project)
            if not all(self.rubric.least <= value <= self.rubric.most for value in sheet.values.values()):
                raise BadScores("off_the_scale", judge=sheet.judge, project=sheet.project)
        object.__setattr__(self, "entered", None if self.entered is None else tuple(self.entered))
        if self.entered is not None and (unknown := {sheet.project for sheet in self.sheets} - set(self.entered)):
            raise BadScores("unknown_project", project=min(unknown))

    @cached_property
    def projects(self) -> tuple[str, ...]:
        """Those with at least one sheet, sorted: the rows of the tables."""
        return tuple(sorted({sheet.project for sheet in self.sheets}))

    @cached_property
    def judges(self) -> tuple[str, ...]:
        """Those who handed in at least one sheet, sorted: the columns of the tables."""
        return tuple(sorted({sheet.judge for sheet in self.sheets}))

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """Projects in the round that no judge has scored."""
        return tuple(sorted(set(self.entered or ()) - set(self.projects)))

    @cached_property
    def mask(self) -> Floats:
        """1 where a judge (column) scored a project (row)."""
        return np.isfinite(self.values[:, :, 0]).astype(float)

    @cached_property
    def values(self) -> Floats:
        """Projects by judges by criteria; not a number where there is no sheet."""
        row = {project: place for place, project in enumerate(self.projects)}
        column = {judge: place for place, judge in enumerate(self.judges)}
        values = np.full((len(row), len(column), len(self.rubric.codes)), np.nan)
        for sheet in self.sheets:
            values[row[sheet.project], column[sheet.judge]] = [sheet.values[code] for code in self.rubric.codes]
        return values

    @cached_property
    def marks(self) -> Floats:
        """Projects by judges: the weighted mean of each sheet, 0 where there is none."""
        return np.where(self.mask > 0, np.nan_to_num(self.values) @ self.rubric.weights, 0.0)

    @cached_property
    def left(self) -> Floats:
        """The share of its mark that each project keeps: 1, or 0.9 where a tenth is taken off."""
        return np.array([1 - self.penalties.get(project, 0.0) for project in self.projects])

    def without(self, judge: str) -> "Scores":
        """The same scores as if this judge had handed in nothing; a project that only they saw is unseen then."""
        rest = tuple(sheet for sheet in self.sheets if sheet.judge != judge)
        return Scores(rest, self.rubric, (*self.projects, *self.unseen), self.penalties)

    def under(self, rubric: Rubric) -> "Scores":
        """The same sheets with another rubric."""
        return replace(self, rubric=rubric)
