"""Times on two clocks, and the calendar file."""

import re
from typing import Any

import icalendar
import pytest

from tests.web.introductions.town import Pair, text

TIMES = {"times__zone": "Asia/Karachi", "times__minutes": "45", "times__format": "video"}


def calendar(pair: Pair, address: str) -> tuple[Any, Any]:
    answer = pair.bek.get(f"{address}/meeting.ics")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    found = icalendar.Calendar.from_ical(answer.data)
    [event] = found.walk("VEVENT")
    return found, event


def offered(pair: Pair, address: str) -> list[str]:
    return re.findall(r'name="confirm.start" value="([^"]+)"', pair.bek.get(address).text)


def test_times_are_typed_on_ones_own_clock_and_read_on_both(pair: Pair) -> None:
    address = pair.accepted()
    answer = pair.asma.post(f"{address}/times", **TIMES, times__0__wall="2026-03-09T14:00", times__place="Room 7")
    assert answer.status_code == 303
    assert offered(pair, address) == ["2026-03-09T09:00:00+00:00"]
    page = text(pair.bek.browser.get(f"{address}?lang=en"))
    assert "14:00 in Tashkent · 14:00 in Karachi" in page
    assert "45 minutes" in page
    assert "Room 7" in page
    mine = pair.asma.get(address)
    assert "Now the other side chooses." in text(mine)
    assert "confirm.start" not in mine.text


def test_the_other_clock_is_shown_where_it_differs(pair: Pair) -> None:
    account = pair.bek.actor.account
    assert account is not None
    pair.town.house.accounts.change_details(account, name="Bek", language="ru", time_zone="Asia/Bishkek")
    address = pair.confirmed()
    assert "14:00 in Karachi · 15:00 in Bishkek" in text(pair.asma.get(address))


def test_who_never_chose_a_clock_gets_that_of_their_startups_country(pair: Pair) -> None:
    account = pair.asma.actor.account
    assert account is not None
    pair.town.house.accounts.change_details(account, name="Asma", language="en", time_zone="UTC")
    page = pair.asma.get(pair.accepted()).text
    assert '<option value="Asia/Karachi" selected>' in page


@pytest.mark.parametrize(
    ("wall", "zone", "status", "says"),
    [
        ("2026-03-01T14:00", "Asia/Karachi", 422, "This is in the past."),
        ("2027-03-01T14:00", "Asia/Karachi", 422, "within the next 180 days"),
        ("tomorrow", "Asia/Karachi", 422, "Please write a date and a time."),
        ("2026-03-09T14:00+05:00", "Asia/Karachi", 422, "Please write a date and a time."),
        ("2026-03-29T01:30", "Europe/London", 422, "2026-03-29 01:30 does not exist in Europe/London"),
        ("9999-12-31T23:59", "Asia/Karachi", 422, ""),
        ("2026-03-09T14:00", "Mars/Olympus", 422, "Please choose from the list."),
        ("2026-03-09T14:00", "../../etc/passwd", 422, "Please choose from the list."),
        ("", "Asia/Karachi", 422, "Please fill this in."),
    ],
)
def test_times_that_are_none_are_refused_beside_their_field(
    pair: Pair, wall: str, zone: str, status: int, says: str
) -> None:
    address = pair.accepted()
    answer = pair.asma.post(
        f"{address}/times", **{**TIMES, "times__zone": zone}, times__0__wall=wall, times__place="Café"
    )
    assert answer.status_code == status
    assert says in text(answer)
    assert "Café" in answer.text
    assert offered(pair, address) == []


def test_a_wrong_time_among_right_ones_is_marked_in_its_own_row(pair: Pair) -> None:
    address = pair.accepted()
    rows = {"times__0__wall": "2026-03-09T14:00", "times__3__wall": "2026-03-01T14:00"}
    answer = pair.asma.post(f"{address}/times", **TIMES, **rows)
    assert answer.status_code == 422
    assert 'id="f-times-3-wall-problem"' in answer.text
    assert 'id="f-times-0-wall-problem"' not in answer.text


@pytest.mark.parametrize("minutes", ["-5", "0", "100000", "a", "", "9" * 40])
def test_a_meeting_has_a_sensible_length_or_the_usual_one(pair: Pair, minutes: str) -> None:
    address = pair.accepted()
    typed = {**TIMES, "times__minutes": minutes, "times__0__wall": "2026-03-09T14:00"}
    assert pair.asma.post(f"{address}/times", **typed).status_code == (422 if minutes else 303)


def test_only_an_offered_time_can_be_taken_and_only_by_the_other_side(pair: Pair) -> None:
    address = pair.accepted()
    pair.asma.post(f"{address}/times", **TIMES, times__0__wall="2026-03-09T14:00")
    assert pair.bek.post(f"{address}/confirm", confirm__start="2026-03-09T10:00:00+00:00").status_code == 409
    assert pair.bek.post(f"{address}/confirm", confirm__start="").status_code == 409
    assert pair.asma.post(f"{address}/confirm", confirm__start="2026-03-09T09:00:00+00:00").status_code == 409
    pair.town.clock.forward(days=30)
    passed = pair.bek.post(f"{address}/confirm", confirm__start="2026-03-09T09:00:00+00:00")
    assert passed.status_code == 409
    assert offered(pair, address) == []


def test_the_calendar_file_holds_the_meeting(pair: Pair) -> None:
    address = pair.confirmed()
    found, event = calendar(pair, address)
    assert found["method"] == "PUBLISH"
    assert event["dtstart"].dt.isoformat() == "2026-03-09T09:00:00+00:00"
    assert event["dtend"].dt.isoformat() == "2026-03-09T09:45:00+00:00"
    assert event["location"] == "https://meet.example/room"
    assert (event["sequence"], event["status"]) == (1, "CONFIRMED")
    assert address in event["url"]


def test_moving_and_cancelling_change_the_same_entry(pair: Pair) -> None:
    address = pair.confirmed()
    _, first = calendar(pair, address)
    pair.asma.post(f"{address}/times", **TIMES, times__0__wall="2026-03-10T10:00", times__place="Room 8")
    _, standing = calendar(pair, address)
    assert standing["dtstart"].dt == first["dtstart"].dt
    pair.bek.post(f"{address}/confirm", confirm__start=offered(pair, address)[0])
    _, moved = calendar(pair, address)
    assert (moved["uid"], moved["sequence"], moved["location"]) == (first["uid"], 2, "Room 8")
    assert pair.bek.post(f"{address}/cancel", cancel__why="Flood on the road").status_code == 303
    gone, cancelled = calendar(pair, address)
    assert (gone["method"], cancelled["uid"], cancelled["sequence"]) == ("CANCEL", first["uid"], 3)
    assert cancelled["status"] == "CANCELLED"
    assert "Flood on the road" in text(pair.asma.get(address))
    again = pair.bek.post(f"{address}/cancel", cancel__why="Twice")
    assert again.status_code == 409
    assert "Twice" in text(again)


def test_there_is_no_calendar_file_without_a_meeting(pair: Pair) -> None:
    assert pair.asma.get(f"{pair.accepted()}/meeting.ics").status_code == 404


def test_a_place_cannot_smuggle_lines_into_the_calendar_or_scripts_into_the_page(pair: Pair) -> None:
    place = "Street 1\nATTENDEE:mailto:x@y.example\n<script>alert(1)</script>, javascript:alert(1)"
    address = pair.confirmed(place=place)
    _, event = calendar(pair, address)
    assert "attendee" not in event
    page = pair.bek.get(address).text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_link_leads_out_only_as_http(pair: Pair) -> None:
    assert 'href="https://meet.example/room"' in pair.bek.get(pair.confirmed()).text
