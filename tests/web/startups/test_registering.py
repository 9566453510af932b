"""Registering a startup in three steps."""

import re
from io import BytesIO
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from events.actor import VISITOR
from tests.web.introductions.town import Member, Town, text

STEP_1: dict[str, Any] = {
    "step": "1",
    "name": "Anor Health",
    "country": "PK",
    "city": "Peshawar",
    "one_liner__en": "Lamps for clinics",
}
STEP_2: dict[str, Any] = {"step": "2", "sectors": ["healthtech"], "tags": "lamps، clinics, lamps"}
STEP_3: dict[str, Any] = {
    "step": "3", "needs__0__code": "distribution", "needs__0__countries": ["UZ", "KZ"],
    "needs__0__text__en": "To hospitals", "offers__4__code": "talent", "languages__en": "fluent",
    "outsourcing__services": ["web"], "outsourcing__team": "7", "visibility": "public", "markets": ["UZ"],
}  # fmt: skip


def draft_of(member: Member) -> str:
    found = re.search(r'name="draft" value="(\w+)"', member.get("/startups/new?draft=x").text)
    assert found is not None
    return found.group(1)


def picture() -> BytesIO:
    content = BytesIO()
    Image.new("RGB", (600, 400), "orange").save(content, "PNG")
    content.seek(0)
    return content


def test_three_steps_make_a_startup_with_everything_that_was_typed(town: Town, asma: Member) -> None:
    draft = draft_of(asma)
    first = asma.post("/startups/new", draft=draft, **STEP_1)
    assert first.location == f"/startups/new?draft={draft}&step=2"
    assert asma.post("/startups/new", draft=draft, **STEP_2).location == f"/startups/new?draft={draft}&step=3"
    done = asma.post("/startups/new", draft=draft, do="register", **STEP_3)
    assert done.status_code == 303
    assert done.location.startswith("/startups/anor-health")
    with town.house.reading() as reading:
        row = reading.views.directory.by_slug(reading.connection, asma.actor, "anor-health")
    assert row is not None
    page = text(town.app.test_client().get("/startups/anor-health"))
    for word in (
        "Peshawar",
        "Lamps for clinics",
        "To hospitals",
        "clinics",
        "Uzbekistan",
        "English (Fluent)",
        "7 people",
    ):
        assert word in page, word
    assert town.house.drafts.of(asma.actor.account, "startup") == []  # type: ignore[arg-type]


def test_a_visitor_signs_in_first_and_comes_back(town: Town) -> None:
    answer = town.app.test_client().get("/startups/new")
    assert (answer.status_code, answer.location) == (303, "/account/sign-in?next=/startups/new")


def test_a_step_shows_only_its_own_problems_and_keeps_what_was_typed(asma: Member) -> None:
    answer = asma.post("/startups/new", draft=draft_of(asma), **{**STEP_1, "name": "", "founded": "soon"})
    assert answer.status_code == 422
    assert "Please write a whole number." in answer.text
    assert 'value="soon"' in answer.text
    assert "Peshawar" in answer.text
    assert text(answer).count("Please fill this in.") == 2


WRONG = [
    ("name", "Abc\u202egnp.exe", "turn the direction"),
    ("name", "Abc\x07", "control characters"),
    ("name", "a" * 121, "at most 120 fit"),
    ("country", "XX", "Please choose from the list."),
    ("founded", "2099", "from 1950 to 2026"),
    ("founded", "1e9", "whole number"),
    ("team_size", "-3", "from 1 to 100000"),
    ("site", "javascript:alert(1)", "web address"),
    ("one_liner__ru", "я" * 161, "at most 160 fit"),
    ("stage", "unicorn", "Please choose from the list."),
]


def test_bad_input_is_named_beside_its_field(asma: Member) -> None:
    draft = draft_of(asma)
    for field, value, says in WRONG:
        answer = asma.post("/startups/new", draft=draft, **{**STEP_1, field: value})
        assert answer.status_code == 422, field
        assert says in text(answer), field


def test_a_draft_can_be_left_and_taken_up_again(asma: Member, bek: Member) -> None:
    draft = draft_of(asma)
    left = asma.post("/startups/new", draft=draft, do="later", **{**STEP_1, "founded": "not yet right"})
    assert left.location == "/startups/new"
    assert "Anor Health" in asma.get("/startups/new").text
    again = asma.get(f"/startups/new?draft={draft}").text
    assert "Peshawar" in again
    assert "not yet right" in again
    assert "Peshawar" not in bek.get(f"/startups/new?draft={draft}").text


def test_typing_is_saved_without_leaving_the_page(asma: Member) -> None:
    draft = draft_of(asma)
    answer = asma.post("/startups/new/draft", draft=draft, **STEP_3)
    assert answer.status_code == 200
    assert answer.text.startswith("Saved at")
    page = asma.get(f"/startups/new?draft={draft}&step=3").text
    assert "To hospitals" in page
    assert re.search(r'name="needs.0.countries" value="UZ" checked', page)


def test_a_draft_beyond_measure_is_refused(asma: Member) -> None:
    answer = asma.post("/startups/new/draft", draft=draft_of(asma), **{**STEP_1, "description__en": "long " * 60_000})
    assert answer.status_code == 422
    assert "more than a draft can keep" in answer.text


def test_a_person_has_at_most_ten_drafts(asma: Member) -> None:
    answers = [asma.post("/startups/new/draft", draft=draft_of(asma), **STEP_1).status_code for _ in range(11)]
    assert answers == [200] * 10 + [422]


def test_a_draft_can_be_discarded(asma: Member) -> None:
    draft = draft_of(asma)
    asma.post("/startups/new", draft=draft, do="later", **STEP_1)
    asma.post("/startups/new/discard", draft=draft)
    assert "Anor Health" not in asma.get("/startups/new").text


def test_rows_are_added_and_taken_away_without_scripts(asma: Member) -> None:
    draft = draft_of(asma)
    asma.post("/startups/new", draft=draft, do="add.needs", **STEP_3)
    page = asma.get(f"/startups/new?draft={draft}&step=3").text
    assert 'name="needs.1.code"' in page
    asma.post("/startups/new", draft=draft, do="drop.needs.0", **STEP_3)
    page = asma.get(f"/startups/new?draft={draft}&step=3").text
    assert "To hospitals" not in page
    assert 'name="needs.0.code"' in page


def test_registering_early_says_on_which_step_something_is_missing(asma: Member) -> None:
    draft = draft_of(asma)
    answer = asma.post("/startups/new", draft=draft, do="register", **STEP_3)
    assert answer.status_code == 422
    assert f"/startups/new?draft={draft}&amp;step=1" in answer.text
    assert "To hospitals" in answer.text


def test_a_logo_is_drawn_anew_and_first_seen_by_its_owner_only(town: Town, asma: Member, bek: Member) -> None:
    draft = draft_of(asma)
    asma.post("/startups/new", draft=draft, logo=(picture(), "logo.png"), **STEP_1)
    found = re.search(r"/files/[0-9a-f]{64}\.webp", asma.get(f"/startups/new?draft={draft}").text)
    assert found is not None
    seen = asma.get(found.group(0))
    assert (seen.status_code, seen.mimetype) == (200, "image/webp")
    assert bek.get(found.group(0)).status_code == 404
    asma.post("/startups/new", draft=draft, do="register", **STEP_3)
    public = town.app.test_client().get(found.group(0))
    assert public.status_code == 200
    assert public.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_no_logo_is_refused_beside_the_field_and_nothing_is_lost(asma: Member) -> None:
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    cases = [
        (script, "choose a picture"),
        (b"%PDF-1.7 not a picture", "choose a picture"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 5_000_001, "too big: at most 5 MB"),
        (b"0" * 50_000_000, "too big: at most 5 MB"),
    ]
    draft = draft_of(asma)
    for content, says in cases:
        answer = sent_by_hand(asma, {**STEP_1, "draft": draft}, content)
        assert answer.status_code == 422
        assert says in text(answer)
        assert "Lamps for clinics" in answer.text


def test_a_visitor_cannot_make_the_site_take_a_big_file_in(town: Town) -> None:
    town.app.config["WTF_CSRF_ENABLED"] = True  # it is what reads a form first
    visitor = Member(VISITOR, town.app.test_client())
    assert sent_by_hand(visitor, STEP_1, b"0" * 6_000_000).status_code == 413


def sent_by_hand(member: Member, fields: dict[str, Any], content: bytes) -> TestResponse:
    """Send a form with a file as bytes: the test client would leave its own copy of a big one open."""
    parts = [
        f'--part\r\nContent-Disposition: form-data; name="{name.replace("__", ".")}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    file = b'--part\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\n\r\n'
    body = b"".join([*parts, file, content, b"\r\n--part--\r\n"])
    return member.browser.post("/startups/new", data=body, content_type="multipart/form-data; boundary=part")
