"""Moments of hackathons: a wall time, its zone, and the instant that binds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
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
    if isinstance(typed, dict) and (kept := _stored(typed, zone)) is not None:
        return kept
    found = on_the_clock(check, field, wall, zone)
    if found is None:
        return None
    there, instant = found
    return {"wall": there.isoformat(timespec="minutes"), "zone": zone, "at": instant.isoformat()}


def _stored(typed: Mapping[str, Any], zone: str) -> Moment | None:
    """A moment that says its instant and fits it: of a time that comes twice it is known which one is meant."""
    try:
        at = datetime.fromisoformat(str(typed.get("at")))
    except ValueError:
        return None
    if at.tzinfo is None or at.second or at.microsecond or not 2000 <= at.year <= 2200:
        return None
    made = in_zone(at, zone)
    return made if (made["wall"], zone) == (typed.get("wall"), typed.get("zone")) else None


def in_zone(at: datetime, zone: str) -> Moment:
    """The moment that an instant is in a zone."""
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return {"wall": wall.isoformat(timespec="minutes"), "zone": zone, "at": at.astimezone(UTC).isoformat()}
