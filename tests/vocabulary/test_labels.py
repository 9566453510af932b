"""Labels are complete in five languages and short enough for a tag on a phone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from events import vocabulary
from events.vocabulary import LANGUAGES, Terms

SCRIPTS = {"ru": ("а", "я"), "ky": ("а", "я"), "ur": ("؀", "ۿ")}


@pytest.mark.parametrize("terms", vocabulary.LISTS.values(), ids=vocabulary.LISTS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_label_is_written_in_its_language_and_fits_a_phone(terms: Terms, lang: str) -> None:
    for code in terms.codes:
        for side in ("need", "offer"):
            label = terms.label(code, lang, side)
            assert label == label.strip()
            assert 0 < len(label) <= 36, label
            if lang in SCRIPTS and not label.isascii():
                first, last = SCRIPTS[lang]
                assert any(first <= letter.lower() <= last for letter in label), label
            if lang in ("en", "uz"):
                assert not any("а" <= letter.lower() <= "я" for letter in label), label


# Names that are the same letters in every language.
LATIN_EVERYWHERE = {"low_code", "devops", "erp"}


@pytest.mark.parametrize("terms", vocabulary.LISTS.values(), ids=vocabulary.LISTS)
@pytest.mark.parametrize("lang", ["ru", "ur", "ky", "uz"])
def test_a_label_is_translated_not_left_in_english(terms: Terms, lang: str) -> None:
    same = {code for code in terms.codes if lang != "uz" and terms.label(code, lang) == terms.label(code, "en")}
    assert same <= LATIN_EVERYWHERE


def test_two_terms_of_one_list_never_look_alike() -> None:
    for terms in vocabulary.LISTS.values():
        for lang in LANGUAGES:
            for side in ("need", "offer"):
                labels = [label for _, label in terms.choices(lang, side)]
                assert len(labels) == len(set(labels)), (terms.name, lang)


def test_a_need_and_an_offer_have_their_own_names_and_phrases() -> None:
    exchange = vocabulary.exchange
    assert exchange.label("distribution", "en", "need") == "Distributor"
    assert exchange.label("distribution", "en", "offer") == "Distribution"
    assert exchange.phrase("distribution", "ru", "need") == "дистрибьютора"
    assert exchange.phrase("distribution", "en", "offer") == "distribution"
    assert vocabulary.sectors.phrase("energy", "en") == "Energy"


def test_an_unknown_language_falls_back_to_english_and_a_locale_to_its_language() -> None:
    assert vocabulary.sectors.label("energy", "fr") == "Energy"
    assert vocabulary.sectors.label("water", "uz_Latn") == "Suv resurslari"
    assert vocabulary.sectors.label("water", "ru-KG") == "Водные ресурсы"


def test_an_unknown_code_is_an_error() -> None:
    assert "nonsense" not in vocabulary.sectors
    with pytest.raises(KeyError):
        vocabulary.sectors.label("nonsense")


def test_the_eleven_members_come_first_and_other_markets_after_them() -> None:
    assert list(vocabulary.countries) == ["AF", "AZ", "CN", "GE", "KZ", "KG", "MN", "PK", "TJ", "TM", "UZ"]
    assert list(vocabulary.markets)[:11] == list(vocabulary.countries)
    assert "DE" in vocabulary.markets
    assert "DE" not in vocabulary.countries


def test_people_of_kyrgyzstan_read_their_own_name_for_their_country() -> None:
    assert vocabulary.countries.label("KG", "ru") == "Кыргызстан"
    assert vocabulary.languages.label("ky", "ru") == "кыргызский"


def test_every_country_has_real_time_zones_and_languages_of_the_vocabulary() -> None:
    for code in vocabulary.markets:
        assert vocabulary.markets.zone(code) == vocabulary.markets.zones(code)[0]
        assert all(ZoneInfo(zone) for zone in vocabulary.markets.zones(code))
        assert set(vocabulary.markets.spoken(code)) <= set(vocabulary.languages)
    assert vocabulary.countries.zone("KG") == "Asia/Bishkek"
