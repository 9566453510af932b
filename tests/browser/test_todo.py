"""What waits for somebody on a phone: the count, the list, one line done, and after a meeting the answer."""

from datetime import timedelta
from uuid import UUID, uuid4

from bridge.accounts.registration import DEMO_PASSWORD
from events.actor import Actor
from events.log import utc_now
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site

COMPLETE = {"sectors": ["agritech"], "needs": [{"code": "talent"}], "offers": [{"code": "distribution"}]}
CHOICES = {"want": "talent", "offer": "distribution", "next_step": "call", "language": "en"}


def _proposed(site: Site, email: str) -> tuple[UUID, Actor, Actor]:
    """A proposal to a new founder, whose startup lacks nothing that is asked about; who asks and who is asked."""
    with site.opened() as bridge:
        asked = Actor(bridge.accounts.demo_account(email, "Somebody Asked", time_zone="Asia/Karachi"))
        asks = Actor(bridge.accounts.demo_account(f"asks-{uuid4().hex[:8]}@demo.example", "Somebody Else"))
        mine = bridge.startups.register(asked, {"name": "Chitral Apiaries", "country": "PK", **COMPLETE})
        theirs = bridge.startups.register(asks, {"name": "Registan Cold Chain", "country": "UZ", **COMPLETE})
        return bridge.introductions.propose(asks, theirs.id, mine.id, CHOICES).id, asks, asked


def _waits(who: Person) -> str:
    """The number beside the bell."""
    return who.page.locator("header .todo").inner_text().strip()


def test_a_line_leads_to_the_answer_and_goes_away_with_it(fresh: Site, person: PersonMaker) -> None:
    email = f"asked-{uuid4().hex[:8]}@demo.example"
    _proposed(fresh, email)
    who = person(fresh, email)
    who.sign_in(DEMO_PASSWORD)
    assert _waits(who) == "1"
    who.page.locator("header .todo").click()
    who.page.wait_for_url("**/todo")
    who.must_be_fine("en")
    line = who.page.locator("main .waiting a")
    assert "Registan Cold Chain proposes an introduction" in line.inner_text()
    box = line.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    line.click()
    who.page.wait_for_url("**/introductions/*")
    who.send("/accept")
    who.go("/todo?lang=ur")
    who.must_be_fine("ur")
    assert who.page.locator("main .waiting a").count() == 1, "now a time has to be proposed"


def test_a_link_of_a_letter_answers_nothing_before_the_button(fresh: Site, person: PersonMaker) -> None:
    email = f"asked-{uuid4().hex[:8]}@demo.example"
    introduction, asks, asked = _proposed(fresh, email)
    with fresh.opened() as bridge:
        bridge.introductions.accept(asked, introduction)
        past = utc_now() - timedelta(days=2)
        bridge.log.clock = lambda: past
        times = [{"wall": f"{past + timedelta(hours=1):%Y-%m-%dT%H:%M}", "format": "video"}]
        start = bridge.introductions.propose_times(asks, introduction, times, "UTC").times[0]["start"]
        bridge.introductions.confirm_time(asked, introduction, start)
    who = person(fresh, email)
    who.sign_in(DEMO_PASSWORD)
    who.go(f"/introductions/{introduction}/held/missed")
    who.go(f"/introductions/{introduction}/held/met")
    who.must_be_fine("en")
    with fresh.opened() as bridge, bridge.reading() as reading:
        row = reading.views.introductions.one(reading.connection, introduction)
        assert row is not None
        assert row["state"] == "accepted", "opening a link is no answer"
    who.send("/held/met")
    assert who.path == f"/introductions/{introduction}"
    assert "Met on" in who.text()
