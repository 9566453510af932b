"""The pages of accounts, walked as a browser does."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from bridge.composition import Bridge
from bridge.followers import mailer
from bridge.mail.tables import mailbox
from bridge.settings import Settings
from bridge.web import create_app
from bridge.web.sign_in import own_path
from tests.accounts.people_at_work import FAST, PASSWORD, Clock

AISHA = {"name": "Aisha", "email": "aisha@startup.example", "password": PASSWORD}


class Site:
    """The whole site on one database, with a mailer that runs when asked."""

    def __init__(self, url: str, folder: Path, **settings: object) -> None:
        env = {"BRIDGE_ENV": "development", "DATABASE_URL": url, "BRIDGE_DATA": str(folder)}
        self.clock = Clock()
        self.bridge = Bridge(replace(Settings.load(env), **settings), self.clock)  # type: ignore[arg-type]
        object.__setattr__(self.bridge.accounts._parts, "passwords", FAST)
        self.app: Flask = create_app(self.bridge)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.mailer = mailer.make_mailer(self.bridge.settings, self.bridge.outbox, self.bridge.accounts)
        self.read = 0

    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def link(self) -> str:
        """The path of the link in the newest letter."""
        self.clock.turn(seconds=1)
        self.mailer.step()
        with self.bridge.db.read() as connection:
            text = connection.execute(select(mailbox.c.text).order_by(mailbox.c.sent_at.desc())).scalars().first()
        found = re.search(r"http://127\.0\.0\.1:8000(/\S+)", text or "")
        assert found is not None, text
        return found.group(1)

    def member(self, **details: str) -> None:
        browser = self.browser()
        browser.post("/account/register", data=AISHA | details)
        browser.post(self.link())


@pytest.fixture
def site(sqlite_url: str, tmp_path: Path) -> Iterator[Site]:
    opened = Site(sqlite_url, tmp_path)
    yield opened
    opened.bridge.close()


@pytest.fixture
def browser(site: Site) -> FlaskClient:
    return site.browser()


def sign_in(browser: FlaskClient, password: str = PASSWORD, **more: str) -> TestResponse:
    return browser.post("/account/sign-in", data={"email": AISHA["email"], "password": password} | more)


def words(response: TestResponse) -> str:
    return html.unescape(response.text)


def test_a_newcomer_registers_confirms_and_signs_in(site: Site, browser: FlaskClient) -> None:
    sent = browser.post("/account/register", data=AISHA, follow_redirects=True)
    assert sent.status_code == 200
    assert "aisha@startup.example" in words(sent)
    link = site.link()
    assert browser.get(link).status_code == 200
    assert sign_in(browser).status_code == 422, "looking at the link is not confirming"
    confirmed = browser.post(link)
    assert (confirmed.status_code, confirmed.location) == (303, "/account/sign-in")
    assert sign_in(browser).status_code == 303
    page = browser.get("/account")
    assert page.status_code == 200
    assert 'value="Aisha"' in page.text


def test_signing_out_ends_it(site: Site, browser: FlaskClient) -> None:
    site.member()
    sign_in(browser)
    assert browser.get("/account").status_code == 200
    assert browser.get("/account/sign-out").status_code == 405
    browser.post("/account/sign-out")
    assert browser.get("/account").location == "/account/sign-in?next=/account"


@pytest.mark.parametrize("page", ["/account/register", "/account/forgot"])
def test_known_and_unknown_addresses_get_the_same_answer(site: Site, page: str) -> None:
    site.member()

    def answer(email: str) -> tuple[int, str | None, str]:
        browser = site.browser()
        first = browser.post(page, data=AISHA | {"email": email})
        last = browser.get(first.location) if first.location else first
        shown = re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", words(last))
        return first.status_code, first.location, shown.replace(email, "ADDRESS")

    assert answer("aisha@startup.example") == answer("other@startup.example")


def test_a_forgotten_password_is_set_anew_and_other_browsers_are_signed_out(site: Site, browser: FlaskClient) -> None:
    site.member()
    other = site.browser()
    sign_in(other)
    browser.post("/account/forgot", data={"email": AISHA["email"]})
    link = site.link()
    shown = browser.get(link)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    short = browser.post(link, data={"password": "short"})
    assert short.status_code == 422
    assert "at least 10 characters" in words(short)
    assert browser.post(link, data={"password": "nine green lanterns"}).status_code == 303
    assert other.get("/account").status_code == 303
    assert sign_in(browser, "nine green lanterns").status_code == 303


def test_a_changed_password_keeps_this_browser_and_ends_the_others(site: Site, browser: FlaskClient) -> None:
    site.member()
    other = site.browser()
    sign_in(browser)
    sign_in(other)
    wrong = browser.post("/account/password", data={"current": "wrong password", "new": "nine green lanterns"})
    assert wrong.status_code == 422
    assert "not your present password" in words(wrong)
    changed = browser.post("/account/password", data={"current": PASSWORD, "new": "nine green lanterns"})
    assert changed.status_code == 303
    assert browser.get("/account").status_code == 200
    assert other.get("/account").status_code == 303


def test_a_session_made_before_the_change_is_of_no_use_to_who_copied_it(site: Site, browser: FlaskClient) -> None:
    site.member()
    sign_in(browser)
    cookie = browser.get_cookie("bridge")
    assert cookie is not None
    browser.post("/account/password", data={"current": PASSWORD, "new": "nine green lanterns"})
    thief = site.browser()
    thief.set_cookie("bridge", cookie.value)
    assert thief.get("/account").status_code == 303


def test_details_are_changed_and_the_pages_follow(site: Site, browser: FlaskClient) -> None:
    site.member()
    sign_in(browser)
    details = {"name": "Айша", "language": "ru", "time_zone": "Asia/Bishkek", "phone": "+996 555 123456"}
    saved = browser.post("/account", data=details, follow_redirects=True)
    assert saved.status_code == 200
    assert '<html lang="ru"' in saved.text
    assert 'value="+996555123456"' in saved.text
    wrong = browser.post("/account", data=details | {"phone": "0555", "name": "\u202eA"})
    assert wrong.status_code == 422
    assert 'value="0555"' in wrong.text, "what was typed is not lost"
    assert wrong.text.count('aria-invalid="true"') == 2


def test_an_address_is_changed_from_the_new_mailbox(site: Site, browser: FlaskClient) -> None:
    site.member()
    sign_in(browser)
    asked = browser.post("/account/email", data={"email": "new@startup.example", "password": PASSWORD})
    assert asked.status_code == 303
    site.mailer.step()
    with site.bridge.db.read() as connection:
        rows = connection.execute(select(mailbox.c.email, mailbox.c.text)).all()
    text = next(row.text for row in rows if row.email == "Aisha <new@startup.example>" or "new@" in row.email)
    link = re.search(r"(/account/email/\S+)", text)
    assert link is not None
    assert "new@startup.example" in words(browser.get(link.group(1)))
    assert browser.post(link.group(1)).status_code == 303
    assert "new@startup.example" in words(browser.get("/account/email"))


def test_links_that_do_not_work_say_why_and_where_there_is_another(site: Site, browser: FlaskClient) -> None:
    unknown = browser.get("/account/confirm/abc")
    assert (unknown.status_code, "/account/check-mail" in unknown.text) == (404, True)
    browser.post("/account/register", data=AISHA)
    link = site.link()
    browser.post(link)
    used = browser.post(link)
    assert (used.status_code, "used already" in words(used)) == (410, True)
    browser.post("/account/forgot", data={"email": AISHA["email"]})
    late = site.link()
    site.clock.turn(hours=2)
    old = browser.get(late)
    assert (old.status_code, "/account/forgot" in old.text) == (410, True)
    assert browser.get("/account/email/abc").status_code == 404


def test_the_confirmation_is_sent_again_on_request(site: Site, browser: FlaskClient) -> None:
    browser.post("/account/register", data=AISHA)
    site.link()
    assert browser.post("/account/check-mail", data={"email": AISHA["email"]}).status_code == 303
    assert browser.post(site.link()).status_code == 303
    assert sign_in(browser).status_code == 303


def test_too_many_attempts_are_told_with_the_time_and_nothing_typed_is_lost(site: Site, browser: FlaskClient) -> None:
    site.member()
    for _ in range(10):
        assert sign_in(browser, "wrong password").status_code == 422
    closed = sign_in(browser)
    assert closed.status_code == 429
    assert closed.headers["Retry-After"] == "900"
    assert "15 minutes" in words(closed)
    assert 'value="aisha@startup.example"' in closed.text


def test_a_wrong_registration_keeps_what_was_typed_but_not_the_password(browser: FlaskClient) -> None:
    wrong = browser.post("/account/register", data=AISHA | {"email": "nothing", "password": "password123"})
    assert wrong.status_code == 422
    assert 'value="nothing"' in wrong.text
    assert "password123" not in wrong.text
    assert "first passwords that guessers try" in words(wrong)


def test_people_come_back_to_the_page_they_wanted(site: Site, browser: FlaskClient) -> None:
    site.member()
    assert browser.get("/account/password").location == "/account/sign-in?next=/account/password"
    assert 'name="next" value="/account/password"' in browser.get("/account/sign-in?next=/account/password").text
    assert sign_in(browser, next="/account/password").location == "/account/password"


def test_the_page_wanted_before_registering_survives_the_mail(site: Site, browser: FlaskClient) -> None:
    browser.post("/account/register", data=AISHA | {"next": "/startups/new"})
    assert browser.post(site.link()).location == "/account/sign-in?next=/startups/new"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "evil",
     "/\t/evil.example", "/a\\b", "/" + "a" * 600, "", None],
)  # fmt: skip
def test_nobody_is_sent_to_another_site(site: Site, browser: FlaskClient, address: str | None) -> None:
    assert own_path(address) is None
    site.member()
    assert sign_in(browser, next=address or "").location == "/"


def test_a_form_without_its_token_changes_nothing(site: Site, browser: FlaskClient) -> None:
    site.app.config["WTF_CSRF_ENABLED"] = True
    assert browser.post("/account/register", data=AISHA).status_code == 400
    assert site.mailer.step() == 0
    page = browser.get("/account/register").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    assert browser.post("/account/register", data=AISHA | {"csrf_token": token.group(1)}).status_code == 303


def test_cookies_are_for_this_site_alone_and_in_production_for_https(sqlite_url: str, tmp_path: Path) -> None:
    secure = Site(sqlite_url, tmp_path, base_url="https://bridge.example")
    shown = secure.browser().get("/account/sign-in?lang=ru", base_url="https://bridge.example")
    cookie = shown.headers["Set-Cookie"]
    secure.bridge.close()
    assert "Secure; HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_session_of_nobody_is_a_visitors(site: Site, browser: FlaskClient) -> None:
    for id in ("nonsense", "00000000000000000000000000000000:1", "x:y"):
        with browser.session_transaction() as session:
            session["_user_id"] = id
        assert browser.get("/account").status_code == 303


def test_mail_is_read_in_the_mailbox(site: Site, browser: FlaskClient) -> None:
    assert "No mail yet" in words(browser.get("/mailbox"))
    browser.post("/account/register", data=AISHA)
    link = site.link()
    listed = browser.get("/mailbox")
    assert "Confirm your e-mail address" in words(listed)
    address = re.search(r'href="(/mailbox/[0-9a-f-]{36})"', listed.text)
    assert address is not None
    assert f'href="http://127.0.0.1:8000{link}"' in browser.get(address.group(1)).text
    as_sent = browser.get(address.group(1) + "/html")
    assert link in as_sent.text
    assert "sandbox" in as_sent.headers["Content-Security-Policy"]
    gone = "/mailbox/00000000-0000-0000-0000-000000000000"
    assert (browser.get(gone).status_code, browser.get(gone + "/html").status_code) == (404, 404)


@pytest.mark.parametrize(
    "settings",
    [{"environment": "production", "smtp_url": "smtp://mail.example"}, {"environment": "testing"}, {"host": "0.0.0.0"}],
)
def test_the_mailbox_exists_nowhere_else(sqlite_url: str, tmp_path: Path, settings: dict[str, object]) -> None:
    elsewhere = Site(sqlite_url, tmp_path, **settings)
    assert elsewhere.browser().get("/mailbox").status_code == 404
    assert not [rule for rule in elsewhere.app.url_map.iter_rules() if "mailbox" in rule.rule]
    elsewhere.bridge.close()


def test_the_mailbox_is_closed_to_other_machines(browser: FlaskClient) -> None:
    assert browser.get("/mailbox", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_every_page_of_accounts_is_shown_in_every_language(site: Site, browser: FlaskClient, language: str) -> None:
    site.member()
    for page in ("register", "check-mail", "sign-in", "forgot", "confirm/abc"):
        assert f'<html lang="{language}"' in browser.get(f"/account/{page}?lang={language}").text
    sign_in(browser)
    for page in ("/account", "/account/email", "/account/password", "/mailbox"):
        shown = browser.get(f"{page}?lang={language}")
        assert shown.status_code == 200
        assert f'<html lang="{language}"' in shown.text


def test_the_mailer_runs_until_it_is_told_to_stop(site: Site, browser: FlaskClient) -> None:
    browser.post("/account/register", data=AISHA)
    stop = threading.Event()
    running = threading.Thread(target=mailer.run, args=(site.mailer, site.bridge.accounts, stop))
    running.start()
    try:
        for _ in range(200):
            if site.bridge.outbox.counts()["sent"]:
                break
            stop.wait(0.02)
    finally:
        stop.set()
        running.join(10)
    assert not running.is_alive()
    assert site.bridge.outbox.counts()["sent"] == 1


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/startups/anor?tab=people", "/startups/anor?tab=people"),
        ("http://elsewhere.example/startups/anor", "/startups/anor/pause"),
        ("", "/startups/anor/pause"),
    ],
)
def test_whose_session_ended_comes_back_to_the_page_of_the_form(
    sqlite_url: str, tmp_path: Path, referrer: str, back: str
) -> None:
    browser = Site(sqlite_url, tmp_path).browser()
    answer = browser.post("/startups/anor/pause", headers={"Referer": referrer} if referrer else {})
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.location).query)["next"] == [back]
