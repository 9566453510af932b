"""Which language a page speaks, which way it is written, and how it writes names, numbers and moments."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from bridge.web import i18n, names
from bridge.web.viewer import Viewer, load_viewer_with
from events.actor import Actor

NINE = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@pytest.fixture
def russian(site: Flask) -> Iterator[None]:
    with site.test_request_context("/?lang=ru"):
        yield


@pytest.fixture
def english(site: Flask) -> Iterator[None]:
    with site.test_request_context("/"):
        yield


def language_of(answer_text: str) -> str:
    return answer_text.split('<html lang="', 1)[1].split('"', 1)[0]


def sign_in(site: Flask, **preferences: str) -> None:
    load_viewer_with(site, lambda: Viewer(Actor(account=uuid4()), name="Somebody", hat="member", **preferences))  # type: ignore[arg-type]


def test_the_browser_decides_when_nobody_else_does(browser: FlaskClient) -> None:
    assert language_of(browser.get("/styleguide", headers={"Accept-Language": "ur-PK,en;q=0.5"}).text) == "ur"
    assert language_of(browser.get("/styleguide", headers={"Accept-Language": "de"}).text) == "en"
    assert language_of(browser.get("/styleguide").text) == "en"


def test_the_persons_own_setting_comes_before_the_browser(site: Flask) -> None:
    sign_in(site, locale="ru")
    assert language_of(site.test_client().get("/styleguide", headers={"Accept-Language": "ur"}).text) == "ru"


def test_the_address_comes_first_and_is_remembered(site: Flask) -> None:
    sign_in(site, locale="ru")
    browser = site.test_client()
    assert language_of(browser.get("/styleguide?lang=ur").text) == "ur"
    assert language_of(browser.get("/styleguide").text) == "ur"


def test_a_language_that_nobody_has_translated_is_ignored(browser: FlaskClient) -> None:
    assert language_of(browser.get("/styleguide?lang=xx").text) == "en"
    assert language_of(browser.get("/styleguide?lang=../../etc").text) == "en"
    with browser.session_transaction() as session:
        assert "lang" not in session


def test_urdu_pages_run_from_right_to_left_and_say_so(browser: FlaskClient) -> None:
    answer = browser.get("/styleguide?lang=ur")
    assert '<html lang="ur" dir="rtl">' in answer.text
    assert answer.headers["Content-Language"] == "ur"
    assert {"Cookie", "Accept-Language"} <= answer.vary.as_set(preserve_casing=True)


def test_the_language_menu_keeps_the_rest_of_the_address(browser: FlaskClient) -> None:
    assert "/styleguide?q=cold+chain&amp;page=2&amp;lang=ru" in browser.get("/styleguide?q=cold+chain&page=2").text


def test_a_text_is_shown_in_the_readers_language_else_english_else_russian_else_any(english: None) -> None:
    assert names.picked({"ru": "р", "en": "e", "ur": "ا"}, "ur") == ("ur", "ا")
    assert names.picked({"ru": "р", "en": "e"}, "ur") == ("en", "e")
    assert names.picked({"ru": "р", "ky": "к"}, "ur") == ("ru", "р")
    assert names.picked({"ky": "к", "en": ""}, "ur") == ("ky", "к")
    assert names.picked({}) == ("", "")


def test_a_picked_text_is_escaped_and_marked_with_language_and_direction(english: None) -> None:
    assert names.pick({"ur": "<b>سلام"}) == '<span lang="ur" dir="rtl">&lt;b&gt;سلام</span>'
    assert 'lang="uz-Latn" dir="ltr"' in names.pick({"uz": "salom"})
    assert names.pick({}) == ""


def test_one_moment_is_told_on_both_clocks(english: None) -> None:
    told = names.clock(NINE, ["Asia/Karachi", "Asia/Bishkek", "Asia/Karachi"])
    assert "14:00 in Karachi" in told
    assert "15:00 in Bishkek" in told
    assert told.count("Karachi") == 1


def test_clocks_and_names_speak_the_readers_language(russian: None) -> None:
    assert "Карачи" in names.clock(NINE, ["Asia/Karachi"])
    assert names.country("KG") == "Кыргызстан"
    assert names.country("FR") == "Франция"
    assert names.language("ur") == "урду"
    assert (names.language("ky"), names.language("fr")) == ("кыргызский", "французский")
    assert names.number(12345.5) == "12\xa0345,5"
    assert names.day(NINE) == "14 марта 2026\u202fг."


def test_a_filter_on_a_constant_follows_the_reader(site: Flask) -> None:
    site.add_url_rule("/constant", "constant", lambda: render_template_string('{{ "PK"|country }} {{ 1248|number }}'))
    browser = site.test_client()
    assert browser.get("/constant").text == "Pakistan 1,248"
    assert browser.get("/constant?lang=ru").text == "Пакистан 1\xa0248"


def test_a_visitors_zone_comes_from_the_browsers_cookie(site: Flask) -> None:
    site.add_url_rule("/zone", "zone", i18n.choose_zone)
    browser = site.test_client()
    assert browser.get("/zone").text == "UTC"
    browser.set_cookie("zone", "Asia%2FBishkek")
    assert browser.get("/zone").text == "Asia/Bishkek"
    browser.set_cookie("zone", "../../etc/passwd")
    assert browser.get("/zone").text == "UTC"


def test_the_persons_own_zone_comes_before_the_cookie(site: Flask) -> None:
    sign_in(site, timezone="Asia/Karachi")
    site.add_url_rule("/zone", "zone", i18n.choose_zone)
    browser = site.test_client()
    browser.set_cookie("zone", "Asia/Bishkek")
    assert browser.get("/zone").text == "Asia/Karachi"


def test_how_long_ago_something_was(english: None) -> None:
    assert "3 days ago" in names.ago(NINE, NINE + timedelta(days=3))


def test_terms_are_named_and_unknown_ones_name_themselves(russian: None) -> None:
    assert names.label("agritech", "sectors") != "agritech"
    assert names.label("no_such_code", "sectors") == "no_such_code"
