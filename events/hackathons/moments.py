"""Moments of hackathons: a wall time, its zone, and the instant that binds."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from events.checks import Checker
from events.hackathons.phases import Moment
from events.moments import on_the_clock
from events.zones import time_zones


def zone(check: Checker, field: str, typed: object) -> str:
    """An IANA name; empty only where a problem was noted."""
    name = check.text(field, typed, most=60, least=1)
    if name and name not in time_zones():
        check.problem(field, "unknown_zone")
        return ""
    return name


def moment(check: Checker, field: str, typed: object, zone: str) -> Moment | None:
    """A moment of a zone from `2027-01-10T18:00` or from a stored moment; None where nothing was typed."""
    wall = typed.get("wall") if isinstance(typed, dict) else typed
    if wall in (None, "") or not zone:
        return None
    found = on_the_clock(check, field, wall, zone)
    if found is None:
        return None
    there, instant = found
    return {"wall": there.isoformat(timespec="minutes"), "zone": zone, "at": instant.isoformat()}


def in_zone(at: datetime, zone: str) -> Moment:
    """The moment that an instant is in a zone."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return {"wall": wall.isoformat(timespec="minutes"), "zone": zone, "at": at.astimezone(UTC).isoformat()}
