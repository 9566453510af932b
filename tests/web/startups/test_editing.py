"""Editing a profile on one page."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from events.startups.aggregate import Startup
from tests.domain.house import SYSTEM
from tests.web.introductions.town import Member, Town

FORM: dict[str, Any] = {
    "name": "Anor", "country": "PK", "city": "Peshawar", "description__en": "Lamps for clinics", "visibility": "public",
    "needs__0__code": "distribution", "do": "save",
}  # fmt: skip


@pytest.fixture
def anor(town: Town, asma: Member) -> Startup:
    return town.house.startup(
        asma.actor, "PK", "Anor", city="Peshawar", description={"en": "Lamps", "az": "Lampalar"}, tags=["lamps"]
    )


def now(town: Town, startup: Startup) -> dict[str, Any]:
    return town.house.log.get(Startup, startup.id).profile


def test_saving_changes_what_was_typed_and_asks_for_suggestions(town: Town, asma: Member, anor: Startup) -> None:
    answer = asma.post("/startups/anor/edit", version="1", **FORM)
    assert (answer.status_code, answer.location) == (303, "/startups/anor/suggestions")
    assert now(town, anor)["description"] == {"en": "Lamps for clinics"}
    assert now(town, anor)["needs"][0]["code"] == "distribution"


def test_the_form_carries_texts_in_languages_that_it_does_not_show(asma: Member, anor: Startup) -> None:
    page = asma.get("/startups/anor/edit").text
    assert '<input type="hidden" name="description.az" value="Lampalar">' in page


def test_a_wrong_field_is_named_and_nothing_is_lost(town: Town, asma: Member, anor: Startup) -> None:
    answer = asma.post("/startups/anor/edit", version="1", **{**FORM, "founded": "long ago", "needs__1__code": "love"})
    assert answer.status_code == 422
    assert "Please write a whole number." in answer.text
    assert "Lamps for clinics" in answer.text
    assert 'value="long ago"' in answer.text
    assert now(town, anor)["description"]["en"] == "Lamps"


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(town: Town, asma: Member, anor: Startup) -> None:
    town.house.startups.change(asma.actor, anor.id, {"description": {"en": "Theirs"}, "city": "Lahore"})
    answer = asma.post("/startups/anor/edit", version="1", **FORM)
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Lamps for clinics" in answer.text
    assert 'name="version" value="2"' in answer.text
    # What this person did not touch is as it was saved meanwhile.
    assert re.search(r'name="city"[^>]*value="Lahore"', answer.text)
    assert now(town, anor)["city"] == "Lahore"
    assert asma.post("/startups/anor/edit", **{**FORM, "version": "2", "city": "Lahore"}).status_code == 303
    assert now(town, anor)["description"] == {"en": "Lamps for clinics"}


def test_a_change_that_is_not_of_the_profile_does_not_make_an_edit_stale(
    town: Town, asma: Member, anor: Startup
) -> None:
    town.house.startups.pause(asma.actor, anor.id, True)
    assert asma.post("/startups/anor/edit", version="1", **FORM).status_code == 303


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "one", "9" * 30])
def test_a_version_that_is_none_never_overwrites(town: Town, asma: Member, anor: Startup, version: str) -> None:
    answer = asma.post("/startups/anor/edit", **{**FORM, "version": version})
    assert answer.status_code == 409
    assert now(town, anor)["description"]["en"] == "Lamps"


def test_a_forged_form_is_refused(town: Town, asma: Member, anor: Startup) -> None:
    town.app.config["WTF_CSRF_ENABLED"] = True
    assert asma.post("/startups/anor/edit", version="1", **FORM).status_code == 400
    assert now(town, anor)["description"]["en"] == "Lamps"


def test_a_new_picture_is_kept_while_another_field_is_mended(town: Town, asma: Member, anor: Startup) -> None:
    content = BytesIO()
    Image.new("RGB", (50, 50), "navy").save(content, "PNG")
    content.seek(0)
    wrong = asma.post("/startups/anor/edit", version="1", logo=(content, "a.png"), **{**FORM, "founded": "x"})
    sealed = re.search(r'name="kept_logo" value="([^"]+)"', wrong.text)
    assert wrong.status_code == 422
    assert sealed is not None
    assert asma.post("/startups/anor/edit", version="1", kept_logo=sealed.group(1), **FORM).status_code == 303
    digest = now(town, anor)["logo"]
    assert asma.get(f"/files/{digest}.webp").status_code == 200
    assert asma.post("/startups/anor/edit", version="2", drop_logo="yes", **FORM).status_code == 303
    assert now(town, anor)["logo"] is None


def test_a_logo_that_was_never_sent_cannot_be_typed(town: Town, asma: Member, anor: Startup) -> None:
    for typed in ("ab" * 32, '"' + "ab" * 32 + '".x'):
        version = town.house.log.get(Startup, anor.id).version
        asma.post("/startups/anor/edit", version=str(version), kept_logo=typed, **FORM)
        assert now(town, anor)["logo"] is None


def test_a_row_is_added_without_saving(town: Town, asma: Member, anor: Startup) -> None:
    answer = asma.post("/startups/anor/edit", version="1", **{**FORM, "do": "add.offers"})
    assert answer.status_code == 200
    assert 'name="offers.0.code"' in answer.text
    assert "Lamps for clinics" in answer.text
    assert now(town, anor)["description"]["en"] == "Lamps"


def test_a_manager_mends_an_unclaimed_profile_which_stays_hidden(town: Town, asma: Member, bek: Member) -> None:
    house = town.house
    incubator = house.incubator("PK", (asma.actor,))
    anor = house.startups.register_unclaimed(
        SYSTEM, {"name": "Anor", "country": "PK"}, source="list", row="1", incubator=incubator
    )
    assert 'name="visibility"' not in asma.get("/startups/anor/edit").text
    fields = {name: value for name, value in FORM.items() if name != "visibility"}
    assert asma.post("/startups/anor/edit", version="2", **fields).location == "/startups/anor"
    assert now(town, anor)["city"] == "Peshawar"
    assert now(town, anor)["visibility"] == "hidden"
    assert bek.get("/startups/anor/edit").status_code == 404
