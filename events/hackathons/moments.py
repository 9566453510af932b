"""Moments as people type them: a wall time in a zone, which may not exist there, or exist twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from events.checks import Checker
from events.hackathons.phases import Moment
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
    try:
        there = datetime.fromisoformat(str(wall).replace(" ", "T"))
    except ValueError:
        check.problem(field, "not_a_moment")
        return None
    if there.tzinfo is not None or not 2000 <= there.year <= 2200:
        check.problem(field, "not_a_moment")
        return None
    there = there.replace(second=0, microsecond=0, fold=0)
    here = ZoneInfo(zone)
    first, second = there.replace(tzinfo=here), there.replace(tzinfo=here, fold=1)
    instant = first.astimezone(UTC)
    shown = there.isoformat(sep=" ", timespec="minutes")
    if instant.astimezone(here).replace(tzinfo=None) != there:
        later = instant.astimezone(here).replace(tzinfo=None).isoformat(sep=" ", timespec="minutes")
        check.problem(field, "no_such_time", wall=shown, zone=zone, instead=later)
        return None
    if first.utcoffset() != second.utcoffset():
        check.problem(field, "time_comes_twice", wall=shown, zone=zone)
        return None
    return {"wall": there.isoformat(timespec="minutes"), "zone": zone, "at": instant.isoformat()}


def in_zone(at: datetime, zone: str) -> Moment:
    """The moment that an instant is in a zone."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return {"wall": wall.isoformat(timespec="minutes"), "zone": zone, "at": at.astimezone(UTC).isoformat()}
