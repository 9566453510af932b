"""What holds whatever the judges gave."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from benchmarks.hackathons import SCENARIOS, judged, replayed
from matching.judging.crossed import Crossed, Parameters
from matching.judging.drawing import interval, ranks
from matching.judging.fitting import Doubts, reml
from matching.judging.mixed import mixed
from matching.judging.plain import plain_mean, z_score
from matching.judging.scores import Criterion, Floats, Method, Rubric, Scores, Sheet
from matching.judging.standings import results

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
RUBRIC = Rubric((Criterion("idea", 2), Criterion("use", 1)), 1, 10)
FEW = settings(deadline=None, phases=QUICK, max_examples=10)


@st.composite
def panels(draw: st.DrawFn) -> Scores:
    """Any sheets of a few judges and projects: sparse, disconnected, constant, whatever comes."""
    pairs = draw(st.sets(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=16))
    values = st.integers(1, 10)
    sheets = [
        Sheet(f"j{judge}", f"p{project}", {"idea": draw(values), "use": draw(values)})
        for judge, project in sorted(pairs)
    ]
    return Scores(tuple(sheets), RUBRIC)


@FEW
@given(scores=panels())
def test_every_scored_project_has_a_finite_mark_and_one_of_the_places(scores: Scores) -> None:
    found = results(scores, Method.MIXED_MODEL)
    assert {one.project for one in found.standings} == set(scores.projects)
    ranks = [one.rank for one in found.standings]
    assert ranks == sorted(ranks)
    assert all(rank == 1 + sum(other < rank for other in ranks) for rank in ranks)
    assert np.isfinite([one.mark for one in found.standings]).all()
    assert all(judge.weight is None or judge.weight > 0 for judge in found.judges)


@FEW
@given(scores=panels(), judges=st.permutations(range(4)), projects=st.permutations(range(6)))
def test_other_names_give_the_same_marks(scores: Scores, judges: list[int], projects: list[int]) -> None:
    renamed = Scores(
        tuple(
            Sheet(f"x{judges[int(sheet.judge[1])]}", f"y{projects[int(sheet.project[1])]}", sheet.values)
            for sheet in scores.sheets
        ),
        RUBRIC,
    )
    one, other = (results(each, Method.MIXED_MODEL, sure=False) for each in (scores, renamed))
    theirs = {standing.project: standing.mark for standing in other.standings}
    for standing in one.standings:
        assert theirs[f"y{projects[int(standing.project[1])]}"] == pytest.approx(standing.mark, abs=2e-3)


@FEW
@given(data=st.data(), projects=st.integers(2, 7), judges=st.integers(2, 5))
def test_where_every_judge_sees_every_project_the_plain_model_keeps_the_order_of_the_plain_mean(
    data: st.DataObject, projects: int, judges: int
) -> None:
    values = data.draw(st.lists(st.integers(1, 10), min_size=projects * judges, max_size=projects * judges))
    marks = np.array(values, float).reshape(projects, judges)
    if np.ptp(marks) == 0:
        return
    marks = (marks - marks.mean()) / marks.std()
    quality = reml(Crossed(np.ones_like(marks), marks)).solution.projects[0]
    mean = marks.mean(1)
    above = mean[:, None] > mean + 1e-9
    assert (quality[:, None] - quality)[above].min(initial=0.0) >= -1e-9


# Fixed panels: how far a model moves is a matter of chance, and a bound that holds for every panel would say nothing.
@pytest.mark.parametrize(("seed", "judge", "points"), [(seed, seed % 9, (-2.0, 1.5)[seed % 2]) for seed in range(8)])
def test_what_one_judge_gives_everybody_more_moves_marks_little(seed: int, judge: int, points: float) -> None:
    _, scores = judged(SCENARIOS["base"], np.random.default_rng([3, seed]))
    wide = Rubric(scores.rubric.criteria, -10, 20)
    more = {f"j{judge}": points}
    moved = tuple(
        replace(sheet, values={code: value + more.get(sheet.judge, 0) for code, value in sheet.values.items()})
        for sheet in scores.sheets
    )
    before, after = Scores(scores.sheets, wide), Scores(moved, wide)
    one, other = mixed(before), mixed(after)
    assert one is not None
    assert other is not None
    saw = scores.mask[:, judge] > 0
    plain = plain_mean(after) - plain_mean(before)
    assert np.ptp(plain) == pytest.approx(abs(points) / 3)
    model = other.marks - one.marks
    assert abs(model[saw].mean() - model[~saw].mean()) < abs(points) / 6
    assert other.severity[judge] - one.severity[judge] == pytest.approx(-points, abs=abs(points) * 2 / 3)


@FEW
@given(seed=st.integers(0, 2**16), doubted=st.booleans())
def test_slopes_are_those_of_the_value(seed: int, doubted: bool) -> None:
    generator = np.random.default_rng(seed)
    mask = (generator.random((6, 3)) < 0.7).astype(float)
    crossed, doubts = Crossed(mask, mask * generator.normal(size=(6, 3))), Doubts()
    at, step = generator.normal(size=(1, 9)) * 0.3, 1e-5 * np.eye(9)

    def value(rows: Floats) -> Floats:
        own = Parameters(rows)
        return doubts.value_and_slope(own)[0] if doubted else crossed.solve(own).value

    own = Parameters(at)
    slope = doubts.value_and_slope(own)[1] if doubted else crossed.slope(crossed.solve(own))
    assert slope[0] == pytest.approx((value(at + step) - value(at - step)) / 2e-5, rel=1e-4, abs=1e-4)


def test_places_of_drawn_worlds_are_counted_and_their_ends_left_out() -> None:
    drawn = np.array([[3.0, 2.0, 1.0]] * 90 + [[1.0, 2.0, 3.0]] * 10)
    shares = ranks(drawn)
    assert shares.tolist() == [[0.9, 0, 0.1], [0, 1, 0], [0.1, 0, 0.9]]
    assert [end.tolist() for end in interval(shares)] == [[1, 2, 1], [3, 2, 3]]
    assert [end.tolist() for end in interval(ranks(drawn[:94]))] == [[1, 2, 3], [1, 2, 3]]


def test_a_judge_who_gives_everybody_the_same_says_nothing_in_units_of_their_spread() -> None:
    sheets = [Sheet("j", "a", {"idea": 5, "use": 5}), Sheet("j", "b", {"idea": 5, "use": 5})]
    sheets += [Sheet("k", "a", {"idea": 9, "use": 9}), Sheet("k", "b", {"idea": 7, "use": 7})]
    assert z_score(Scores(tuple(sheets), RUBRIC)) == pytest.approx([0.5**0.5 / 2, -(0.5**0.5) / 2])


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_over_a_few_made_up_hackathons_the_model_is_nearer_the_truth_where_judges_differ(name: str) -> None:
    found = list(replayed(SCENARIOS[name], ((3, number) for number in range(12))))
    model, plain, _ = np.mean([outcome.tau for outcome in found], axis=0).tolist()
    assert model > plain + {"base": 0.01, "biased": 0.08, "random": 0.04, "unbiased": -0.02}[name]
    assert 0.85 < np.mean([outcome.covered for outcome in found]) < 0.98
