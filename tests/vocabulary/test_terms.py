"""Words that people and files use are found as codes of the vocabulary."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import vocabulary
from events.vocabulary import Terms
from events.vocabulary.fold import fold


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Health/Health-tech", ["healthtech"]),
        ("Supplychain", ["logistics"]),
        ("Tibb", ["healthtech"]),
        ("Maliyyə və e-ticarət", ["fintech", "ecommerce"]),
        ("MALİYYƏ VƏ E-TİCARƏT", ["fintech", "ecommerce"]),
        ("Kend teserrufati", ["agritech"]),
        ("Fintech, Logistics and Sogʻliqni saqlash", ["fintech", "logistics", "healthtech"]),
        ("СОҒЛИҚНИ САҚЛАШ", ["healthtech"]),
        ("Sog'liqni saqlash", ["healthtech"]),
        ("Электронная коммерция и логистика", ["ecommerce", "logistics"]),
        ("تعلیم اور صحت", ["edtech", "healthtech"]),
        ("تعليم", ["edtech"]),  # typed on an Arabic keyboard
        ("Artifical Intelligence (AI)", ["ai_data"]),
        ("Clean-tech/Renewable Energy/Green-tech", ["cleantech", "energy"]),
        ("IT", ["saas"]),
        ("Доставка по городу", ["logistics"]),
        ("how it works", []),
        ("", []),
        ("---", []),
    ],
)
def test_sectors_are_found_in_what_people_write(text: str, codes: list[str]) -> None:
    assert vocabulary.sectors.matches(text) == codes


@pytest.mark.parametrize(
    ("terms", "text", "code"),
    [
        (vocabulary.technologies, "Artificial Intelligence (AI) and Machine Learning (ML)", "ai_ml"),
        (vocabulary.technologies, "AR (Augmented Reality) and VR (Virtual Reality)", "ar_vr"),
        (vocabulary.stages, "İşləyir", "mvp"),
        (vocabulary.stages, "Satış edir", "revenue"),
        (vocabulary.stages, "Есть выручка", "revenue"),
        (vocabulary.countries, "Киргизия", "KG"),
        (vocabulary.countries, "Кыргызстан", "KG"),
        (vocabulary.countries, "Kyrgyz Republic", "KG"),
        (vocabulary.countries, "O'zbekiston", "UZ"),
        (vocabulary.countries, "پاکستان", "PK"),
        (vocabulary.countries, "pk", "PK"),
        (vocabulary.markets, "USA", "US"),
        (vocabulary.languages, "Farsi", "fa"),
        (vocabulary.exchange, "Seeking investors", "investment"),
        (vocabulary.exchange, "дистрибьюторы", "distribution"),
        (vocabulary.countries, "Atlantis", None),
    ],
)
def test_a_text_names_one_term(terms: Terms, text: str, code: str | None) -> None:
    assert terms.match(text) == code


@pytest.mark.parametrize("terms", vocabulary.LISTS.values(), ids=vocabulary.LISTS)
def test_every_code_and_every_label_finds_its_own_term(terms: Terms) -> None:
    for code in terms.codes:
        assert terms.match(code) == code
        for lang in vocabulary.LANGUAGES:
            for side in ("need", "offer", None):
                assert terms.match(terms.label(code, lang, side)) == code, (code, lang)


@pytest.mark.parametrize("terms", vocabulary.LISTS.values(), ids=vocabulary.LISTS)
def test_no_word_means_two_terms(terms: Terms) -> None:
    meant: dict[str, str] = {}
    for code in terms.codes:
        for word in (word for group in terms.synonyms[code].values() for word in group):
            assert terms.match(word) == code, (word, code)
            assert meant.setdefault(fold(word), code) == code


@given(st.text(max_size=200))
def test_any_text_gives_known_codes_without_repeats_and_the_same_twice(text: str) -> None:
    found = vocabulary.sectors.matches(text)
    assert set(found) <= set(vocabulary.sectors.codes)
    assert len(found) == len(set(found))
    assert vocabulary.sectors.matches(text) == found
    assert fold(fold(text)) == fold(text)


def test_the_answer_of_one_caller_cannot_change_that_of_the_next() -> None:
    vocabulary.sectors.matches("Fintech, Logistics").clear()
    assert vocabulary.sectors.matches("Fintech, Logistics") == ["fintech", "logistics"]


@pytest.mark.parametrize(("text", "folded"), [("𝓐", "a"), ("ӑ", "a"), ("Ї", "i"), ("й", "y"), ("ﬁ", "fi")])
def test_styled_and_marked_letters_fold_to_plain_ones_at_once(text: str, folded: str) -> None:
    assert fold(text) == fold(fold(text)) == folded
