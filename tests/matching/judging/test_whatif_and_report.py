"""What the jury looks at before it publishes: other ways to count, and what the sheets say of the judges."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import GLS

from benchmarks.hackathons import SCENARIOS, judged
from matching.judging.mixed import mixed
from matching.judging.report import home_effects, severities
from matching.judging.scores import BadScores, Criterion, Method, Rubric, Scores, Sheet
from matching.judging.standings import results
from matching.judging.whatif import Alternative, Beside, OtherMethod, OtherWeights, WithoutJudge, compare

TWO = Rubric((Criterion("idea", 1), Criterion("use", 1)))


def sheets(table: dict[str, dict[str, tuple[float, float]]]) -> Scores:
    given = [
        Sheet(judge, project, {"idea": idea, "use": use})
        for judge, own in table.items()
        for project, (idea, use) in own.items()
    ]
    return Scores(tuple(given), TWO)


SCORES = sheets({"j": {"a": (9, 3), "b": (4, 7), "c": (5, 5)}, "k": {"a": (8, 4), "b": (5, 6)}, "m": {"d": (2, 9)}})


def test_places_stand_beside_those_of_other_weights_and_without_a_judge() -> None:
    asked: list[Alternative] = [OtherWeights({"use": 5}), WithoutJudge("m"), OtherMethod(Method.PLAIN_MEAN)]
    assert compare(SCORES, Method.PLAIN_MEAN, asked) == (
        Beside("a", 1, (4, 1, 1)),
        Beside("b", 2, (2, 2, 2)),
        Beside("d", 2, (1, None, 2)),
        Beside("c", 4, (3, 3, 4)),
    )
    assert [row.moved for row in compare(SCORES, Method.PLAIN_MEAN, asked)] == [3, 0, 1, 1]


def test_the_other_method_is_what_it_would_be_if_it_were_official() -> None:
    _, scores = judged(SCENARIOS["biased"], np.random.default_rng([3, 1]))
    rows = compare(scores, Method.MIXED_MODEL, [OtherMethod(Method.PLAIN_MEAN)])
    official = results(scores, Method.MIXED_MODEL, sure=False).rank
    plain = results(scores, Method.PLAIN_MEAN).rank
    assert {row.project: (row.rank, row.ranks[0]) for row in rows} == {
        project: (official[project], plain[project]) for project in official
    }
    assert max(row.moved for row in rows) > 3


@pytest.mark.parametrize(
    ("alternative", "code"),
    [
        (OtherWeights({"beauty": 1}), "unknown_criterion"),
        (OtherWeights({"idea": 0, "use": 0}), "weights_sum_to_zero"),
        (WithoutJudge("nobody"), "unknown_judge"),
    ],
)
def test_an_alternative_that_cannot_be_counted_is_refused(alternative: OtherWeights | WithoutJudge, code: str) -> None:
    with pytest.raises(BadScores) as refused:
        compare(SCORES, Method.PLAIN_MEAN, [alternative])
    assert refused.value.code == code


def test_the_severe_come_first_and_their_intervals_hold_what_they_are() -> None:
    _, scores = judged(SCENARIOS["biased"], np.random.default_rng([3, 2]))
    found = severities(results(scores, Method.MIXED_MODEL))
    points = [row.found.severity or 0.0 for row in found]
    assert points == sorted(points, reverse=True)
    assert all(row.low < (row.found.severity or 0.0) < row.high for row in found)
    assert found[0].clear
    assert severities(results(scores, Method.PLAIN_MEAN)) == ()


COUNTRIES = ("PK", "KG", "UZ")
JUDGES = {f"j{number}": COUNTRIES[number % 3] for number in range(9)}
PROJECTS = {f"p{number:02}": (COUNTRIES[number % 3],) for number in range(30)}


def favoured(points: dict[str, float]) -> Scores:
    """A jury whose judges from these countries give their own so many points more."""
    _, scores = judged(SCENARIOS["base"], np.random.default_rng([3, 3]))
    given = []
    for sheet in scores.sheets:
        home = JUDGES[sheet.judge]
        more = points.get(home, 0.0) if PROJECTS[sheet.project] == (home,) else 0.0
        given.append(Sheet(sheet.judge, sheet.project, {code: value + more for code, value in sheet.values.items()}))
    return Scores(tuple(given), Rubric(scores.rubric.criteria, 1, 20))


def test_judges_who_favour_their_own_country_are_found_and_others_are_not_blamed() -> None:
    before = {home.country: home for home in home_effects(favoured({}), JUDGES, PROJECTS)}
    after = {home.country: home for home in home_effects(favoured({"KG": 4.0}), JUDGES, PROJECTS)}
    assert list(after) == [None, "KG", "PK", "UZ"]
    assert after[None].sheets == sum(after[country].sheets for country in COUNTRIES)
    assert after["KG"].clear
    assert after["KG"].points - before["KG"].points > 2
    assert all(not after[country].clear for country in ("PK", "UZ"))


def test_a_home_effect_is_one_more_term_of_the_model() -> None:
    scores = favoured({"PK": 2.0})
    [home, *_] = home_effects(scores, JUDGES, PROJECTS)
    model = mixed(scores)
    assert model is not None
    own = model.fit.solution.parameters
    row, column = np.nonzero(scores.mask)
    scale = own.scale[0][column]
    covariance = np.exp(2 * own.rows[0, 0]) * (row[:, None] == row) * np.outer(scale, scale)
    covariance += np.exp(2 * own.rows[0, 1]) * (column[:, None] == column) + np.diag(np.exp(own.log_error[0])[column])
    at_home = [PROJECTS[scores.projects[p]] == (JUDGES[scores.judges[j]],) for p, j in zip(row, column, strict=True)]
    terms = np.stack([np.ones(len(row)), np.array(at_home, float)], axis=1)
    theirs = GLS(scores.marks[row, column], terms, sigma=covariance).fit()
    assert home.points == pytest.approx(theirs.params[1], rel=1e-5)
    error = np.linalg.inv(terms.T @ np.linalg.inv(covariance * model.unit**2) @ terms)[1, 1] ** 0.5
    assert (home.high - home.low) / 2 == pytest.approx(1.6448536 * error, rel=1e-5)


def test_where_no_judge_saw_a_project_of_their_country_or_marks_are_equal_there_is_no_home_effect() -> None:
    assert home_effects(SCORES, {"j": "PK"}, {"d": ("PK",)}) == ()
    assert home_effects(sheets({"j": {"a": (5, 5)}}), {"j": "PK"}, {"a": ("PK",)}) == ()
    assert home_effects(Scores((), TWO), {}, {}) == ()
