"""The directory's reference data says only what a source says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bridge.incubator_data import WrongReference, checked, load
from events.incubators.page import checked as checked_page


def entry(**different: Any) -> dict[str, Any]:
    fact = {"field": "opened", "value": {"en": "2020"}, "source": "https://example.org/a", "year": 2020, "note": None}
    return {
        "slug": "example-park",
        "kind": "it_park",
        "country": "KG",
        "city": "Osh",
        "name": {"en": "Example Park"},
        "description": {"en": "A park."},
        "facts": [{**fact, **different.pop("fact", {})}],
        **different,
    }


def test_the_directory_covers_the_parks_that_have_a_source() -> None:
    by_country = Counter(reference.country for reference in load())
    assert by_country == {"PK": 9, "UZ": 4, "GE": 4, "KG": 3, "KZ": 1, "TJ": 1, "AZ": 1, "TM": 1}


def test_every_incubator_is_described_in_english_russian_and_urdu_and_has_a_fact() -> None:
    for reference in load():
        assert {"en", "ru", "ur"} <= set(reference.description), reference.slug
        assert reference.facts, reference.slug


def test_operators_are_marked_as_first_reported_or_stand_beside_one_that_is() -> None:
    for reference in load():
        operators = [fact.note for fact in reference.facts if fact.field == "operator"]
        assert not operators or "first_reported" in operators, reference.slug


def test_the_incubator_that_is_only_planned_says_so() -> None:
    sialkot = next(reference for reference in load() if reference.slug == "nic-sialkot")
    assert {fact.note for fact in sialkot.facts} == {"planned"}


def test_every_page_is_accepted_by_the_domain() -> None:
    for reference in load():
        page = checked_page(reference.page())
        assert page["name"]["en"] == reference.name["en"]


@pytest.mark.parametrize(
    "different",
    [
        {"slug": "Example Park"},
        {"kind": "palace"},
        {"country": "FR"},
        {"facts": []},
        {"name": {"ru": "Парк"}},
        {"description": {"en": " "}},
        {"unknown": 1},
        {"fact": {"source": "somebody said so"}},
        {"fact": {"year": "2020"}},
        {"fact": {"note": "perhaps"}},
        {"fact": {"field": "rumour"}},
        {"fact": {"value": {"xx": "2020", "en": "2020"}}},
    ],
)
def test_an_entry_that_cannot_be_true_is_refused_by_name(different: dict[str, Any]) -> None:
    checked([entry()])
    with pytest.raises(WrongReference):
        checked([entry(**different)])


def test_the_same_incubator_twice_is_refused() -> None:
    with pytest.raises(WrongReference, match="example-park: listed twice"):
        checked([entry(), entry()])
