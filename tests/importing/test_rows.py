"""A row becomes a profile in the vocabulary's codes."""

from __future__ import annotations

from typing import Any

import pytest

from bridge.importing.languages import language_of
from bridge.importing.rows import draft
from bridge.importing.topics import topics


def profile(**values: str) -> dict[str, Any]:
    return draft({"name": "Example", "country": "Pakistan", **values}, {}).profile


def notes(**values: str) -> list[tuple[str, str]]:
    return [(name, code) for name, code, _ in draft({"name": "Example", "country": "PK", **values}, {}).notes]


def test_sectors_technologies_and_stage_are_folded_into_codes() -> None:
    made = profile(industry="Clean-tech/Renewable Energy", technologies="IoT, AI", stage="Satış edir")
    assert made["sectors"] == ["cleantech", "energy"]
    assert made["technologies"] == ["iot", "ai_ml"]
    assert made["stage"] == "revenue"


def test_words_that_the_vocabulary_does_not_know_become_tags_and_a_hint() -> None:
    assert profile(industry="Underwater basketry")["tags"] == ["underwater basketry"]
    assert notes(industry="Underwater basketry") == [("industry", "unknown_word")]
    assert profile(industry="Fintech; Underwater basketry")["sectors"] == ["fintech"]
    assert profile(industry="Fintech; Underwater basketry")["tags"] == ["underwater basketry"]


@pytest.mark.parametrize("nothing", ["Others", "n/a", "-", "", "digər"])
def test_a_word_for_nothing_leaves_no_tag(nothing: str) -> None:
    made = profile(industry=nothing, tags=nothing, stage=nothing)
    assert (made["sectors"], made["tags"], made["stage"]) == ([], [], None)
    assert notes(industry=nothing, tags=nothing, stage=nothing) == []


def test_without_an_industry_the_text_tells_the_sector_when_it_is_clear() -> None:
    assert profile(one_liner="A payment gateway and loans for shops")["sectors"][0] == "fintech"
    assert profile(one_liner="Online platforma", description="Fermerlər üçün")["sectors"] == ["agritech"]
    assert profile(one_liner="We make things better for everyone")["sectors"] == []


def test_where_a_list_files_everything_in_one_drawer_the_text_goes_first() -> None:
    assert profile(industry="Marketinq", one_liner="Borcların yığımı üçün onlayn platforma")["sectors"] == ["fintech"]
    assert profile(industry="Marketinq", one_liner="Yeni xidmətlər")["sectors"] == ["media"]


def test_of_a_drawer_with_two_things_in_it_the_text_says_which() -> None:
    made = profile(industry="Maliyyə və e-ticarət", one_liner="Onlayn ödəniş sistemi")
    assert made["sectors"] == ["fintech"]
    assert made["technologies"] == ["payments"]


def test_an_address_ending_is_not_a_subject() -> None:
    assert topics("technologies", "example.ai, sample.ai", "") == []
    assert topics("technologies", "An AI platform", "") == ["ai_ml"]


def test_a_tag_that_a_long_description_never_mentions_stays_a_tag() -> None:
    long = "We sew dresses and shirts for children and adults from cotton that grows in our own valley, by hand. " * 2
    made = profile(description=long, tags="Internet of Things (IoT)")
    assert made["technologies"] == []
    assert made["tags"] == ["internet of things"]
    assert profile(description=long + "Sensors watch the machines. ", tags="IoT")["technologies"] == ["iot"]
    assert profile(tags="IoT")["technologies"] == ["iot"]


def test_years_and_sizes_come_as_spreadsheets_export_them() -> None:
    made = profile(founded="2022.0", team_size="12,00")
    assert (made["founded"], made["team_size"]) == ("2022", "12")
    assert profile(founded="2019-05-01")["founded"] == "2019"
    assert profile(founded="long ago")["founded"] == "long ago"
    assert "founded" not in profile(founded="")


def test_the_first_sentence_stands_in_for_a_missing_one_liner() -> None:
    made = profile(description="We repair bicycles. We also sell them.")
    assert made["one_liner"] == {"en": "We repair bicycles."}
    assert made["description"] == {"en": "We repair bicycles. We also sell them."}


def test_a_description_that_only_repeats_the_one_liner_is_left_out() -> None:
    assert profile(one_liner="We repair bicycles", description="We repair bicycles")["description"] == {}


def test_a_one_liner_that_is_too_long_is_shortened_at_a_word_and_kept_whole_below() -> None:
    long = "word " * 60
    made = profile(one_liner=long)
    (headline,) = made["one_liner"].values()
    assert len(headline) <= 160
    assert headline.endswith("word…")
    assert made["description"] == {"en": long.strip()}
    assert ("one_liner", "shortened") in notes(one_liner=long)


def test_invisible_and_control_characters_are_taken_out_and_told() -> None:
    made = draft({"name": "Ex\u200bam\u202eple\0", "country": "PK"}, {})
    assert made.profile["name"] == "Example"
    assert made.notes == [("name", "control_characters_removed", {})]


@pytest.mark.parametrize("name", ['"Example"', "“Example”", "«Example»", '"Example”'])
def test_quotes_around_a_whole_name_are_taken_off(name: str) -> None:
    assert profile(name=name)["name"] == "Example"


def test_a_row_without_id_keeps_the_same_identity_however_its_name_is_typed() -> None:
    one = draft({"name": "Höhe Tech", "country": "Kyrgyzstan"}, {})
    other = draft({"name": "“HÖHE-tech”", "country": "Кыргызстан"}, {})
    assert one.row_id == other.row_id
    assert one.row_id != draft({"name": "Höhe Tech", "country": "Pakistan"}, {}).row_id


def test_defaults_stand_in_for_columns_that_the_list_does_not_have() -> None:
    assert draft({"name": "Example"}, {"country": "KG", "city": "Osh"}).profile["country"] == "KG"
    assert draft({"name": "Example", "country": "Pakistan"}, {"country": "KG"}).profile["country"] == "PK"


def test_a_closed_company_has_no_stage_and_a_hint() -> None:
    assert profile(stage="Bağlanıb")["stage"] is None
    assert notes(stage="Bağlanıb") == [("stage", "closed")]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("We sell water pumps to farmers and we repair them", "en"),
        ("Мы продаём насосы для фермеров и чиним их", "ru"),
        ("Биз фермерлер үчүн насосторду сатабыз жана оңдойбуз", "ky"),
        ("Біз фермерлерге сорғы сатамыз және жөндейміз", "kk"),
        ("Мо барои деҳқонон насос мефурӯшем", "tg"),
        ("Fermerlər üçün nasosların satışı və təmiri", "az"),
        ("Fermerlar uchun nasoslar sotamiz va taʼmirlaymiz", "uz"),
        ("Фермерлар учун насослар сотамиз ва ўрнатамиз", "uz"),
        ("ہم کسانوں کو پمپ فروخت کرتے ہیں", "ur"),
        ("ما پمپ آب برای کشاورزان می فروشیم", "fa"),
        ("ჩვენ ვყიდით ტუმბოებს", "ka"),
        ("我们向农民出售水泵", "zh"),
        ("Бид тариаланчдад насос зардаг бөгөөд энэ нь засвар юм", "mn"),
        ("Çiftçiler için pompa satıyoruz ve onarıyoruz", "tr"),
        ("12345", "en"),
        ("Solar pumps by Əli and partners, for all the farmers of the valley and their families in the villages, "
         "with a service team that repairs what we sell and teaches people how to care for the pumps they use", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_told_well_enough_to_file_it(text: str, lang: str) -> None:
    assert language_of(text) == lang
