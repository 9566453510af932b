"""The calendar of a hackathon as a calendar program reads it: moments, moved and cancelled dates, any script."""

from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from events.actor import Actor
from events.hackathons.aggregate import Hackathon
from events.hackathons.moments import in_zone
from tests.domain.hackathon_setup import setup
from tests.web.introductions.town import Member, Town

HERE = "/hackathons/water-and-light/calendar.ics"
LONG = "پانی اور روشنی: دو ملکوں کی ٹیمیں؛ گاؤں، نہریں, کنویں; " * 2 + "اختتام"  # longer than a line of the format


@pytest.fixture
def manager(town: Town) -> Member:
    return town.member("manager")


@pytest.fixture
def other(town: Town) -> Actor:
    return town.house.person()


@pytest.fixture
def found(town: Town, manager: Member, other: Actor) -> Hackathon:
    parts = setup(town.house.clock.now)
    parts["about"]["title"]["ur"] = LONG
    item = {**parts["schedule"]["items"][0], "key": "opening", "title": {"en": "Opening", "ur": f"افتتاح {LONG[:80]}."}}
    return town.house.hackathon(manager.actor, other, about=parts["about"], schedule={"items": [item]})


def read(who: Member, query: str = "") -> tuple[Calendar, dict[str, Any]]:
    """The calendar, and its entries by what they are of."""
    answer = who.browser.get(HERE + query)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    calendar = Calendar.from_ical(answer.data)
    events: dict[str, Any] = {str(event["uid"]).partition("@")[0][37:]: event for event in calendar.walk("VEVENT")}
    assert not calendar.errors
    assert not [event.errors for event in events.values() if event.errors]
    return calendar, events


def test_moments_are_those_of_the_hackathons_clock(manager: Member, found: Hackathon) -> None:
    calendar, events = read(manager)
    closes = found.times("building").closes
    deadline = events["building-closes"]
    assert deadline["dtstart"].dt == closes
    assert "dtend" not in deadline  # an end has to be later than the beginning
    assert str(calendar["x-wr-timezone"]) == "Asia/Bishkek"
    wall = found.setup["dates"]["phases"]["building"]["closes"]["wall"]
    assert deadline["dtstart"].dt.astimezone(ZoneInfo("Asia/Bishkek")).replace(tzinfo=None).isoformat()[:16] == wall
    assert all(event["dtstamp"].dt.tzinfo is not None for event in events.values())
    assert events["opening"]["dtend"].dt > events["opening"]["dtstart"].dt


def test_titles_of_any_script_arrive_whole(manager: Member, found: Hackathon) -> None:
    calendar, events = read(manager, "?lang=ur")
    assert str(calendar["x-wr-calname"]) == LONG
    assert str(events["opening"]["summary"]) == f"افتتاح {LONG[:80]}."
    assert str(events["building-closes"]["summary"]).endswith(LONG)


def test_a_moved_deadline_is_the_same_entry_with_a_later_number(
    town: Town, manager: Member, other: Actor, found: Hackathon
) -> None:  # fmt: skip
    before = read(manager)[1]
    assert read(manager)[1] == before
    town.house.clock.forward(minutes=5)
    dates, closes = deepcopy(found.setup["dates"]), found.times("building").closes
    assert closes is not None
    later = in_zone(closes + timedelta(hours=3), "Asia/Bishkek")
    dates["phases"]["building"]["closes"] = dates["phases"]["judging"]["opens"] = later
    proposed = town.house.hackathons.propose(manager.actor, found.id, "dates", dates, "The power was out")
    [change] = proposed.open_changes
    town.house.hackathons.agree_change(other, found.id, UUID(change))
    after = read(manager)[1]
    assert set(after) == set(before)
    assert after["building-closes"]["uid"] == before["building-closes"]["uid"]
    assert after["building-closes"]["dtstart"].dt - before["building-closes"]["dtstart"].dt == timedelta(hours=3)
    assert after["building-closes"]["sequence"] > before["building-closes"]["sequence"]
    assert after["building-closes"]["dtstamp"].dt > before["building-closes"]["dtstamp"].dt


def test_a_cancelled_hackathon_calls_every_entry_off(town: Town, manager: Member, found: Hackathon) -> None:
    before = read(manager)[1]
    town.house.clock.forward(minutes=5)
    town.house.hackathons.cancel(manager.actor, found.id, "The hall burnt down")
    after = read(manager)[1]
    assert set(after) == set(before)
    assert {str(event["status"]) for event in before.values()} == {"CONFIRMED"}
    assert {str(event["status"]) for event in after.values()} == {"CANCELLED"}
    assert all(after[key]["sequence"] > before[key]["sequence"] for key in before)
