"""A confirmed meeting as a calendar file that any calendar takes in, also to move or to cancel it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from icalendar import Alarm, Calendar, Event, vCalAddress


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


def file_of(meeting: Meeting, *, host: str, organiser: str) -> bytes:
    """The iCalendar file. The same meeting keeps its UID for good, so calendars change their entry."""
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
    calendar = Calendar()
    calendar.add("prodid", "-//Startup Bridge//Introductions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.cancelled else "PUBLISH")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-30))
    return alarm
