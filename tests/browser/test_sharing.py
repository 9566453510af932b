"""Sharing with a phone: the ways to send a page on, and an invitation that is handed over as a link."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from tests.browser.addresses import public_pages
from tests.browser.conftest import PersonMaker
from tests.browser.site import Site


def test_a_page_is_shared_with_a_messenger_a_link_or_a_code(demo: Site, person: PersonMaker) -> None:
    who = person(demo, "")
    page, address = who.page, public_pages(demo)["startup"]
    page.add_init_script("navigator.share = data => { window.shared = data; return Promise.resolve(); }")
    who.go(address)
    page.locator(".share summary").click()
    link = page.locator("#share-link").input_value()
    assert link == f"{demo.base}{address}"
    sent = page.locator('a[href^="https://wa.me/"]').get_attribute("href") or ""
    assert link in parse_qs(urlsplit(sent).query)["text"][0]
    page.locator("[data-share] button").click()
    assert page.evaluate("shared.url") == link
    page.locator("[data-copy]").click()
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    who.must_be_fine("en")
    page.locator('.share a[href^="/share"]').click()
    expect(page.locator(".qr img")).to_be_visible()
    assert page.locator(".qr img").evaluate("e => e.naturalWidth") > 0
    who.must_be_fine("en")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_invitation_goes_by_link_from_phone_to_phone(fresh: Site, person: PersonMaker, scripts: bool) -> None:
    email, number = f"host-{uuid4().hex[:8]}@demo.example", uuid4().hex[:8]
    with fresh.opened() as bridge:
        account = bridge.accounts.demo_account(email, "Somebody Inviting")
        made = bridge.startups.register(
            Actor(account=account), {"name": "Issyk Sails", "country": "KG", "visibility": "hidden"}
        )
    host = person(fresh, email, java_script_enabled=scripts)
    guest = person(fresh, f"guest-{number}@people.example", "Aizada", java_script_enabled=scripts)
    host.sign_in(DEMO_PASSWORD)
    host.go(f"/startups/{made.slug}/people")
    host.page.locator("summary", has_text="Send the link yourself").click()
    host.fill(name="Aizada")
    host.press(host.page.locator("main form:has([name=name]) button"))
    link = urlsplit(host.page.locator("#share-link").input_value()).path
    if scripts:
        host.must_be_fine("en")

    guest.go(link)
    assert "Become a founder of Issyk Sails" in guest.text()
    guest.page.locator('main a[href^="/account/register"]').click()
    guest.fill(name=guest.name, email=guest.email, password="boats over the warm lake")
    guest.send("/account/register")
    guest.follow_letter("/account/confirm/")
    guest.send(guest.path)
    guest.fill(email=guest.email, password="boats over the warm lake")
    guest.send("/account/sign-in")
    assert guest.path == link, "signing in leads back to the invitation"
    guest.send(link)
    assert guest.path == f"/startups/{made.slug}"
    guest.go(link, status=410)
    assert "You have used this invitation" in guest.text()
    host.go(link, status=410)
    assert "used already" in host.text()
    if scripts:
        guest.must_be_fine("en")
