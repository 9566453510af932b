"""Editing and confirming an incubator's page: nothing that was typed is lost, nothing wrong is kept."""

from uuid import uuid4

import pytest

from events.incubators.aggregate import Incubator
from tests.domain.house import SYSTEM
from tests.web.incubators.conftest import Place
from tests.web.introductions.town import Member, Town, text

PAGE = {"name__en": "Incubator PK", "kind": "it_park", "visibility": "public"}


def save(place: Place, by: Member | None = None, **fields: str) -> int:
    version = fields.pop("version", str(place.now.version))
    return (by or place.manager).post(f"{place.address}/edit", **{**PAGE, "version": version, **fields}).status_code


def unclaimed(place: Place) -> bool:
    return place.now.unclaimed


def test_the_first_save_of_its_own_people_confirms_text_and_visibility(place: Place) -> None:
    assert unclaimed(place)
    assert "Confirm text and visibility" in text(place.manager.get(f"{place.address}/edit"))
    assert save(place, visibility="members") == 303
    assert not unclaimed(place)
    assert place.now.page["visibility"] == "members"
    assert "Unclaimed" not in text(place.manager.get(place.address))


def test_texts_are_kept_in_each_language(place: Place) -> None:
    assert save(place, description__ru="Технопарк", offers__ur="دفتر") == 303
    assert place.now.page["description"] == {"ru": "Технопарк"}
    assert place.now.page["offers"] == {"ur": "دفتر"}


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(place: Place) -> None:
    before = str(place.now.version)
    assert save(place, city="Peshawar", description__en="Their words") == 303
    answer = place.manager.post(
        f"{place.address}/edit", **{**PAGE, "version": before, "description__en": "My words", "site": "mine.example"}
    )
    page = text(answer)
    assert answer.status_code == 409
    assert "Their words" in page
    assert "My words" in page
    assert 'value="https://mine.example"' in answer.text
    assert 'value="Peshawar"' in answer.text  # a field that I left alone holds what was saved meanwhile
    assert place.now.page["description"] == {"en": "Their words"}


def test_two_people_who_write_in_two_languages_do_not_lose_a_word(place: Place) -> None:
    before = str(place.now.version)
    assert save(place, description__ru="Их слова") == 303
    answer = place.manager.post(f"{place.address}/edit", **{**PAGE, "version": before, "description__en": "My words"})
    assert answer.status_code == 409
    assert "Two versions" in text(answer)
    assert "Их слова" in answer.text
    assert "My words" in answer.text


def test_a_change_around_the_page_does_not_make_an_edit_stale(place: Place) -> None:
    before = str(place.now.version)
    place.town.house.incubators.invite_manager(place.manager.actor, place.id, uuid4())
    assert save(place, version=before, city="Swat") == 303
    assert place.now.page["city"] == "Swat"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name__en", "Inc\u202eubator"), ("city", "Pesh\x07awar"), ("description__en", "x" * 4001), ("kind", "circus"),
        ("site", "javascript:alert(1)"), ("visibility", ""), ("name__en", ""),
    ],
)  # fmt: skip
def test_wrong_input_is_answered_beside_its_field_and_changes_nothing(place: Place, field: str, value: str) -> None:
    version = place.now.version
    answer = place.manager.post(f"{place.address}/edit", **{**PAGE, "version": str(version), field: value})
    assert answer.status_code == 422
    assert 'class="problem"' in answer.text
    assert place.now.version == version


@pytest.mark.parametrize("version", ["", "0", "-3", "9" * 30, "٣", "many"])
def test_a_nonsensical_version_is_a_stale_edit_and_no_error(place: Place, version: str) -> None:
    assert save(place, version=version, city="Swat") == 409


def test_others_may_not_edit(place: Place, founder: Member, organiser: Member, town: Town) -> None:
    assert save(place, founder) == 403
    assert save(place, organiser) == 403
    assert town.app.test_client().post(f"{place.address}/edit", data={}).status_code == 303


def test_an_organiser_lists_an_incubator_of_their_country_with_sourced_facts(town: Town, organiser: Member) -> None:
    fields = {**PAGE, "name__en": "Swat Park", "country": "PK", "facts.0.field": "operator"}
    fields |= {"facts.0.value": "A foundation", "facts.0.source": "news.example/swat", "facts.0.year": "2025"}
    answer = organiser.post("/incubators/new", **fields)
    assert answer.location == "/incubators/swat-park/manage/people"
    page = text(organiser.get("/incubators/swat-park"))
    assert "A foundation As first reported · 2025 · news.example" in page
    assert "Unclaimed" in page


def test_a_fact_without_source_or_year_is_refused(organiser: Member) -> None:
    fields = {**PAGE, "country": "PK", "facts.0.field": "operator", "facts.0.value": "A foundation"}
    answer = organiser.post("/incubators/new", **fields)
    assert answer.status_code == 422
    assert 'id="f-facts-0-source-problem"' in answer.text
    assert 'id="f-facts-0-year-problem"' in answer.text


def test_another_countrys_incubator_cannot_be_listed(organiser: Member) -> None:
    assert organiser.post("/incubators/new", **PAGE, country="UZ").status_code == 403


def test_an_incubator_called_new_does_not_hide_behind_the_form(town: Town) -> None:
    page = {"name": {"en": "New"}, "kind": "it_park", "country": "PK"}
    incubator = town.house.incubators.list(SYSTEM, page, [])
    assert town.house.log.get(Incubator, incubator.id).slug != "new"
    assert town.app.test_client().get(f"/incubators/{incubator.slug}").status_code == 200
