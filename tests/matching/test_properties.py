"""What holds for the engine whatever the startups are."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from matching import Engine, Exchange, Lexicon, Profile
from matching.evaluation import asymmetry, disagreements, unexplained

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without shrinking: a failure is shown at once instead of after minutes."""
COUNTRIES = ("PK", "KG", "UZ", "KZ")
SECTORS = ("edtech", "healthtech", "logistics", "agritech", "saas", "space")
KINDS = ("joint_venture", "distribution", "outsourcing_capacity", "outsourcing_customer", "mentors", "something_new")
LEVELS = ("basic", "working", "fluent", "native", "unheard")
WORDS = (
    "drone farmer school lesson truck freight heart clinic sensor soil exam freelancer game game-play "
    "дрон урок грузовик врач датчик почва təhsil həkim طبی zzz"
).split()

texts = st.dictionaries(
    st.sampled_from(("en", "ru", "az", "ur")), st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), max_size=2
)
codes = st.lists(st.sampled_from(SECTORS), max_size=2, unique=True).map(tuple)
countries = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple)
exchanges = st.lists(st.builds(Exchange, st.sampled_from(KINDS), codes, countries, texts), max_size=2).map(tuple)
startups = st.builds(
    Profile,
    id=st.just(""),
    country=st.sampled_from(COUNTRIES),
    texts=texts,
    sectors=codes,
    technologies=st.lists(st.sampled_from(("ai_ml", "iot")), max_size=2, unique=True).map(tuple),
    tags=st.lists(st.sampled_from(("felt", "Edtech", "yurts")), max_size=2, unique=True).map(tuple),
    needs=exchanges,
    offers=exchanges,
    markets=countries,
    languages=st.dictionaries(st.sampled_from(("en", "ru", "ur")), st.sampled_from(LEVELS), max_size=2),
    stage=st.sampled_from((None, "idea", "growth", "unheard")),
    services=st.sampled_from(((), ("web",))),
)


@st.composite
def corpora(draw: st.DrawFn, most: int = 10) -> list[Profile]:
    drawn = draw(st.lists(startups, max_size=most))
    return [replace(startup, id=f"s{number:02}") for number, startup in enumerate(drawn)]


def fitted(lexicon: Lexicon, profiles: list[Profile]) -> Engine:
    engine = Engine(lexicon)
    engine.fit(profiles)
    return engine


@settings(deadline=None, phases=QUICK, max_examples=40)
@given(profiles=corpora())
def test_both_sides_of_a_pair_see_the_same_score_with_there_and_back_swapped(
    lexicon: Lexicon, profiles: list[Profile]
) -> None:
    engine = fitted(lexicon, profiles)
    assert asymmetry(engine, [(a.id, b.id) for a in profiles for b in profiles]) == 0


@settings(deadline=None, phases=QUICK, max_examples=20)
@given(profiles=corpora())
def test_suggestions_are_ordered_explained_within_bounds_and_from_abroad(
    lexicon: Lexicon, profiles: list[Profile]
) -> None:
    engine = fitted(lexicon, profiles)
    home = {profile.id: profile.country for profile in profiles}
    assert unexplained(engine, list(home)) == 0
    for id in home:
        found = engine.suggest(id, limit=5)
        assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
        assert len(found) <= 5
        for suggestion in found:
            assert home[suggestion.other] != home[id]
            assert 0 < suggestion.score <= 1
            assert min(suggestion.there, suggestion.back) - 1e-3 <= suggestion.score
            assert suggestion.score <= max(suggestion.there, suggestion.back) + 1e-3
            assert suggestion == engine.score(id, suggestion.other)


@settings(deadline=None, phases=QUICK, max_examples=30)
@given(profiles=corpora(), data=st.data())
def test_excluding_takes_away_just_the_excluded(lexicon: Lexicon, profiles: list[Profile], data: st.DataObject) -> None:
    engine = fitted(lexicon, profiles)
    for profile in profiles:
        whole = engine.suggest(profile.id, limit=20)
        barred = data.draw(st.sets(st.sampled_from([*(s.other for s in whole), "unknown"])))
        assert engine.suggest(profile.id, 20, barred) == [s for s in whole if s.other not in barred]


@settings(deadline=None, phases=QUICK, max_examples=40)
@given(profiles=corpora(), newcomers=corpora(4), data=st.data())
def test_lists_kept_up_to_date_are_the_lists_made_anew(
    lexicon: Lexicon, profiles: list[Profile], newcomers: list[Profile], data: st.DataObject
) -> None:
    engine = fitted(lexicon, profiles)
    engine.prepare()
    present = {profile.id for profile in profiles}
    for newcomer in newcomers:
        if data.draw(st.booleans()):
            engine.put(newcomer)
            present.add(newcomer.id)
        else:
            engine.remove(newcomer.id)
            present.discard(newcomer.id)
        for limit in (1, 3):
            assert disagreements(engine, sorted(present), limit) == set()
    assert len(engine) == len(present)


@settings(deadline=None, phases=QUICK, max_examples=30)
@given(profiles=corpora(), order=st.randoms(use_true_random=False))
def test_putting_profiles_one_by_one_in_any_order_gives_what_fitting_gave(
    lexicon: Lexicon, profiles: list[Profile], order: object
) -> None:
    engine = fitted(lexicon, profiles)
    before = {profile.id: engine.suggest(profile.id) for profile in profiles}
    shuffled = sorted(profiles, key=lambda profile: (hash(repr(order)) ^ hash(profile.id), profile.id))
    for profile in profiles:
        engine.remove(profile.id)
    assert len(engine) == 0
    for profile in shuffled:
        engine.put(profile)
    assert {profile.id: engine.suggest(profile.id) for profile in profiles} == before


@settings(deadline=None, phases=QUICK, max_examples=20)
@given(profiles=corpora())
def test_two_engines_fitted_with_the_same_startups_agree(lexicon: Lexicon, profiles: list[Profile]) -> None:
    one, two = fitted(lexicon, profiles), fitted(lexicon, profiles[::-1])
    assert all(one.suggest(profile.id) == two.suggest(profile.id) for profile in profiles)


def test_lists_deeper_than_they_are_kept_still_agree(lexicon: Lexicon) -> None:
    engine = fitted(lexicon, [Profile(f"k{n:03}", "KG", sectors=("edtech",)) for n in range(60)])
    engine.put(Profile("p", "PK", sectors=("edtech",)))
    assert [entry.rank for entry in engine.changed("k059", limit=60)] == [60]
    assert engine.changed("k059", limit=59) == []
    for number in range(30):
        engine.remove(f"k{number:03}")
    assert [entry.rank for entry in engine.changed("k059", limit=30)] == [30]


def test_a_changed_profile_moves_in_the_lists_of_others(lexicon: Lexicon) -> None:
    engine = fitted(lexicon, [Profile("a", "PK", sectors=("edtech",)), Profile("b", "KG", sectors=("healthtech",))])
    assert engine.changed("a") == []
    engine.put(Profile("a", "PK", sectors=("healthtech",)))
    [entry] = engine.changed("a")
    assert (entry.owner, entry.other, entry.rank) == ("b", "a", 1)
    assert entry.score == pytest.approx(engine.score("b", "a").score)
    engine.put(Profile("a", "PK", sectors=("edtech",)))
    assert engine.changed("a") == []
