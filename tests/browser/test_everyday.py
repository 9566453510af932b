"""What must go well on any day: without scripts, in two tabs, on two phones, and with no mailbox in production."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.composition import Bridge
from bridge.settings import Settings
from bridge.web import create_app
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site

PROFILE: dict[str, Any] = {
    "name": "Registan Cold Chain",
    "country": "UZ",
    "city": "Samarkand",
    "one_liner": {"en": "Cold storage for apricots."},
    "sectors": ["agritech"],
    "needs": [{"code": "co_development"}],
    "offers": [{"code": "distribution"}],
    "languages": {"en": "fluent"},
    "visibility": "public",
}


@pytest.fixture
def email(fresh: Site) -> str:
    """The address of a new confirmed account."""
    address = f"somebody-{uuid4().hex[:8]}@demo.example"
    with fresh.opened() as bridge:
        bridge.accounts.demo_account(address, "Somebody New", time_zone="Asia/Karachi")
    return address


def _startup(site: Site, email: str) -> str:
    """Register a startup of its own for an account; returns its page."""
    with site.opened() as bridge:
        account = bridge.accounts.by_email(email)
        assert account is not None
        made = bridge.startups.register(Actor(account=account.id), PROFILE)
        return f"/startups/{made.slug}"


def _signed_in(person: Person) -> Person:
    person.sign_in(DEMO_PASSWORD)
    return person


def test_registering_and_proposing_work_without_scripts(fresh: Site, email: str, person: PersonMaker) -> None:
    with fresh.opened() as bridge:
        theirs = bridge.accounts.demo_account(f"other-{uuid4().hex[:8]}@demo.example", "Somebody Else")
        other = bridge.startups.register(Actor(account=theirs), PROFILE)
    who = _signed_in(person(fresh, email, java_script_enabled=False))
    who.go("/startups/new")
    who.fill(name="Chitral Apiaries")
    who.field("country").select_option("PK")
    who.do("later")
    assert "Chitral Apiaries" in who.text()
    who.press(who.page.locator('main a[href*="draft="]').last)
    who.do("next")
    who.page.locator("label", has=who.page.locator('input[name=sectors][value="agritech"]')).click()
    who.do("next")
    who.field("needs.0.code").select_option("distribution")
    who.do("add.needs")
    who.field("needs.1.code").select_option("mentors")
    who.field("offers.0.code").select_option("co_development")
    who.page.locator("label", has=who.page.locator('input[name=visibility][value="public"]')).click()
    who.do("register")
    mine = who.path.removesuffix("/suggestions")
    who.go(f"/startups/{other.slug}/introduce?from={mine.rpartition('/')[2]}")
    for name, value in {"want": "distribution", "offer": "co_development", "next_step": "call"}.items():
        who.page.locator("label", has=who.page.locator(f'input[name={name}][value="{value}"]')).click()
    who.field("language").select_option("en")
    who.fill(message="Honey from the mountains.")
    who.press(who.page.locator("main form button.primary:not(.hidden)"))
    assert who.path.startswith("/introductions/")
    assert "Honey from the mountains." in who.text()


def test_a_stale_edit_shows_both_versions_and_keeps_what_was_typed(
    fresh: Site, email: str, person: PersonMaker
) -> None:
    page = _startup(fresh, email)
    first = _signed_in(person(fresh, email))
    second = Person(fresh, first.page.context.new_page(), email)
    for tab in (first, second):
        tab.go(f"{page}/edit")
    first.fill(city="Bukhara")
    first.do("save")
    second.fill(city="Khiva", team_size="7")
    second.do("save", status=409)
    compared = second.page.locator(".compare").inner_text()
    assert "Bukhara" in compared
    assert "Khiva" in compared
    assert second.field("city").input_value() == "Khiva"
    assert second.field("team_size").input_value() == "7"
    second.must_be_fine("en")
    second.do("save")
    second.go(page)
    assert "Khiva" in second.text()


def test_a_new_password_ends_the_other_sign_in(fresh: Site, email: str, person: PersonMaker) -> None:
    phone, desk = _signed_in(person(fresh, email)), _signed_in(person(fresh, email))
    phone.go("/account/password")
    phone.fill(current=DEMO_PASSWORD, new="a thousand walnut trees")
    phone.send("/account/password")
    assert phone.path == "/account/password", "the one who changed it stays signed in"
    desk.go("/account")
    assert desk.path == "/account/sign-in"
    desk.sign_in("a thousand walnut trees")


def test_the_mailbox_exists_nowhere_but_in_development(fresh: Site, sqlite_url: str, tmp_path: Path) -> None:
    production = replace(
        Settings.load(fresh.env),
        environment="production",
        data=tmp_path,
        database_url=sqlite_url,
        secret_key=str(UUID(int=7)),
        base_url="https://bridge.example",
        smtp_url="smtp://127.0.0.1:1",
    )
    bridge = Bridge(production)
    app = create_app(bridge)
    assert app.test_client().get("/mailbox").status_code == 404
    assert not [rule for rule in app.url_map.iter_rules() if "mailbox" in str(rule)]
    bridge.close()
