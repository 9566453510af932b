"""From sheets to places: what the two methods say, and what they say of panels from which little can be learned."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import pytest

from matching.judging.results import Results
from matching.judging.scores import BadScores, Criterion, Method, Rubric, Scores, Sheet, Ties
from matching.judging.standings import results

RUBRIC = Rubric((Criterion("idea", 2), Criterion("use", 1)))
BOTH = pytest.mark.parametrize("method", list(Method))


def scores(table: Mapping[str, Mapping[str, float | tuple[float, float]]], **more: object) -> Scores:
    """Sheets by judge and project: one number for both criteria, or two."""
    sheets = []
    for judge, given in table.items():
        for project, value in given.items():
            idea, use = value if isinstance(value, tuple) else (value, value)
            sheets.append(Sheet(judge, project, {"idea": idea, "use": use}))
    return Scores(tuple(sheets), RUBRIC, **more)  # type: ignore[arg-type]  # each test names what it sets


def codes(found: Results) -> list[str]:
    return [note.code for note in found.notes]


def order(found: Results) -> list[tuple[str, int]]:
    return [(standing.project, standing.rank) for standing in found.standings]


HARSH = {
    "harsh": {"a": 4, "b": 3, "c": 2, "d": 5},
    "mild": {"c": 7, "d": 9, "e": 7, "f": 8, "g": 6},
    "other": {"a": 7, "b": 6, "e": 6, "g": 5, "d": 8},
}
"""`a` saw the harsh judge, `f` only the mild one."""


def test_the_plain_mean_weighs_criteria_and_says_so() -> None:
    found = results(scores({"j": {"a": (9, 3), "b": (6, 8)}, "k": {"a": 7, "b": 8}}), Method.PLAIN_MEAN)
    assert [(one.project, one.mark) for one in found.standings] == [("b", 7.333333), ("a", 7.0)]
    assert [reason.code for reason in found.standings[0].reasons] == ["judged", "as_given"]
    assert found.standings[0].reasons[0].params == {"mean": 7.333333, "views": 2}
    assert (found.standings[0].low, found.components) == (None, None)


def test_what_a_harsh_judge_took_is_given_back_and_each_team_reads_how() -> None:
    found = results(scores(HARSH), Method.MIXED_MODEL)
    by_name = {judge.judge: judge for judge in found.judges}
    severity = {judge.judge: judge.severity or 0.0 for judge in found.judges}
    assert severity["harsh"] > 0.5 > 0 > severity["mild"]
    assert (by_name["harsh"].error or 0.0) > 0
    standings = {standing.project: standing for standing in found.standings}
    assert standings["a"].plain < standings["f"].plain - 2
    assert standings["a"].rank < standings["f"].rank
    for standing in found.standings:
        judged, corrected = standing.reasons
        assert judged.params == {"mean": standing.plain, "views": standing.views}
        steps = {name: float(str(points)) for name, points in corrected.params.items()}
        steps.pop("middle")
        assert set(steps) == {"severity", "weighting", "shrinkage"}
        assert standing.plain + sum(steps.values()) == pytest.approx(standing.mark, abs=1e-5)
    assert float(str(standings["a"].reasons[1].params["severity"])) > 0


def test_intervals_hold_the_place_and_the_chances_of_the_first_three_add_up_to_three() -> None:
    found = results(scores(HARSH), Method.MIXED_MODEL)
    for one in found.standings:
        assert one.low is not None
        assert one.high is not None
        assert 1 <= one.low <= one.rank <= one.high <= 7
        assert one.error is not None
        assert one.error > 0
    assert sum(one.top or 0.0 for one in found.standings) == pytest.approx(3, abs=1e-4)


def test_a_judge_who_marks_against_everybody_loses_weight() -> None:
    table: dict[str, dict[str, float]] = {judge: {} for judge in "vwxyz"}
    for number in range(20):
        for judge in "vwxy":
            table[judge][f"p{number:02}"] = 1 + (number * 9) // 20 + "vwxy".index(judge) % 2
        table["z"][f"p{number:02}"] = 1 + (number * 7) % 10
    found = results(scores(table), Method.MIXED_MODEL, sure=False)
    weight = {judge.judge: judge.weight or 0.0 for judge in found.judges}
    assert weight["z"] < 0.2 < 0.5 < min(weight[judge] for judge in "vwxy")


@BOTH
def test_the_order_of_sheets_and_projects_changes_no_byte(method: Method) -> None:
    one = scores(HARSH, entered=("a", "b", "c", "d", "e", "f", "g", "h"))
    other = Scores(tuple(reversed(one.sheets)), RUBRIC, ("h", "g", "f", "e", "d", "c", "b", "a"))
    assert repr(asdict(results(one, method))) == repr(asdict(results(other, method)))


@BOTH
def test_a_share_for_being_late_comes_off_the_mark_and_is_told(method: Method) -> None:
    before = results(scores(HARSH), method, sure=False)
    after = results(scores(HARSH, penalties={"d": 0.9}), method, sure=False)
    [was] = [one for one in before.standings if one.project == "d"]
    last = after.standings[-1]
    assert last.project == "d"
    assert last.mark == pytest.approx(was.mark / 10, abs=1e-4)
    assert last.reasons[-1].code == "taken_off"
    assert last.reasons[-1].params["points"] == pytest.approx(was.mark * 0.9, abs=1e-4)


TIED = {"j": {"a": 6, "b": 3, "c": 2, "d": 8}, "k": {"a": 6, "b": 9, "d": 8}}
"""`a` and `b` are equal in the mean and in each criterion; one judge put `b` first."""


@pytest.mark.parametrize(
    ("rule", "expected", "decided"),
    [
        pytest.param(Ties(("idea",)), [("d", 1), ("b", 2), ("a", 3), ("c", 4)], {"a": "firsts"}, id="idea is equal"),
        pytest.param(Ties(("use",)), [("d", 1), ("b", 2), ("a", 3), ("c", 4)], {"a": "firsts"}, id="use is equal"),
        pytest.param(Ties((), firsts=False), [("d", 1), ("a", 2), ("b", 2), ("c", 4)], {}, id="a shared place"),
    ],
)
def test_equal_marks_are_parted_by_firsts_or_share_a_place(
    rule: Ties, expected: Sequence[tuple[str, int]], decided: Mapping[str, str]
) -> None:
    found = results(scores(TIED), Method.PLAIN_MEAN, rule)
    assert order(found) == expected
    assert {one.project: one.decided for one in found.standings if one.decided} == decided
    assert {one.project for one in found.standings if one.shared} == ({"a", "b"} if not rule.firsts else set())


def test_the_first_criterion_that_differs_parts_equal_marks() -> None:
    tied = scores({"j": {"a": (6, 6), "b": (7, 4)}})
    assert order(results(tied, Method.PLAIN_MEAN, Ties(("use", "idea")))) == [("a", 1), ("b", 2)]
    [first, second] = results(tied, Method.PLAIN_MEAN, Ties(("idea", "use"))).standings
    assert (first.project, second.project, second.decided) == ("b", "a", "idea")


@BOTH
def test_no_sheets_at_all_ranks_nobody(method: Method) -> None:
    found = results(scores({}, entered=("a", "b")), method)
    assert (found.standings, found.unranked, codes(found)) == ((), ("a", "b"), ["no_sheets"])


@BOTH
def test_a_project_that_nobody_scored_is_named_and_not_ranked(method: Method) -> None:
    found = results(scores(HARSH, entered=(*"abcdefg", "unseen")), method, sure=False)
    assert found.unranked == ("unseen",)
    assert "unseen" not in found.rank
    assert "projects_without_sheets" in codes(found)


@BOTH
def test_equal_marks_everywhere_share_the_first_place(method: Method) -> None:
    found = results(scores({"j": {"a": 5, "b": 5}, "k": {"a": 5, "c": 5}}), method)
    assert order(found) == [("a", 1), ("b", 1), ("c", 1)]
    assert all(one.mark == 5 and one.shared for one in found.standings)
    assert "all_marks_equal" in codes(found)


@BOTH
def test_one_judge_keeps_their_own_order_and_the_jury_is_told(method: Method) -> None:
    found = results(scores({"j": {"a": 5, "b": 9, "c": 2}}), method)
    assert order(found) == [("b", 1), ("a", 2), ("c", 3)]
    assert codes(found) == ["one_judge"]


@BOTH
def test_one_project_is_first(method: Method) -> None:
    found = results(scores({"j": {"a": 5}, "k": {"a": 7}}), method)
    assert order(found) == [("a", 1)]
    assert codes(found) == ["one_project"]
    assert found.standings[0].top in (None, 1.0)


def test_judges_who_never_meet_are_named_and_what_they_gave_is_trusted_less() -> None:
    apart = {"j": {"a": 8, "b": 6}, "k": {"a": 9, "b": 7}, "m": {"c": 4, "d": 2}, "n": {"c": 5, "d": 3}}
    found = results(scores(apart), Method.MIXED_MODEL)
    [note] = found.notes
    assert (note.code, note.params) == ("groups_of_judges_never_meet", {"groups": (("j", "k"), ("m", "n"))})
    ranks = found.rank
    assert ranks["a"] < ranks["b"]
    assert ranks["c"] < ranks["d"]


@pytest.mark.parametrize(
    ("code", "criteria", "scale"),
    [
        ("no_criteria", (), (1, 10)),
        ("criterion_twice", (Criterion("a"), Criterion("a")), (1, 10)),
        ("bad_weight", (Criterion("a", -1), Criterion("b", 2)), (1, 10)),
        ("bad_weight", (Criterion("a", float("nan")),), (1, 10)),
        ("weights_sum_to_zero", (Criterion("a", 0), Criterion("b", 0)), (1, 10)),
        ("bad_scale", (Criterion("a"),), (10, 1)),
    ],
)
def test_a_rubric_that_cannot_be_counted_is_refused(
    code: str, criteria: tuple[Criterion, ...], scale: tuple[float, float]
) -> None:
    with pytest.raises(BadScores) as refused:
        Rubric(criteria, *scale)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("code", "sheets", "entered"),
    [
        ("sheet_twice", [Sheet("j", "a", {"idea": 1, "use": 1})] * 2, None),
        ("criteria_differ", [Sheet("j", "a", {"idea": 1})], None),
        ("off_the_scale", [Sheet("j", "a", {"idea": 1, "use": 11})], None),
        ("off_the_scale", [Sheet("j", "a", {"idea": 1, "use": float("nan")})], None),
        ("unknown_project", [Sheet("j", "a", {"idea": 1, "use": 1})], ("b",)),
    ],
)
def test_sheets_that_cannot_be_counted_are_refused(
    code: str, sheets: list[Sheet], entered: tuple[str, ...] | None
) -> None:
    with pytest.raises(BadScores) as refused:
        Scores(tuple(sheets), RUBRIC, entered)
    assert refused.value.code == code


def test_a_tie_rule_over_an_unknown_criterion_is_refused() -> None:
    with pytest.raises(BadScores) as refused:
        results(scores(TIED), Method.PLAIN_MEAN, Ties(("beauty",)))
    assert refused.value.code == "unknown_criterion"
