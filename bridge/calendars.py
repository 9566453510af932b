"""Meetings, deadlines and schedules as calendar files that any calendar takes in, also to move or to cancel a meeting.

The library is loaded when a file is made: 8 MB that a web worker may never need.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the file says; `sequence` grows with every change, `changed` is the moment of the last one."""

    introduction: UUID
    start: datetime
    minutes: int
    sequence: int
    changed: datetime
    title: str
    description: str
    place: str | None
    address: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment until which something waits; `since` is when it was set, moved or called off last."""

    key: str
    until: datetime
    since: datetime
    text: str
    address: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One item of a schedule; `sequence` grows with every change of what it belongs to."""

    key: str
    start: datetime
    end: datetime | None
    sequence: int
    changed: datetime
    title: str
    description: str
    place: str | None
    address: str
    cancelled: bool = False


def file_of(meeting: Meeting, *, host: str, organiser: str) -> bytes:
    """The iCalendar file. The same meeting keeps its UID for good, so calendars change their entry."""
    calendar = _calendar("CANCEL" if meeting.cancelled else "PUBLISH")
    calendar.add_component(_event(meeting, host, organiser))
    content: bytes = calendar.to_ical()
    return content


def calendar_of(
    meetings: Iterable[Meeting], deadlines: Iterable[Deadline], *, host: str, organiser: str,
    happenings: Iterable[Happening] = (),
) -> bytes:  # fmt: skip
    """A calendar to subscribe to. The same things give the same bytes."""
    calendar = _calendar("PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting, host, organiser))
    for happening in happenings:
        calendar.add_component(_happening(happening, host))
    for deadline in deadlines:
        calendar.add_component(_deadline(deadline, host))
    content: bytes = calendar.to_ical()
    return content


def calendar_of_hackathon(
    name: str, deadlines: Iterable[Deadline], happenings: Iterable[Happening], *, host: str, zone: str
) -> bytes:
    """Dates and schedule of a hackathon, to take in once or to subscribe to. The same things give the same bytes."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)  # moments are in UTC; some calendars show this clock's beside
    for happening in happenings:
        calendar.add_component(_happening(happening, host))
    for deadline in deadlines:
        calendar.add_component(_deadline(deadline, host))
    content: bytes = calendar.to_ical()
    return content


def _calendar(method: str) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Startup Bridge//Calendars//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _deadline(deadline: Deadline, host: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{deadline.key}@{host}")
    event.add("sequence", int(deadline.since.timestamp()) // 60)  # calendars take in a later one alone
    event.add("dtstamp", deadline.since.astimezone(UTC))
    event.add("dtstart", deadline.until.astimezone(UTC))  # without an end: it takes no time
    event.add("summary", deadline.text)
    event.add("status", "CANCELLED" if deadline.cancelled else "CONFIRMED")
    event.add("url", deadline.address)
    event.add("transp", "TRANSPARENT")  # nobody is busy because something is due
    return event


def _event(meeting: Meeting, host: str, organiser: str) -> "Event":
    from icalendar import Event, vCalAddress

    event = Event()
    event.add("uid", f"{meeting.introduction}@{host}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed.astimezone(UTC))
    event.add("dtstart", meeting.start.astimezone(UTC))
    event.add("dtend", meeting.start.astimezone(UTC) + timedelta(minutes=meeting.minutes))
    event.add("summary", meeting.title)
    event.add("description", meeting.description)
    event.add("url", meeting.address)
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event["organizer"] = vCalAddress(f"mailto:{organiser}")
    if meeting.place:
        event.add("location", meeting.place)
    if not meeting.cancelled:
        event.add_component(_reminder(meeting.title))
    return event


def _happening(happening: Happening, host: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{happening.key}@{host}")
    event.add("sequence", happening.sequence)
    event.add("dtstamp", happening.changed.astimezone(UTC))
    event.add("dtstart", happening.start.astimezone(UTC))
    event.add("dtend", (happening.end or happening.start + timedelta(hours=1)).astimezone(UTC))
    event.add("summary", happening.title)
    if happening.description:
        event.add("description", happening.description)
    event.add("url", happening.address)
    event.add("status", "CANCELLED" if happening.cancelled else "CONFIRMED")
    if happening.place:
        event.add("location", happening.place)
    return event


def _reminder(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-30))
    return alarm
