"""What founders are shown, on examples that a reader can judge."""

import pytest

from matching import Engine, Exchange, Lexicon, Profile, Reason


@pytest.fixture(scope="module")
def engine(lexicon: Lexicon, corpus: list[Profile]) -> Engine:
    engine = Engine(lexicon)
    engine.fit(corpus)
    return engine


def names(engine: Engine, id: str) -> list[str]:
    return [suggestion.other for suggestion in engine.suggest(id)]


def reason(engine: Engine, a: str, b: str, code: str) -> Reason:
    found = {reason.code: reason for reason in engine.score(a, b).reasons}
    assert code in found, f"{code} is not among {sorted(found)}"
    return found[code]


@pytest.mark.parametrize(
    ("english", "other"),
    [("school-pk", "school-kz"), ("cargo-pk", "cargo-kz"), ("farm-pk", "farm-kg"), ("medics-pk", "medics-uz")],
)
def test_startups_that_do_the_same_find_each_other_across_languages(engine: Engine, english: str, other: str) -> None:
    assert names(engine, english)[0] == other
    assert names(engine, other)[0] == english


def test_a_text_in_azerbaijani_is_found_from_english_and_russian(engine: Engine) -> None:
    assert "school-az" in names(engine, "school-pk")
    assert names(engine, "school-az")[0] in {"school-pk", "school-kz"}


def test_a_need_met_by_an_offer_names_the_thing_the_sector_and_the_country(engine: Engine) -> None:
    found = reason(engine, "medics-pk", "medics-uz", "need_met")
    assert found.params == {"code": "distribution", "sectors": ("healthtech",), "country": "UZ"}
    assert reason(engine, "medics-uz", "medics-pk", "offer_wanted").params == found.params


def test_the_market_is_named_from_both_sides(engine: Engine) -> None:
    assert reason(engine, "medics-pk", "medics-uz", "market_theirs").params == {"country": "UZ"}
    assert reason(engine, "medics-uz", "medics-pk", "market_ours").params == {"country": "UZ"}


def test_the_best_common_language_comes_with_the_level_that_both_have(engine: Engine) -> None:
    found = reason(engine, "medics-pk", "medics-uz", "common_language")
    assert found.params == {"language": "en", "level": "working", "also": ("ru",)}


def test_shared_topics_are_words_as_each_side_wrote_them(engine: Engine) -> None:
    found = reason(engine, "school-pk", "school-kz", "shared_topics")
    pairs = dict(zip(found.params["terms"], found.params["theirs"], strict=True))  # type: ignore[call-overload]
    assert pairs["mathematics"] == "математики"
    turned = reason(engine, "school-kz", "school-pk", "shared_topics")
    assert (turned.params["terms"], turned.params["theirs"]) == (found.params["theirs"], found.params["terms"])


def test_a_common_language_alone_is_no_reason_to_meet(engine: Engine) -> None:
    assert names(engine, "silent-kg") == []
    assert engine.score("silent-kg", "medics-pk").score == 0
    assert engine.score("silent-kg", "medics-pk").reasons == ()


def test_what_has_nothing_in_common_is_not_suggested(engine: Engine) -> None:
    assert "cargo-kz" not in names(engine, "school-pk")
    assert "farm-kg" not in names(engine, "medics-pk")


def test_the_reason_that_counts_most_comes_first(engine: Engine) -> None:
    codes = [reason.code for reason in engine.score("medics-pk", "medics-uz").reasons]
    assert codes.index("need_met") < codes.index("common_language")
    assert codes.index("shared_sectors") < codes.index("market_theirs")


def test_an_offer_that_serves_another_country_is_worth_less() -> None:
    asks = Profile("a", "PK", sectors=("healthtech",), needs=(Exchange("distribution", ("healthtech",), ("UZ",)),))
    here = Profile("b", "UZ", sectors=("healthtech",), offers=(Exchange("distribution", ("healthtech",), ("UZ",)),))
    there = Profile("c", "UZ", sectors=("healthtech",), offers=(Exchange("distribution", ("healthtech",), ("AZ",)),))
    engine = Engine()
    engine.fit([asks, here, there])
    assert [suggestion.other for suggestion in engine.suggest("a")] == ["b", "c"]
    assert engine.score("a", "b").there > engine.score("a", "c").there
    assert engine.score("a", "c").reasons[0].code == "shared_sectors"


def test_two_who_both_seek_a_joint_venture_meet_each_others_need() -> None:
    need = (Exchange("joint_venture", ("fintech",)),)
    engine = Engine()
    engine.fit(
        [Profile("a", "PK", sectors=("fintech",), needs=need), Profile("b", "KG", sectors=("fintech",), needs=need)]
    )
    found = reason(engine, "a", "b", "both_seek")
    assert found.params["code"] == "joint_venture"
    assert engine.score("a", "b").there == engine.score("a", "b").back


def test_who_seeks_capacity_and_who_has_a_team_for_it_fit_for_outsourcing() -> None:
    seeker = Profile("a", "KZ", sectors=("fintech",), needs=(Exchange("outsourcing_capacity"),))
    maker = Profile("b", "PK", sectors=("fintech",), services=("mobile", "qa"))
    engine = Engine()
    engine.fit([seeker, maker])
    assert reason(engine, "a", "b", "outsourcing_fit").params == {"provider": "theirs", "services": ("mobile", "qa")}
    assert reason(engine, "b", "a", "outsourcing_fit").params == {"provider": "ours", "services": ("mobile", "qa")}
    assert engine.score("a", "b").there > engine.score("a", "b").back


def test_who_says_nothing_of_needs_is_still_told_what_others_offer() -> None:
    idea = Profile("a", "KG", sectors=("fintech",), stage="idea")
    mentor = Profile("b", "KZ", sectors=("fintech",), offers=(Exchange("mentors", ("fintech",)),))
    engine = Engine()
    engine.fit([idea, mentor])
    assert reason(engine, "a", "b", "they_offer").params == {"code": "mentors"}
    assert reason(engine, "b", "a", "we_offer").params == {"code": "mentors"}


def test_a_need_in_free_text_finds_the_offer_that_speaks_of_it() -> None:
    asks = Profile(
        "a",
        "PK",
        {"en": "Honey from mountain bees"},
        tags=("export",),
        needs=(Exchange("distribution", text={"en": "pharmacy and drugs"}),),
    )
    chemist = Profile("b", "KZ", {"ru": "Аптека и лекарства"}, tags=("export",), offers=(Exchange("distribution"),))
    mines = Profile("c", "KZ", {"ru": "Добыча металла"}, tags=("export",), offers=(Exchange("distribution"),))
    engine = Engine()
    engine.fit([asks, chemist, mines])
    assert engine.score("a", "b").score > engine.score("a", "c").score


def test_tags_of_the_vocabulary_and_of_people_are_shared() -> None:
    engine = Engine()
    engine.fit([Profile("a", "PK", tags=("Felt carpets",)), Profile("b", "KG", tags=("felt carpet",))])
    assert reason(engine, "a", "b", "shared_tags").params == {"tags": ("Felt carpets",)}


def test_a_startup_excluded_does_not_come_back(engine: Engine) -> None:
    assert names(engine, "school-pk")[0] == "school-kz"
    others = [suggestion.other for suggestion in engine.suggest("school-pk", exclude={"school-kz"})]
    assert "school-kz" not in others
    assert "school-az" in others


@pytest.mark.parametrize("text", ["", " ", "!!! 123 😀", "the and of", "\u202e\u200f", "a" * 10_000, "и в на"])
def test_texts_without_content_suggest_nobody_and_break_nothing(lexicon: Lexicon, text: str) -> None:
    engine = Engine(lexicon)
    engine.fit([Profile("a", "PK", {"en": text}), Profile("b", "KG", {"ru": text[:9]})])
    assert engine.suggest("b") == []


def test_an_empty_engine_and_one_startup_have_no_suggestions() -> None:
    engine = Engine()
    assert engine.suggest("nobody") == []
    assert engine.changed("nobody") == []
    engine.put(Profile("a", "PK", {"en": "Drones for farmers"}, sectors=("agritech",)))
    assert engine.suggest("a") == []
    assert len(engine) == 1


def test_the_first_two_startups_find_each_other_before_any_fit() -> None:
    engine = Engine()
    engine.put(Profile("a", "PK", {"en": "Drones spray the crops of farmers"}))
    engine.put(Profile("b", "KG", {"ru": "Дроны для фермеров"}))
    assert names(engine, "a") == ["b"]
    assert engine.drift >= 1
