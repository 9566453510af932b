"""Taking an unclaimed profile over on a phone: somebody asks, the manager says yes, the profile is theirs."""

from uuid import uuid4

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from tests.browser.conftest import PersonMaker
from tests.browser.site import Site

SYSTEM = Actor(system="demo")


def test_a_profile_is_claimed_by_a_request_that_its_manager_approves(fresh: Site, person: PersonMaker) -> None:
    number = uuid4().hex[:8]
    founder, manager = f"owner-{number}@demo.example", f"keeper-{number}@demo.example"
    with fresh.opened() as bridge:
        bridge.accounts.demo_account(founder, "Somebody New")
        account = bridge.accounts.demo_account(manager, "Somebody Else")
        page = {"name": {"en": f"Park {number}"}, "kind": "it_park", "country": "PK", "visibility": "public"}
        park = bridge.incubators.list(SYSTEM, page, [])
        bridge.incubators.invite_manager(SYSTEM, park.id, invitation := uuid4())
        bridge.incubators.join(Actor(account), park.id, invitation)
        profile = {"name": f"Kiln {number}", "country": "PK", "city": "Swat"}
        kiln = bridge.startups.register_unclaimed(SYSTEM, profile, source=number, row="1", incubator=park.id)
        bridge.startups.publish(SYSTEM, kiln.id, "public")
    asks = person(fresh, founder)
    asks.sign_in(DEMO_PASSWORD)
    asks.go(f"/startups/{kiln.slug}")
    asks.press(asks.page.get_by_role("link", name="This is our startup"))
    asks.fill(message="We founded it in 2021, and the shop is in our name.")
    asks.press(asks.page.get_by_role("button", name="Ask for the profile"))
    assert "Your request waits" in asks.text()
    decides = person(fresh, manager)
    decides.sign_in(DEMO_PASSWORD)
    decides.go("/todo")
    decides.press(decides.page.get_by_role("link", name="Decide"))
    assert "the shop is in our name" in decides.text()
    decides.press(decides.page.get_by_role("button", name="Approve"))
    asks.go(f"/startups/{kiln.slug}")
    assert "Unclaimed" not in asks.text()
    asks.press(asks.page.get_by_role("link", name="Edit", exact=True))
    assert asks.path == f"/startups/{kiln.slug}/edit"
    assert asks.field("city").input_value() == "Swat"
