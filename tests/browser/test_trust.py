"""Report and moderate, on a phone: a visitor reports, an organiser suspends, the founder appeals, another decides."""

from uuid import uuid4

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site
from tests.domain.house import SYSTEM


def _account(site: Site, role: str | None = None) -> str:
    address = f"{role or 'founder'}-{uuid4().hex[:8]}@demo.example"
    with site.opened() as bridge:
        account = bridge.accounts.demo_account(address, "Somebody New", time_zone="Asia/Karachi")
        if role is not None:
            bridge.offices.grant(SYSTEM, account, role, "PK" if role == "organiser" else None)
    return address


def _startup(site: Site, email: str) -> str:
    with site.opened() as bridge:
        account = bridge.accounts.by_email(email)
        assert account is not None
        profile = {"name": f"Reported {uuid4().hex[:6]}", "country": "PK", "one_liner": {"en": "Money for nothing."}}
        return f"/startups/{bridge.startups.register(Actor(account=account.id), profile).slug}"


def _someone(person: PersonMaker, site: Site, email: str) -> Person:
    found = person(site, email)
    found.sign_in(DEMO_PASSWORD)
    return found


def test_report_and_moderate(fresh: Site, person: PersonMaker) -> None:
    founder = _account(fresh)
    page = _startup(fresh, founder)
    visitor = person(fresh, "nobody@demo.example")
    visitor.go(page)
    visitor.press(visitor.page.locator(".report-link"))
    visitor.choose("reason", "scam")
    visitor.fill(text="They ask for money first.")
    visitor.must_be_fine("en")
    visitor.send("/report")
    report = visitor.path
    assert "It has arrived" in visitor.text()

    organiser = _someone(person, fresh, _account(fresh, "organiser"))
    organiser.go("/todo")
    assert "was reported" in organiser.text()
    organiser.go("/admin/moderation")
    organiser.press(organiser.page.locator("main h3 a").last)
    case = organiser.path
    assert "They ask for money first." in organiser.text()
    organiser.choose("measure", "suspend")
    organiser.choose("reason", "scam")
    organiser.fill(message="Show us that you are registered.", record="Two of this kind already.")
    organiser.must_be_fine("en")
    organiser.send(case)
    decision = organiser.path.rpartition("/")[2]
    assert "The startup was suspended" in organiser.text()
    visitor.go(page, 404)
    visitor.go(report)
    assert "It has been decided" in visitor.text()

    owner = _someone(person, fresh, founder)
    owner.go(page)
    assert "suspended by a decision" in owner.text()
    owner.go(f"/decisions/{decision}")
    assert "Show us that you are registered." in owner.text()
    assert "Two of this kind already." not in owner.text()
    owner.fill(message="Here is our number: 1234567.")
    owner.must_be_fine("en")
    owner.send("/appeal")

    organiser.go(f"/admin/moderation/decisions/{decision}")
    assert "Somebody else decides the appeal." in organiser.text()
    other = _someone(person, fresh, _account(fresh, "administrator"))
    other.go(f"/admin/moderation/decisions/{decision}")
    other.choose("outcome", "reversed")
    other.fill(message="The number is right. We are sorry.")
    other.must_be_fine("en")
    other.send("/answer")
    visitor.go(page)
    owner.go(f"/decisions/{decision}")
    assert "The number is right. We are sorry." in owner.text()
