"""The core of the model beside statsmodels, an independent implementation of the same likelihood."""

import numpy as np
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

from matching.judging.crossed import Crossed
from matching.judging.fitting import reml
from matching.judging.scores import Floats

COMPLETE = np.ones((8, 5))
"""Every judge sees every project."""


def part(seed: int, projects: int, judges: int, views: int) -> Floats:
    """Each project is seen by some judges, in turn and then by chance."""
    generator = np.random.default_rng(seed)
    mask = np.zeros((projects, judges))
    for project in range(projects):
        others = generator.permutation(judges - 1)[: views - 1]
        mask[project, [project % judges, *((project + 1 + others) % judges)]] = 1
    return mask


def marks(seed: int, mask: Floats, quality: float, severity: float) -> Floats:
    """Marks in points of a scale, of the kind that judges give."""
    generator = np.random.default_rng(seed)
    projects, judges = mask.shape
    effects = quality * generator.normal(size=(projects, 1)) + severity * generator.normal(size=judges)
    found: Floats = mask * (6 + effects + generator.normal(size=mask.shape))
    return found


@pytest.mark.parametrize(
    ("mask", "seed", "quality", "severity"),
    [
        pytest.param(COMPLETE, 1, 1.2, 0.8, id="every judge sees every project"),
        pytest.param(part(2, 18, 6, 3), 2, 1.3, 0.9, id="three views each"),
        pytest.param(part(3, 12, 7, 2), 3, 1.5, 1.5, id="two views each, judges far apart"),
        pytest.param(part(4, 20, 5, 4), 4, 0.9, 0.6, id="four views each, judges near each other"),
    ],
)
def test_variances_and_effects_are_those_of_statsmodels(
    mask: Floats, seed: int, quality: float, severity: float
) -> None:
    given = marks(seed, mask, quality, severity)
    project, judge = np.nonzero(mask)
    columns = [np.eye(size)[place] for size, place in zip(mask.shape, (project, judge), strict=True)]
    names = [[f"{kind}{number}" for number in range(size)] for kind, size in zip("pj", mask.shape, strict=True)]
    parts = VCSpec(["project", "judge"], [[names[0]], [names[1]]], [[columns[0]], [columns[1]]])
    ones = np.ones(len(project))
    model = MixedLM(given[mask > 0], ones[:, None], groups=ones, exog_vc=parts, exog_re=None)
    theirs = model.fit(reml=True, method=["lbfgs"])
    effects = np.asarray(theirs.random_effects[1.0])[-sum(mask.shape) :]

    fit = reml(Crossed(mask, given))

    ours = fit.solution
    assert np.exp(2 * ours.parameters.rows[0, :2]) == pytest.approx(theirs.vcomp, rel=1e-3)
    assert np.exp(2 * ours.parameters.rows[0, 2]) == pytest.approx(theirs.scale, rel=1e-3)
    assert min(theirs.vcomp) > 0.05  # inside, not at the edge
    assert ours.judges[0, -1] == pytest.approx(theirs.fe_params[0], rel=1e-3)
    largest = abs(effects).max()
    assert ours.projects[0] == pytest.approx(effects[: mask.shape[0]], rel=1e-3, abs=1e-3 * largest)
    assert ours.judges[0, :-1] == pytest.approx(effects[mask.shape[0] :], rel=1e-3, abs=1e-3 * largest)
