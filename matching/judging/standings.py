"""From scores to results: one of the two methods, places by the declared rule, and reasons that a team can read."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from matching.judging.drawing import Worlds, interval, ranks
from matching.judging.fitting import alone
from matching.judging.mixed import Mixed, mixed
from matching.judging.plain import plain_mean
from matching.judging.results import JudgeFound, Results, Standing
from matching.judging.scores import Floats, Method, Scores, Ties
from matching.judging.ties import DIGITS, places
from matching.profile import Reason

TOP = 3
"""The probability of being among so many is told."""
NO_TIES = Ties()


@alone()
def results(scores: Scores, method: Method, ties: Ties = NO_TIES, *, sure: bool = True) -> Results:
    """Places of all projects that somebody scored. Without `sure`, no intervals and probabilities: quicker."""
    notes = panel_notes(scores)
    if not scores.sheets:
        return Results(method, (), (), scores.unseen, notes)
    model = mixed(scores) if method == Method.MIXED_MODEL else None
    given = model.marks if model else plain_mean(scores)
    marks = given * scores.left
    told = _reasons(scores, model, given - marks)
    drawn = model.worlds() if model and sure else None
    plain, views = plain_mean(scores), scores.mask.sum(1).astype(int)
    standings = []
    for place in places(scores, marks, ties):
        row = place.row
        standing = Standing(
            scores.projects[row],
            place.rank,
            place.shared,
            _short(marks[row]),
            _short(plain[row]),
            int(views[row]),
            decided=place.decided,
            reasons=told[row],
        )
        standings.append(standing)
    if drawn:
        standings = _sure(scores, standings, drawn)
    components = model.components if model else None
    judges = _judges(scores, model, drawn.judge_errors if drawn else None)
    return Results(method, tuple(standings), judges, scores.unseen, notes, components)


def panel_notes(scores: Scores) -> tuple[Reason, ...]:
    """What the jury should know about the panel before it trusts the numbers."""
    if not scores.sheets:
        return (Reason("no_sheets", {}),)
    notes = []
    if scores.unseen:
        notes.append(Reason("projects_without_sheets", {"projects": scores.unseen}))
    if len(scores.projects) == 1:
        notes.append(Reason("one_project", {"project": scores.projects[0]}))
    if len(scores.judges) == 1:
        notes.append(Reason("one_judge", {"judge": scores.judges[0]}))
    if np.ptp(scores.marks[scores.mask > 0]) < 10**-DIGITS:
        notes.append(Reason("all_marks_equal", {"mark": _short(scores.marks[scores.mask > 0][0])}))
    if len(groups := _groups(scores)) > 1:
        notes.append(Reason("groups_of_judges_never_meet", {"groups": groups}))
    once = int((scores.mask.sum(1) == 1).sum())
    if once and len(scores.judges) > 1:
        notes.append(Reason("projects_seen_once", {"count": once}))
    return tuple(notes)


def _sure(scores: Scores, standings: list[Standing], drawn: Worlds) -> list[Standing]:
    """The standings with what the drawn worlds say of them. An interval always holds the place that was given."""
    shares = ranks(drawn.projects * scores.left)
    low, high = interval(shares)
    error, top = drawn.projects.std(axis=0), shares[:, :TOP].sum(1)
    row = {project: place for place, project in enumerate(scores.projects)}
    return [
        replace(
            one,
            error=_short(error[row[one.project]]),
            low=min(one.rank, int(low[row[one.project]])),
            high=max(one.rank, int(high[row[one.project]])),
            top=_short(top[row[one.project]]),
        )
        for one in standings
    ]


def _groups(scores: Scores) -> tuple[tuple[str, ...], ...]:
    """Judges who are linked by projects that they share, directly or through others."""
    shared = scores.mask.T @ scores.mask
    count, label = connected_components(csr_array(shared), directed=False)
    return tuple(
        tuple(judge for judge, group in zip(scores.judges, label, strict=True) if group == number)
        for number in range(count)
    )


def _reasons(scores: Scores, model: Mixed | None, taken_off: Floats) -> list[tuple[Reason, ...]]:
    """Two sentences for each project: what its judges gave, and what was made of it."""
    plain, views = plain_mean(scores).tolist(), scores.mask.sum(1).astype(int).tolist()
    steps = {name: values.tolist() for name, values in model.steps().items()} if model else {}
    told = []
    for row, (mean, count) in enumerate(zip(plain, views, strict=True)):
        reasons = [Reason("judged", {"mean": _short(mean), "views": count})]
        if model:
            points = {name: _short(values[row]) for name, values in steps.items()}
            reasons.append(Reason("corrected", {**points, "middle": _short(model.level)}))
        else:
            reasons.append(Reason("as_given", {}))
        if off := float(taken_off[row]):
            reasons.append(Reason("taken_off", {"points": _short(off)}))
        told.append(tuple(reasons))
    return told


def _judges(scores: Scores, model: Mixed | None, errors: Floats | None) -> tuple[JudgeFound, ...]:
    sheets = scores.mask.sum(0)
    means = scores.marks.sum(0) / sheets
    found = []
    for column, judge in enumerate(scores.judges):
        one = JudgeFound(judge, int(sheets[column]), _short(means[column]))
        if model:
            error = None if errors is None else _short(errors[column])
            severity, weight, scale = (_short(values[column]) for values in (model.severity, model.weight, model.scale))
            one = JudgeFound(judge, one.sheets, one.mean, severity, error, weight, scale)
        found.append(one)
    return tuple(found)


def _short(value: float) -> float:
    """As many digits as all machines agree on."""
    return round(float(value), DIGITS) + 0.0
