"""Known headers find their fields by themselves."""

from __future__ import annotations

import pytest

from bridge.importing import mapping


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Company Name", "name"),
        ("ONE-LINER", "one_liner"),
        ("text", "description"),
        ("Industry", "industry"),
        ("Sub-Industry", "subindustry"),
        ("Год основания", "founded"),
        ("Отрасль", "industry"),
        ("Ölkə", "country"),
        ("Veb-sayt", "site"),
        ("شعبہ", "industry"),
        ("өлкө", "country"),
        ("E-mail", "ignored"),
        ("cohort", "ignored"),
        ("problem", "ignored"),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_a_header_is_known_in_several_languages(header: str, field: str | None) -> None:
    assert mapping([header]) == [field]


def test_the_first_of_two_columns_for_one_field_is_taken() -> None:
    assert mapping(["name", "title"]) == ["name", None]


def test_a_choice_goes_before_what_is_known() -> None:
    assert mapping(["name", "title"], {"title": "name"}) == [None, "name"]
    assert mapping(["name", "text"], {"text": None}) == ["name", None]


def test_two_columns_can_be_chosen_for_one_field() -> None:
    chosen = {"text": "description", "notes": "description"}
    assert mapping(["name", "text", "notes"], chosen) == ["name", "description", "description"]


def test_a_choice_of_a_field_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such field: colour"):
        mapping(["name"], {"name": "colour"})
