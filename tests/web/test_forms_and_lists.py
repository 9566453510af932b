"""Forms that keep what was typed, sentences, navigation, pages of lists and pictures."""

import ast
import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask, get_template_attribute
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from bridge.web import charts, messages
from bridge.web.filtering import Filter, Option, chips
from bridge.web.forms import Form
from bridge.web.navigation import navigation
from bridge.web.pagination import Page, page_of
from bridge.web.placeholder import initials, placeholder
from bridge.web.viewer import Viewer, load_viewer_with
from events.actor import Actor
from events.errors import Invalid, Problem

ROOT = Path(__file__).resolve().parents[2]


def typed(*pairs: tuple[str, str]) -> Form:
    return Form({"name": "Stored", "sectors": ["water"]}, MultiDict(list(pairs)))


def test_a_form_shows_what_is_stored_until_something_is_typed() -> None:
    stored = Form({"name": "Stored", "sectors": ["water"], "line": {"ru": "текст"}, "needs": [{"code": "talent"}]})
    assert stored.value("name") == "Stored"
    assert stored.values("sectors") == ["water"]
    assert stored.value("line.ru") == "текст"
    assert stored.value("needs.0.code") == "talent"
    assert stored.value("needs.1.code") == ""
    assert stored.rows("needs") == [0]
    assert stored.joined("sectors") == "water"


def test_a_form_shows_exactly_what_was_typed_even_nothing() -> None:
    form = typed(("name", "  <Typed> "))
    assert form.value("name") == "  <Typed> "
    assert form.text("name") == "<Typed>"
    assert form.values("sectors") == []
    assert form.value("line.ru") == ""


def test_a_form_reads_lists_words_languages_and_rows() -> None:
    form = typed(
        ("sectors", "water"), ("sectors", "agritech"), ("tags", "plov, چائے، chai;  "), ("line.en", "One"),
        ("line.ur", " "), ("needs.2.code", "talent"), ("needs.10.text.en", "x"), ("needs.x.code", "y"),
    )  # fmt: skip
    assert form.many("sectors") == ["water", "agritech"]
    assert form.words("tags") == ["plov", "چائے", "chai"]
    assert form.mapping("line") == {"en": "One"}
    assert form.rows("needs") == [2, 10]
    assert form.one("stage") is None


def test_a_day_is_read_as_it_is_typed() -> None:
    form = typed(("day", "2026-03-14"))
    assert form.day("day") == date(2026, 3, 14)
    assert form.ok


@given(st.text(max_size=40))
def test_any_text_in_a_date_field_is_a_date_or_a_problem_beside_it(text: str) -> None:
    form = typed(("day", text))
    if form.day("day") is None and text.strip():
        assert form.problems[-1].field == "day"


def test_problems_stand_beside_their_field_with_what_was_typed_kept(site: Flask) -> None:
    form = typed(("name", '"><script>alert(1)</script>'), ("line.ru", "слишком"))
    form.refuse(Invalid([Problem("name", "direction_mark"), Problem("line.ru", "too_long", {"most": 5, "length": 7})]))
    with site.test_request_context():
        field = get_template_attribute("macros/forms.html", "text")(form, "name", "Name", required=True)
        texts = get_template_attribute("macros/forms.html", "in_languages")(form, "line", "One line")
        summary = get_template_attribute("macros/forms.html", "summary")(form)
    assert "<script>" not in field
    assert "&#34;&gt;&lt;script&gt;" in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="f-name-problem"' in field
    assert "7 characters long; at most 5 fit" in texts
    assert 'value="слишком"' in texts
    assert 'href="#f-line-ru"' in summary


def test_a_password_is_never_shown_again(site: Flask) -> None:
    with site.test_request_context():
        field = get_template_attribute("macros/forms.html", "text")(
            typed(("password", "hunter2")), "password", "Password", type="password"
        )
    assert "hunter2" not in field


def codes_of_the_domain() -> set[str]:
    """Every literal code that the domain refuses with."""
    place = {"Refused": 0, "Broken": 0, "Problem": 1, "problem": 1}
    codes = set()
    for path in [*(ROOT / "events").rglob("*.py"), *(ROOT / "bridge" / "accounts").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                code = node.args[place[name]] if name in place and len(node.args) > place[name] else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    codes.add(code.value)
    return codes


def test_every_code_of_the_domain_has_a_sentence(site: Flask) -> None:
    codes = codes_of_the_domain()
    assert {"required", "not_a_founder", "same_country"} <= codes
    assert sorted(code for code in codes if not messages.is_known(code)) == []


def test_a_sentence_without_its_numbers_is_still_a_sentence(site: Flask) -> None:
    with site.test_request_context("/?lang=ru"):
        assert messages.sentence("too_many", {"most": 5}) == "Выберите не больше 5."
        assert messages.sentence("too_many") == "Выберите не больше %(most)s."


@given(st.integers(0, 5000), st.integers(1, 100), st.text(max_size=8))
def test_any_page_number_shows_a_page_that_exists(total: int, size: int, asked: str) -> None:
    page = page_of({"page": asked}, total, size)
    assert 1 <= page.number <= page.count
    assert page.last <= total
    assert page.first <= page.last or total == 0
    shown = [number for number in page.numbers() if number is not None]
    assert shown == sorted(set(shown))
    assert {1, page.number, page.count} <= set(shown)


def test_page_numbers_leave_gaps_only_where_pages_are_hidden() -> None:
    assert Page(4, 10, 200).numbers() == [1, 2, 3, 4, 5, None, 20]
    assert Page(1, 10, 30).numbers() == [1, 2, 3]


def test_a_chip_leads_to_the_list_without_its_filter(site: Flask) -> None:
    group = Filter("country", "Country", [Option("KG", "Kyrgyzstan", 3, True), Option("UZ", "Uzbekistan", 2, True)])
    with site.test_request_context("/startups?q=tea&country=KG&country=UZ&page=3"):
        assert [chip.address for chip in chips([group], "tea")] == [
            "/startups?country=KG&country=UZ",
            "/startups?q=tea&country=UZ",
            "/startups?q=tea&country=KG",
        ]


def navigated(site: Flask, viewer: Viewer, path: str = "/startups") -> list[tuple[str, bool]]:
    load_viewer_with(site, lambda: viewer)
    with site.test_request_context(path):
        return [(link.address, link.current) for link in navigation()]


def test_navigation_shows_only_what_is_built() -> None:
    site = Flask(__name__)
    site.extensions["viewer_loader"] = Viewer
    assert navigated(site, Viewer()) == []
    site = Flask(__name__)  # which addresses have a page is remembered: an application has all its pages when it starts
    site.extensions["viewer_loader"] = Viewer
    site.add_url_rule("/startups", "startups", lambda: "")
    assert navigated(site, Viewer(), "/startups/some-startup") == [("/startups", True)]


def test_a_founder_is_led_to_the_own_startup_and_the_deepest_entry_is_marked() -> None:
    site = Flask(__name__)
    site.add_url_rule("/startups/<slug>", "startup", lambda slug: "")
    site.add_url_rule("/startups/<slug>/suggestions", "suggestions", lambda slug: "")
    founder = Viewer(Actor(account=uuid4()), hat="founder", startup="/startups/chinar")
    assert navigated(site, founder, "/startups/chinar/suggestions") == [
        ("/startups/chinar/suggestions", True),
        ("/startups/chinar", False),
    ]
    assert navigated(site, Viewer(Actor(account=uuid4()), hat="founder")) == []


def test_a_placeholder_is_always_the_same_and_never_markup() -> None:
    assert placeholder("Chinar Agrotech") == placeholder("Chinar Agrotech")
    assert placeholder("Chinar Agrotech") != placeholder("Tulpar")
    assert "<script" not in placeholder("<script>x")
    assert [initials(name) for name in ("Chinar Agrotech", "Ала-Тоо", "چنار ایگرو", "", "4x4")] == [
        "CA", "АТ", "چ", "·", "4",
    ]  # fmt: skip


def test_pictures_run_with_the_direction_of_the_page_and_say_what_they_show(site: Flask) -> None:
    pairs = [charts.Pair("PK", "KG", 4), charts.Pair("PK", "UZ", 1)]
    drawings = {}
    for language in ("en", "ur"):
        with site.test_request_context(f"/?lang={language}"):
            drawings[language] = charts.arcs(pairs, lambda code: f"<{code}>", "Who & whom")
    left, right = (set(re.findall(r'<circle class="node" cx="([\d.]+)"', drawings[code])) for code in ("en", "ur"))
    assert left == {f"{charts.BASE}.0"} or left == {str(charts.BASE)}
    assert {float(x) for x in right} == {charts.WIDTH - charts.BASE}
    assert 'aria-label="Who &amp; whom"' in drawings["en"]
    assert "&lt;PK&gt;" in drawings["en"]
    assert drawings["en"].count('class="arc"') == 2


def test_pictures_of_nothing_are_drawn_too(site: Flask) -> None:
    with site.test_request_context():
        assert "<svg" in charts.arcs([], str, "Nothing")
        assert "<svg" in charts.bars([], "Nothing")
        assert "<svg" in charts.sparkline([], "Nothing")
        assert "<svg" in charts.bars([("Zero", 0)], "Nothing")


@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_the_style_guide_shows_every_macro(browser: FlaskClient, site: Flask, language: str) -> None:
    page = browser.get(f"/styleguide?lang={language}")
    assert page.status_code == 200
    source = (ROOT / "templates/styleguide/show.html").read_text()
    inner = {"label_of", "aside", "described", "field_id", "icon", "mark", "choice", "htmx", "confirm", "post_button"}
    for file, alias in (("ui", "ui"), ("forms", "f"), ("cards", "cards"), ("lists", "lists")):
        names = set(re.findall(r"{% macro (\w+)\(", (ROOT / f"templates/macros/{file}.html").read_text())) - inner
        missing = {name for name in names if f"{alias}.{name}(" not in source}
        assert missing <= {"reasons", "picture"}, (file, missing)


def test_a_macro_escapes_what_people_typed(site: Flask) -> None:
    evil = '<img src=x onerror="alert(1)">'
    with site.test_request_context():
        card = get_template_attribute("macros/cards.html", "startup")(
            evil, "/startups/x", "PK", evil, {"en": evil}, [evil], [(evil, "plain")], reasons=[evil]
        )
        table = get_template_attribute("macros/lists.html", "table")([evil], [[evil]], evil)
    assert isinstance(card, Markup)
    assert "<img" not in card
    assert "<img" not in table
