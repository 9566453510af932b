"""On a phone with a weak connection nothing typed is lost, nothing is sent into the void, and photos are small."""

import io
import random
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site, wait_for

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('kept:'))"


@pytest.fixture
def founder(fresh: Site, person: PersonMaker) -> Person:
    """Somebody with a startup, signed in; `name` is the address of its page."""
    email = f"weak-{uuid4().hex[:8]}@demo.example"
    with fresh.opened() as bridge:
        account = bridge.accounts.demo_account(email, "Somebody Offline")
        made = bridge.startups.register(
            Actor(account=account), {"name": "Murghab Signals", "country": "TJ", "city": "Murghab"}
        )
    who = person(fresh, email, f"/startups/{made.slug}")
    who.sign_in(DEMO_PASSWORD)
    return who


def test_what_is_typed_offline_is_kept_held_back_and_sent_when_there_is_a_way(founder: Person) -> None:
    page, bar = founder.page, founder.page.locator("#net")
    founder.go(f"{founder.name}/edit")
    page.context.set_offline(True)
    expect(bar).to_contain_text("No connection. What you type is kept on this phone.")
    founder.fill(city="Khorog")
    expect(page.locator(".kept-line")).to_contain_text("Kept on this phone")
    save = page.locator("main button[name=do][value=save]:not(.hidden)")
    save.click()
    expect(bar).to_contain_text("Not sent")
    assert founder.path == f"{founder.name}/edit"
    page.context.set_offline(False)
    expect(bar).to_contain_text("not sent yet")
    page.reload()  # the phone closed the page meanwhile
    expect(page.locator(".kept-line")).to_contain_text("This is what you typed")
    assert founder.field("city").input_value() == "Khorog"
    founder.must_be_fine("en")
    page.context.set_offline(True)
    save.click()
    page.context.set_offline(False)
    founder.press(bar.get_by_role("button", name="Send it now"))
    assert page.evaluate(KEPT) == []
    founder.go(f"{founder.name}/edit")
    assert founder.field("city").input_value() == "Khorog"
    assert page.locator(".kept-line").count() == 0


def test_what_was_kept_is_discarded_on_request_and_gone_after_signing_out(founder: Person) -> None:
    page = founder.page
    founder.go(f"{founder.name}/edit")
    founder.fill(city="Khorog")
    expect(page.locator(".kept-line")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    assert founder.field("city").input_value() == "Murghab"
    assert page.evaluate(KEPT) == []
    founder.fill(city="Khorog")
    expect(page.locator(".kept-line")).to_be_visible()
    page.locator(".account summary").click()
    with page.expect_navigation():
        page.locator('form[action="/account/sign-out"] button').click()
    assert page.evaluate(KEPT) == []


def test_what_was_refused_stays_on_the_phone(founder: Person) -> None:
    founder.go(f"{founder.name}/edit")
    founder.fill(city="Khorog", name="")
    expect(founder.page.locator(".kept-line")).to_be_visible()
    founder.do("save", status=422)
    assert len(founder.page.evaluate(KEPT)) == 1
    founder.fill(name="Murghab Signals")
    founder.do("save")
    assert founder.page.evaluate(KEPT) == []


def test_secrets_are_never_kept(founder: Person) -> None:
    founder.go("/account/password")
    founder.fill(current="something secret", new="something new and secret")
    founder.page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert founder.page.evaluate("JSON.stringify(localStorage)") == "{}"


def test_a_draft_says_what_is_saved_and_what_is_not(founder: Person) -> None:
    page, line = founder.page, founder.page.locator("[data-autosave]")
    founder.go("/startups/new")
    page.context.set_offline(True)
    founder.fill(name="Wakhan Wind")
    founder.field("name").blur()
    expect(line).to_contain_text("Not saved yet, but kept on this phone")
    page.context.set_offline(False)
    expect(line).to_contain_text("Saved at")
    founder.go("/startups/new")
    assert "Wakhan Wind" in founder.text()


def test_a_draft_is_found_by_who_left_right_after_typing(founder: Person) -> None:
    founder.go("/startups/new")
    founder.fill(name="Wakhan Wind")
    founder.go("/")  # long before the site would have been told

    def told() -> bool:
        founder.go("/startups/new")
        return "Wakhan Wind" in founder.text()

    wait_for("the draft", told, 20)


def test_a_draft_on_its_way_arrives_before_the_form_and_never_behind_it(founder: Person) -> None:
    page, slow = founder.page, list[Route]()
    page.route("**/startups/new/draft", lambda route: slow.append(route))
    founder.go("/startups/new")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(urlsplit(request.url).path) if request.method == "POST" else None)
    founder.fill(name="Wakhan Wind")
    with page.expect_request("**/startups/new/draft"):
        founder.field("name").blur()
    founder.fill(city="Ishkashim")
    page.locator("main button[name=do][value=later]").click()
    assert sent == ["/startups/new/draft"], "the form waits for its draft"
    with page.expect_navigation():
        slow[0].continue_()
    assert sent == ["/startups/new/draft", "/startups/new"], "and what was typed since goes with the form"
    founder.press(page.locator('main a[href*="draft="]').last)
    assert founder.field("city").input_value() == "Ishkashim"


def test_a_photo_is_made_smaller_before_it_is_sent(founder: Person) -> None:
    dots = Image.frombytes("RGB", (300, 225), random.Random(7).randbytes(300 * 225 * 3))
    photo = io.BytesIO()
    dots.resize((2400, 1800), Image.Resampling.NEAREST).save(photo, "JPEG", quality=95)
    founder.go(f"{founder.name}/edit")
    upload = founder.field("logo")
    upload.set_input_files({"name": "DCIM 7.JPG", "mimeType": "image/jpeg", "buffer": photo.getvalue()})
    note, line = (founder.page.locator(f"{place} > .kept-line") for place in (".field", "form"))
    expect(note).to_contain_text("made smaller")
    founder.fill(city="Khorog")
    expect(line).to_contain_text("Kept on this phone")
    founder.fill(city="Murghab")
    expect(line).to_have_count(0)
    expect(note).to_contain_text("made smaller")
    name, size, width = upload.evaluate(
        "async e => [e.files[0].name, e.files[0].size, (await createImageBitmap(e.files[0])).width]"
    )
    assert (name, width) == ("DCIM 7.jpeg", 1600)
    assert size < len(photo.getvalue())
    founder.do("save")
    founder.go(founder.name)
    assert founder.page.locator("main .picture img").count() == 1


def test_what_is_no_picture_is_sent_as_it_is(founder: Person) -> None:
    founder.go(f"{founder.name}/edit")
    upload = founder.field("logo")
    upload.set_input_files({"name": "not.jpg", "mimeType": "image/jpeg", "buffer": b"words " * 100_000})
    founder.do("save", status=422)
    assert "picture" in founder.text()
