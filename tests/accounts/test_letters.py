"""How often letters come: in the account, and by the link in a letter, without signing in."""

import html
import logging

import pytest

from bridge.access_log import without_secret
from events.errors import Invalid
from tests.accounts.test_pages import AISHA, Site, browser, sign_in, site  # noqa: F401  # fixtures

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


class Reader:
    """A member, and the link in their letters."""

    def __init__(self, site: Site, language: str = "en") -> None:  # noqa: F811
        site.member()
        self.site = site
        account = site.bridge.accounts.by_email(AISHA["email"])
        assert account is not None
        self.id = account.id
        details = {"name": account.name, "time_zone": account.time_zone}
        site.bridge.accounts.change_details(self.id, language=language, **details)
        self.link = site.bridge.stop_links.path(self.id)
        self.browser = site.browser()  # where nobody is signed in

    @property
    def wish(self) -> str:
        return self.site.bridge.accounts.wishes([self.id])[self.id]


@pytest.fixture
def reader(site: Site) -> Reader:  # noqa: F811
    return Reader(site)


def test_the_account_page_shows_and_changes_the_wish(reader: Reader) -> None:
    sign_in(reader.browser)
    assert 'value="at_once" checked' in reader.browser.get("/account/letters").text
    assert reader.browser.post("/account/letters", data={"letters": "daily"}).status_code == 303
    assert reader.wish == "daily"
    assert 'value="daily" checked' in reader.browser.get("/account/letters").text
    assert reader.browser.post("/account/letters", data={"letters": "hourly"}).status_code == 422
    assert reader.wish == "daily"


def test_an_unknown_wish_is_refused_by_the_accounts(reader: Reader) -> None:
    with pytest.raises(Invalid):
        reader.site.bridge.accounts.choose_letters(reader.id, "")


def test_opening_the_link_changes_nothing_and_its_buttons_do(reader: Reader) -> None:
    page = reader.browser.get(reader.link)
    assert (page.status_code, reader.wish) == (200, "at_once")
    assert page.headers["Cache-Control"] == "no-store"
    assert AISHA["email"] not in page.text
    assert AISHA["name"] not in page.text
    assert reader.browser.get(f"{reader.link}/stop").status_code == 200
    assert reader.wish == "at_once"
    assert reader.browser.post(reader.link, data={"letters": "daily"}).status_code == 303
    assert reader.wish == "daily"
    assert reader.browser.post(reader.link, data={"letters": "never"}).status_code == 303
    assert "No more letters" in reader.browser.get(reader.link).text
    assert reader.browser.post(reader.link, data={"letters": "nonsense"}).status_code == 422


def test_one_click_in_a_mail_program_stops_letters_without_a_cookie_or_a_form(reader: Reader) -> None:
    reader.site.app.config["WTF_CSRF_ENABLED"] = True
    answer = reader.browser.post(f"{reader.link}/stop", data=ONE_CLICK)
    assert (answer.status_code, reader.wish) == (200, "never")
    assert "Set-Cookie" not in answer.headers
    # That address and nothing else: the buttons of the page want the token of their form.
    assert reader.browser.post(reader.link, data={"letters": "at_once"}).status_code == 400
    assert reader.wish == "never"


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "Two"}, {"letters": "never"}])
def test_what_is_no_click_stops_nothing(reader: Reader, body: dict[str, str]) -> None:
    assert reader.browser.post(f"{reader.link}/stop", data=body).status_code == 400
    assert reader.wish == "at_once"


def test_a_link_that_was_tampered_with_is_nowhere(reader: Reader) -> None:
    for link in (reader.link[:-1], f"{reader.link}x", "/letters/x"):
        assert reader.browser.get(link).status_code == 404
        assert reader.browser.post(f"{link}/stop", data=ONE_CLICK).status_code == 404
    assert reader.wish == "at_once"


def test_the_page_speaks_the_language_of_the_letters_reader(site: Site) -> None:  # noqa: F811
    reader = Reader(site, "ur")
    page = reader.browser.get(reader.link, headers={"Accept-Language": "ru"})
    assert '<html lang="ur" dir="rtl"' in html.unescape(page.text)
    assert page.headers["Content-Language"] == "ur"
    assert '<html lang="en"' in reader.browser.get(f"{reader.link}?lang=en").text


def test_the_link_is_written_into_no_log(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        reader.browser.post(f"{reader.link}/stop", data=ONE_CLICK)
    assert reader.link not in caplog.text
    assert without_secret(f"{reader.link}/stop") == "/letters/…"


def test_a_guest_without_an_account_stops_letters_by_the_same_link(reader: Reader) -> None:
    guests = reader.site.bridge.guests
    guest = guests.welcome("Nodira", "nodira@jury.example", "en")
    link = reader.site.bridge.stop_links.path(guest.id)
    assert 'value="daily"' not in reader.browser.get(link).text
    assert reader.browser.post(link, data={"letters": "daily"}).status_code == 422
    assert reader.browser.post(f"{link}/stop", data=ONE_CLICK).status_code == 200
    found = guests.guest(guest.id)
    assert found is not None
    assert found.letters == "never"
    assert "with a new link" in reader.browser.get(link).text
