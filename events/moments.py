"""A time as people type it, on the clock of a zone: its instant, unless that clock never shows it or shows it twice."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from events.checks import Checker


def on_the_clock(check: Checker, field: str, typed: object, zone: str) -> tuple[datetime, datetime] | None:
    """The wall time of `2027-01-10T18:00` in a zone and its instant in UTC; None where a problem was noted."""
    try:
        there = datetime.fromisoformat(str(typed).replace(" ", "T"))
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
    return there, instant
