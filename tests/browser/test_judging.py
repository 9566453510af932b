"""A judge's phone goes offline in the middle: nothing typed is lost, and what is handed in is received once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import expect

from bridge.juries import Juries
from bridge.settings import Settings
from events.judging.scorecard import Scorecard, scorecard_of
from tests.browser.conftest import PersonMaker
from tests.browser.person import Person
from tests.browser.site import Site
from tests.domain import house as houses
from tests.domain.jury import jury

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('kept:'))"


@dataclass(frozen=True)
class Seat:
    """A judge at a phone, and where the judge's sheets are."""

    site: Site
    who: Person
    path: str
    address: str
    judge: UUID
    round: UUID
    projects: list[UUID]
    hackathon: UUID

    def sheet(self, number: int) -> str:
        return f"{self.address}/judge/{self.round}/{self.projects[number]}"

    def card(self, number: int) -> Scorecard:
        with self.site.opened() as bridge:
            return bridge.log.get(Scorecard, scorecard_of(self.round, self.judge, self.projects[number]))

    def tap(self, **scores: int) -> None:
        for name, value in scores.items():
            self.who.choose(f"values.{name}", str(value))


@pytest.fixture
def seat(fresh: Site, person: PersonMaker) -> Seat:
    """A hackathon that is judged today; a judge without an account has just come in by a link."""
    clock = houses.Clock()
    clock.now = datetime.now(UTC) - timedelta(days=17)
    house = houses.House(Settings.load(fresh.env), clock)
    try:
        made = jury(house, clock, judges=0, projects=2)
        clock.now = datetime.now(UTC)
        asked = Juries(house, made.one, "Somebody", "en").invite(
            made.hackathon.id, {"name": "Gulnara Asanova"}, {"languages": ["en", "ru"]}
        )
        made.judges = [houses.Person(asked.judge)]
        round = made.opened()
    finally:
        house.close()
    who = person(fresh, "judge")
    who.go(asked.path)
    who.press(who.page.locator("main form button"))
    address = f"/hackathons/{made.hackathon.slug}"
    assert who.path == f"{address}/judge"
    return Seat(fresh, who, asked.path, address, asked.judge, round.id, made.projects, made.hackathon.id)


def test_scores_that_are_handed_in_offline_are_kept_said_to_be_on_the_phone_and_received_once(seat: Seat) -> None:
    who, page = seat.who, seat.who.page
    who.go(seat.sheet(0))
    seat.tap(need=7, idea=6)
    saved = page.locator("[data-autosave]")
    expect(saved).to_contain_text("Received at")
    page.context.set_offline(True)
    seat.tap(work=9)
    who.fill(comment="Clear, and it runs")
    expect(saved).to_contain_text("kept on this phone")
    hand_in = page.locator("main button[name=do][value=submit]")
    hand_in.click()
    phone = page.locator("#phone-line")
    expect(phone).to_contain_text("On this phone. It is sent by itself")
    hand_in.click()  # impatience sends nothing twice
    assert who.path == seat.sheet(0)
    page.context.set_offline(False)
    page.wait_for_url(f"**{seat.sheet(1)}")
    expect(page.locator("main")).to_contain_text("Your receipt")
    card = seat.card(0)
    assert (card.values, card.times) == ({"need": 7, "idea": 6, "work": 9}, 1)
    page.reload()
    assert page.evaluate(KEPT) == []
    who.go(f"{seat.address}/judge")
    expect(page.locator("main")).to_contain_text("1 of 2")
    who.must_be_fine("en")


def test_a_page_that_was_closed_offline_sends_from_the_list_when_it_is_opened_again(seat: Seat) -> None:
    who, page = seat.who, seat.who.page
    who.go(seat.sheet(1))
    seat.tap(need=5, idea=5, work=5)
    page.route("**/judge/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.locator("main button[name=do][value=submit]").click()
    expect(page.locator("#phone-line")).to_contain_text("On this phone")
    who.go(f"{seat.address}/judge")
    expect(page.locator("[data-phone-badge]")).to_have_text("On this phone")
    page.unroute("**/judge/**")
    who.go(f"{seat.address}/judge")
    expect(page.locator("main")).to_contain_text("1 of 2")  # it was sent, and the list was loaded again
    assert page.evaluate(KEPT) == []
    assert seat.card(1).times == 1


def test_a_link_that_was_replaced_stops_the_open_session_and_keeps_what_was_typed(seat: Seat) -> None:
    who, page = seat.who, seat.who.page
    who.go(seat.sheet(0))
    seat.tap(need=7, idea=6, work=8)
    with seat.site.opened() as bridge:
        newer = Juries(bridge, houses.SYSTEM, "", "en").send_link(seat.hackathon, seat.judge)
    page.locator("main button[name=do][value=submit]").click()
    expect(page.locator("#phone-line")).to_contain_text("Not taken in. What you typed stays on this phone.")
    who.go(seat.path, 410)
    who.go(f"{seat.address}/judge", 403)
    who.go(newer.path)
    who.press(page.locator("main form button"))
    expect(page.locator("main")).to_contain_text("1 of 2")  # what waited on the phone went by the new link
    assert (seat.card(0).values["need"], seat.card(0).times) == (7, 1)


COPIES = "async () => (await caches.keys()).filter(name => name.startsWith('judge:')).length"


def test_a_phone_without_a_connection_opens_the_next_sheets_and_sends_both_when_it_is_back(seat: Seat) -> None:
    who, page = seat.who, seat.who.page
    desk, copy = f"{seat.address}/judge", page.locator("#copy-line")
    expect(page.locator("#on-phone")).to_contain_text("2 of 2 sheets are on this phone")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    for number in (0, 1):
        if number:
            page.locator("#phone-line a").click()  # go on with the next
            page.wait_for_url(f"**{seat.sheet(number)}")
        else:
            page.locator("[data-onward]").click()
        expect(copy).to_contain_text("this is the copy of")
        seat.tap(need=5 + number, idea=6, work=7)
        page.locator("main button[name=do][value=submit]").click()
        expect(page.locator("#phone-line")).to_contain_text("On this phone. It is sent by itself")
    page.goto(desk)
    expect(copy).to_contain_text("this is the copy of")
    expect(page.locator("[data-phone-badge]")).to_have_count(2)
    who.must_be_fine("en")
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("2 of 2")
    expect(copy).to_be_empty()
    assert [(seat.card(number).values["need"], seat.card(number).times) for number in (0, 1)] == [(5, 1), (6, 1)]
    assert (page.evaluate(KEPT), page.evaluate(COPIES)) == ([], 1)
    with seat.site.opened() as bridge:
        Juries(bridge, houses.SYSTEM, "", "en").revoke_link(seat.hackathon, seat.judge)
    who.go(desk, 403)
    assert page.evaluate(COPIES) == 0
