"""Who judges what: rules are never broken, work is shared evenly, and what cannot be is explained."""

import random
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from matching.judging.assignment import Assignment, Impossible, Judge, Panel, Project, assign
from matching.judging.overlap import measure
from matching.judging.relaxing import Change, Relaxation

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
CONFLICT = ("shares_startup",)


@st.composite
def panels(draw: st.DrawFn, most_projects: int = 8, most_judges: int = 6) -> Panel:
    """Small panels with every rule."""
    languages = st.sampled_from(((), ("en",), ("ru",), ("ur",)))
    projects = tuple(
        Project(f"p{number}", draw(st.sampled_from((None, "green"))), draw(languages),
                draw(st.sampled_from(((), ("PK",), ("UZ",)))), draw(st.sampled_from((None, None, None, 1))))
        for number in range(draw(st.integers(1, most_projects)))
    )  # fmt: skip
    judges = tuple(
        Judge(f"j{number}", draw(st.sampled_from((("en", "ru", "ur"), ("en", "ru"), ("ur", "en")))),
              draw(st.sampled_from((None, None, 2, 3))), draw(st.sampled_from((None, None, ("green",)))),
              draw(st.sampled_from(((), ("PK",), ("UZ",)))))
        for number in range(draw(st.integers(1, most_judges)))
    )  # fmt: skip
    pairs = [(project.id, judge.id) for project in projects for judge in judges]
    conflicts = draw(st.sets(st.sampled_from(pairs), max_size=len(pairs) // 4))
    fixed = draw(st.frozensets(st.sampled_from(pairs), max_size=len(pairs) // 6))
    forbidden = dict.fromkeys(conflicts, CONFLICT)
    return Panel(projects, judges, draw(st.integers(1, 3)), forbidden, fixed, countries_differ=draw(st.booleans()))


def possible(panel: Panel, project: Project, judge: Judge) -> bool:
    """The rules once more, written another way."""
    if (project.id, judge.id) in panel.forbidden:
        return False
    reads = not project.languages or any(language in judge.languages for language in project.languages)
    abroad = not panel.countries_differ or not any(country in judge.countries for country in project.countries)
    return reads and abroad and (judge.tracks is None or project.track in judge.tracks)


def every(panel: Panel) -> list[frozenset[tuple[str, str]]]:
    """All assignments that keep what is fixed and possible, by trying."""
    choices = []
    for project in panel.projects:
        able = [judge.id for judge in panel.judges if possible(panel, project, judge)]
        kept = {judge for judge in able if (project.id, judge) in panel.fixed}
        size = max(len(kept), panel.views if project.views is None else project.views)
        some = [set(judges) for judges in combinations(able, size) if kept <= set(judges)]
        choices.append([frozenset((project.id, judge) for judge in judges) for judges in some])
    together = [frozenset[tuple[str, str]]().union(*choice) for choice in product(*choices)]
    return [pairs for pairs in together if all(within(panel, judge, pairs) for judge in panel.judges)]


def within(panel: Panel, judge: Judge, pairs: frozenset[tuple[str, str]]) -> bool:
    """Whether the judge has no more than the limit, or than what was there before."""
    own = {pair for pair in pairs if pair[1] == judge.id}
    return judge.most is None or len(own) <= max(judge.most, len(own & panel.fixed))


def squares(pairs: frozenset[tuple[str, str]]) -> int:
    judges = [judge for _, judge in pairs]
    return sum(judges.count(judge) ** 2 for judge in set(judges))


def heaviest(pairs: frozenset[tuple[str, str]]) -> int:
    judges = [judge for _, judge in pairs]
    return max((judges.count(judge) for judge in judges), default=0)


def matrix(panel: Panel, pairs: frozenset[tuple[str, str]]) -> np.ndarray:
    return np.array([[(p.id, j.id) in pairs for j in panel.judges] for p in panel.projects], dtype=np.bool_)


@settings(max_examples=50, phases=QUICK, deadline=None)
@given(panels())
def test_no_rule_is_ever_broken_and_every_project_is_seen_as_often_as_asked(panel: Panel) -> None:
    found = assign(panel)
    if isinstance(found, Impossible):
        assert found.relaxations
        assert found.more_judges > 0
        return
    projects, judges = {p.id: p for p in panel.projects}, {j.id: j for j in panel.judges}
    assert all(possible(panel, projects[project], judges[judge]) for project, judge in found.pairs)
    stay = panel.fixed - set(found.released)
    assert stay <= found.pairs
    assert found.new == found.pairs - stay
    assert not any(possible(panel, projects[project], judges[judge]) for project, judge in found.released)
    for project in panel.projects:
        asked = panel.views if project.views is None else project.views
        assert sum(pair[0] == project.id for pair in found.pairs) == max(asked, sum(p[0] == project.id for p in stay))
    for judge in panel.judges:
        load = sum(pair[1] == judge.id for pair in found.pairs)
        assert load == found.loads[judge.id]
        assert judge.most is None or load <= max(judge.most, sum(pair[1] == judge.id for pair in stay))


@settings(max_examples=60, phases=QUICK, deadline=None)
@given(panels(4, 4))
def test_trying_everything_finds_nothing_better(panel: Panel) -> None:
    found, all_of_them = assign(panel), every(panel)
    if isinstance(found, Impossible):
        assert not all_of_them
        return
    assert found.pairs in all_of_them
    best = min(squares(pairs) for pairs in all_of_them)
    assert squares(found.pairs) == best
    assert max(found.loads.values(), default=0) == min(heaviest(pairs) for pairs in all_of_them)
    even = [measure(matrix(panel, pairs)) for pairs in all_of_them if squares(pairs) == best]
    assert (found.overlap.groups, found.overlap.squares) == min((one.groups, one.squares) for one in even)


@settings(max_examples=20, phases=QUICK, deadline=None)
@given(panels(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_given_means_nothing(panel: Panel, shuffle: random.Random) -> None:
    projects, judges, forbidden = list(panel.projects), list(panel.judges), list(panel.forbidden.items())
    for things in (projects, judges, forbidden):
        shuffle.shuffle(things)
    assert assign(replace(panel, projects=tuple(projects), judges=tuple(judges), forbidden=dict(forbidden))) == assign(
        panel
    )


@settings(max_examples=15, phases=QUICK, deadline=None)
@given(panels())
def test_after_a_relaxation_an_assignment_exists(panel: Panel) -> None:
    found = assign(panel)
    if isinstance(found, Impossible):
        for relaxation in found.relaxations:
            assert isinstance(assign(relaxed(panel, relaxation)), Assignment), relaxation
        limits = [judge.most for judge in panel.judges]
        most = max((limit for limit in limits if limit is not None), default=0) if None not in limits else None
        further = tuple(Judge(f"new{number}", ("en", "ru", "ur"), most) for number in range(found.more_judges))
        assert isinstance(assign(replace(panel, judges=panel.judges + further)), Assignment)


def relaxed(panel: Panel, relaxation: Relaxation) -> Panel:
    """The panel after somebody did what was proposed."""
    views = {change.project: change.after for change in relaxation.changes.get("views", ())}
    loads = {change.judge: change.after for change in relaxation.changes.get("load", ())}
    waived = {
        (change.project, change.judge)
        for rule in ("language", "country", "track") for change in relaxation.changes.get(rule, ())
        if change.project and change.judge
    }  # fmt: skip
    return replace(
        panel,
        projects=tuple(replace(p, views=views.get(p.id, p.views)) for p in panel.projects),
        judges=tuple(replace(j, most=loads.get(j.id, j.most)) for j in panel.judges),
        waived=panel.waived | waived,
    )


def plain(projects: int, judges: int, views: int, share: float = 0.0, most: int | None = None) -> Panel:
    rng = random.Random(projects)
    those = tuple(Project(f"p{number:03}") for number in range(projects))
    who = tuple(Judge(f"j{number:03}", most=most) for number in range(judges))
    forbidden = {(p.id, j.id): CONFLICT for p in those for j in who if rng.random() < share}
    return Panel(those, who, views, forbidden)


def test_with_no_rule_in_the_way_loads_differ_by_one_at_most_and_every_judge_can_be_compared() -> None:
    found = assign(plain(31, 9, 3, 0.08))
    assert isinstance(found, Assignment)
    assert set(found.loads.values()) == {10, 11}
    assert found.overlap.groups == 1
    assert found.overlap.squares == found.overlap.bound


def test_the_large_case_is_even_connected_and_no_two_judges_share_more_than_one_project() -> None:
    found = assign(plain(300, 80, 3, 0.08))
    assert isinstance(found, Assignment)
    assert set(found.loads.values()) == {11, 12}
    assert found.overlap.groups == 1
    assert found.overlap.squares == 900  # each of the 900 meetings is of another pair


def test_two_views_make_one_ring_of_judges_rather_than_two_triangles() -> None:
    found = assign(plain(6, 6, 2))
    assert isinstance(found, Assignment)
    assert (found.overlap.groups, found.overlap.squares) == (1, 6)


def test_when_a_judge_leaves_the_others_keep_what_they_have() -> None:
    panel = plain(12, 6, 2)
    before = assign(panel)
    assert isinstance(before, Assignment)
    after = assign(replace(panel, judges=panel.judges[1:], fixed=before.pairs))
    assert isinstance(after, Assignment)
    stay = {pair for pair in before.pairs if pair[1] != "j000"}
    assert stay <= after.pairs
    assert after.released == dict.fromkeys(before.pairs - stay, ("gone",))
    assert sorted(after.loads.values()) == [4, 5, 5, 5, 5]


def test_a_conflict_that_arises_later_releases_the_pair_and_names_it() -> None:
    panel = replace(plain(3, 3, 1), fixed=frozenset({("p000", "j000")}), forbidden={("p000", "j000"): ("mentored",)})
    found = assign(panel)
    assert isinstance(found, Assignment)
    assert found.released == {("p000", "j000"): ("mentored",)}
    assert ("p000", "j000") not in found.pairs


def test_too_little_time_of_the_judges_is_named_with_the_least_that_they_would_have_to_give() -> None:
    found = assign(plain(10, 4, 2, most=4))
    assert isinstance(found, Impossible)
    by_rule = {relaxation.rules: relaxation.changes for relaxation in found.relaxations}
    assert set(by_rule) == {("load",), ("views",)}
    assert [(change.before, change.after) for change in by_rule["load",]["load"]] == [(4, 5)] * 4
    assert [(change.before, change.after) for change in by_rule["views",]["views"]] == [(2, 1)] * 4
    assert found.shortages == ()
    assert found.more_judges == 1


def test_a_language_that_too_few_read_is_named_with_the_pair() -> None:
    judges = (Judge("a", ("en",)), Judge("b", ("en", "ur")), Judge("c", ("en", "ru")))
    panel = Panel((Project("p", languages=("ur",)), Project("q", languages=("en",))), judges, 2, {("p", "c"): CONFLICT})
    found = assign(panel)
    assert isinstance(found, Impossible)
    assert found.relaxations == (
        Relaxation(("language",), {"language": (Change("p", "a"),)}),
        Relaxation(("views",), {"views": (Change("p", None, 2, 1),)}),
    )
    (shortage,) = found.shortages
    assert (shortage.project, shortage.wanted, shortage.possible) == ("p", 2, 1)
    assert shortage.reasons == {"language": 2, "shares_startup": 1}


def test_a_country_and_a_track_are_named_each_where_it_alone_stands_in_the_way() -> None:
    judges = (Judge("a", countries=("PK",)), Judge("b", countries=("PK",)), Judge("c", countries=("UZ",)))
    at_home = Panel((Project("p", countries=("PK",)),), judges, 2, countries_differ=True)
    found = assign(at_home)
    assert isinstance(found, Impossible)
    assert [relaxation.rules for relaxation in found.relaxations] == [("country",), ("views",)]
    tracks = Panel((Project("p", "green"),), (Judge("a", tracks=("blue",)), Judge("b")), 2)
    found = assign(tracks)
    assert isinstance(found, Impossible)
    assert found.relaxations[0] == Relaxation(("track",), {"track": (Change("p", "a"),)})


def test_where_no_rule_alone_would_do_the_rules_are_named_together() -> None:
    judges = (Judge("a", ("en",), most=1), Judge("b", ("ru",), most=1))
    panel = Panel((Project("p", languages=("en",)), Project("q", languages=("en",))), judges, 2)
    found = assign(panel)
    assert isinstance(found, Impossible)
    assert [relaxation.rules for relaxation in found.relaxations] == [("load", "language"), ("views",)]


def test_a_conflict_of_interest_is_never_proposed_to_be_relaxed() -> None:
    panel = Panel((Project("p"),), (Judge("a"), Judge("b")), 2, {("p", "a"): CONFLICT})
    found = assign(panel)
    assert isinstance(found, Impossible)
    assert [relaxation.rules for relaxation in found.relaxations] == [("views",)]
    assert found.more_judges == 1


@pytest.mark.parametrize("panel", [Panel((), (Judge("a"),), 3), Panel((), (), 1)])
def test_nothing_to_judge_needs_nobody(panel: Panel) -> None:
    found = assign(panel)
    assert isinstance(found, Assignment)
    assert not found.pairs


def test_projects_without_any_judge_say_how_many_are_missing() -> None:
    found = assign(Panel((Project("p"), Project("q")), (), 3))
    assert isinstance(found, Impossible)
    assert found.more_judges == 3


def test_the_same_id_twice_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="judge twice"):
        Panel((), (Judge("a"), Judge("a")), 1)
