"""What the jury chair sees of the judges: who is severe, and whether judges favour projects of their own country."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matching.judging.crossed import Crossed
from matching.judging.drawing import AWAY
from matching.judging.fitting import alone
from matching.judging.mixed import Mixed, mixed
from matching.judging.results import JudgeFound, Results
from matching.judging.scores import Floats, Scores
from matching.judging.ties import DIGITS


@dataclass(frozen=True, slots=True)
class Severity:
    """How many points a judge gives less than others would for the same projects, with a 90% interval."""

    found: JudgeFound
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Home:
    """How many points judges give more to projects of their own country, with a 90% interval.

    `country` is None for all countries together. `sheets` are those of a judge and a project of the same country.
    """

    country: str | None
    sheets: int
    points: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def severities(results: Results) -> tuple[Severity, ...]:
    """All judges of results by the model, the most severe first; none of results that say nothing about judges."""
    found = []
    for one in results.judges:
        if one.severity is not None and one.error is not None:
            away = AWAY * one.error
            found.append(Severity(one, round(one.severity - away, DIGITS), round(one.severity + away, DIGITS)))
    return tuple(sorted(found, key=lambda row: (-(row.found.severity or 0.0), row.found.judge)))


@alone()
def home_effects(
    scores: Scores, judges: Mapping[str, str | None], projects: Mapping[str, tuple[str, ...]]
) -> tuple[Home, ...]:
    """All countries together first, then each country alone; only where some judges saw their own and others not.

    `judges` has the country of each judge, `projects` the countries of each team. The effect is one more term of the
    model, beside quality and severity: a country whose projects are good, or whose judges are mild, shows none.
    """
    model = mixed(scores) if scores.sheets else None
    if model is None:
        return ()
    countries = sorted({country for country in judges.values() if country})
    at_home = {country: _at_home(scores, judges, projects, country) for country in countries}
    everywhere = sum(at_home.values(), start=np.zeros_like(scores.mask))
    asked = [(None, everywhere), *at_home.items()]
    return tuple(found for country, sheets in asked if (found := _home(model, country, sheets)))


def _at_home(
    scores: Scores, judges: Mapping[str, str | None], projects: Mapping[str, tuple[str, ...]], country: str
) -> Floats:
    rows = np.array([country in projects.get(project, ()) for project in scores.projects], float)
    columns = np.array([judges.get(judge) == country for judge in scores.judges], float)
    sheets: Floats = scores.mask * np.outer(rows, columns)
    return sheets


def _home(model: Mixed, country: str | None, sheets: Floats) -> Home | None:
    """The generalised least squares estimate of one more term, at the model's own variances."""
    crossed, own = model.fit.crossed, model.fit.solution.parameters
    term = Crossed(crossed.mask, sheets)
    cleaned = term.residual_weights(term.solve(own))  # what the term says that project and judge do not say already
    information = float((cleaned * sheets).sum())
    if information < 1e-9:
        return None
    points = model.unit * float((cleaned * crossed.marks).sum()) / information
    error = model.unit / information**0.5
    ends = (points, points - AWAY * error, points + AWAY * error)
    return Home(country, int(sheets.sum()), *(round(end, DIGITS) for end in ends))
