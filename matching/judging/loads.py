"""Who judges how much, exactly: a flow from projects to judges, solved by HiGHS.

Every judge's n-th project costs 2n - 1, so a solution of least cost has the least sum of squared loads. Loads that a
flow can have form a base of an integral polymatroid: there the least sum of squares has the least maximum too, and the
greatest minimum. The matrix is a network's, hence totally unimodular: a vertex of the linear programme is whole.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from matching.judging.panel import Bools, Floats, Ints

DEAR = 10_000.0
"""What one unit of breaking a rule costs: more than any difference that the spread of the breaches makes."""
MANY = 16
"""Loads above the mean that get a step of their own at first."""


@dataclass(frozen=True, slots=True)
class Flow:
    """New pairs (a row a project), the views that projects lack and the loads above their judges' limits."""

    pairs: Bools
    short: Ints
    over: Ints


@dataclass(frozen=True, slots=True)
class Elastic:
    """Which rules may be broken, and the price of a unit; None: kept. `pairs` prices pairs, nan: impossible."""

    pairs: Floats
    short: float | None = None
    over: float | None = None


def flow(elastic: Elastic, need: Ints, base: Ints, most: Ints) -> Flow | None:
    """The cheapest assignment of `need` further judges to each project beside the loads `base`; None: there is none."""
    if not need.any():
        return Flow(np.zeros(elastic.pairs.shape, dtype=np.bool_), np.zeros_like(need), np.zeros_like(base))
    if not len(base):
        return None if elastic.short is None else Flow(np.zeros((len(need), 0), dtype=np.bool_), need.copy(), base)
    highest = int(need.sum() + base.sum())
    if elastic.over is None:
        highest = min(highest, int(most.max()))
    steps = int(base.max() + need.sum() // len(base)) + MANY
    while True:
        # Steps for every load that could be are many variables: more of them only where the top was reached.
        found = _solve(elastic, need, base, most, steps)
        if steps >= highest or (found is not None and int((base + found.pairs.sum(axis=0)).max()) < steps):
            return found
        steps *= 2


def _solve(elastic: Elastic, need: Ints, base: Ints, most: Ints, steps: int) -> Flow | None:
    projects, judges = elastic.pairs.shape
    row, column = np.nonzero(~np.isnan(elastic.pairs))
    judge, step = (grid.ravel() for grid in np.meshgrid(np.arange(judges), np.arange(1, steps + 1), indexing="ij"))
    open_to = (step > base[judge]) & ((step <= most[judge]) if elastic.over is None else True)
    judge, step = judge[open_to], step[open_to]
    above = np.maximum(step - most[judge], 0)
    price = 2.0 * step - 1
    if elastic.over is not None:
        price = np.where(above > 0, elastic.over * DEAR + 2.0 * above - 1, 0)
    elif elastic.short is not None or (elastic.pairs > 0).any():
        price = np.zeros(len(step))  # what is asked is how much must be broken, not who does how much
    lacking, which = _shortage(elastic, need)
    costs = np.concatenate([elastic.pairs[row, column] * DEAR, price, lacking])
    count, seats = len(row), len(step)
    rows = np.concatenate([row, projects + column, projects + judge, which])
    columns = np.concatenate([np.arange(count), np.arange(count + seats), count + seats + np.arange(len(which))])
    signs = np.concatenate([np.ones(2 * count), -np.ones(seats), np.ones(len(which))])
    matrix = coo_array((signs, (rows, columns)), shape=(projects + judges, len(costs))).tocsr()
    right = np.concatenate([need, np.zeros(judges)])
    values = _integral(costs, LinearConstraint(matrix, right, right))
    if values is None:
        return None
    pairs = np.zeros((projects, judges), dtype=np.bool_)
    pairs[row, column] = values[:count] == 1
    used = values[count : count + seats] == 1
    over = np.bincount(judge[used & (above > 0)], minlength=judges)
    short = np.bincount(which[values[count + seats :] == 1], minlength=projects)
    return Flow(pairs, short.astype(np.int64), over.astype(np.int64))


def _shortage(elastic: Elastic, need: Ints) -> tuple[Floats, Ints]:
    if elastic.short is None:
        return np.zeros(0), np.zeros(0, dtype=np.int64)
    which = np.repeat(np.arange(len(need)), need)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(need) - need, need) + 1
    return np.asarray(elastic.short * DEAR + 2.0 * nth - 1, dtype=np.float64), which.astype(np.int64)


def _integral(costs: Floats, rows: LinearConstraint) -> Ints | None:
    if not len(costs):
        return None
    for whole in (0, 1):  # the second only if rounding in the solver ever spoiled a vertex
        answer = milp(costs, integrality=np.full(len(costs), whole), bounds=Bounds(0, 1), constraints=rows)
        if answer.x is None:
            return None
        values = np.rint(answer.x)
        if np.abs(answer.x - values).max(initial=0) < 1e-6:
            return np.asarray(values, dtype=np.int64)
    raise ArithmeticError(answer.message)
