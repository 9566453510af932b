"""What a hackathon can begin from: six weeks counted from a start day, or an earlier one with its dates shifted."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from events.errors import Invalid, Problem
from events.hackathons.moments import in_zone
from events.hackathons.phases import PHASES, Moment, at

WEEKS = 6
# Days after the start day, and the wall time: announced at once, four weeks to register, a weekend to build.
_PLAN: Mapping[str, tuple[tuple[int, time], tuple[int, time] | None]] = {
    "registration": ((0, time(9)), (31, time(18))),
    "building": ((32, time(10)), (34, time(16))),
    "judging": ((34, time(18)), (39, time(18))),
    "results": ((41, time(12)), None),
}
_SCHEDULE = (
    ("opening", 32, time(10), time(11)),
    ("check_in", 33, time(10), time(11)),
    ("pitches", 34, time(16, 30), time(18)),
    ("ceremony", 41, time(12), time(13)),
)
CRITERIA = (("need", 30), ("idea", 25), ("work", 30), ("pitch", 15))


def six_weeks(start: date, zone: str, words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Dates, schedule, rubric and rules for six weeks from a day; `words` are the texts that pages bring, by code."""
    phases = {
        phase: {
            "opens": _there(start, *opens, zone),
            "closes": None if closes is None else _there(start, *closes, zone),
        }
        for phase, (opens, closes) in _PLAN.items()
    }
    items = [
        {
            "key": code[:12].replace("_", ""),
            "title": dict(words[code]),
            "starts": _there(start, day, first, zone),
            "ends": _there(start, day, last, zone),
        }
        for code, day, first, last in _SCHEDULE
    ]
    criteria = [{"key": code, "name": dict(words[code]), "weight": weight} for code, weight in CRITERIA]
    return {
        "dates": {"zone": zone, "phases": phases},
        "schedule": {"items": items},
        "taking_part": {"team_least": 2, "team_most": 5, "admission": "open"},
        "questions": {"questions": [], "keep_until": (start + timedelta(weeks=WEEKS + 26)).isoformat()},
        "rubric": {"criteria": criteria, "low": 1, "high": 10, "method": "auto", "tie": "criterion", "views": 3},
        "rules": {"conduct": dict(words["conduct"]), "late": {"rule": "refused"}},
    }


def _there(start: date, days: int, wall: time, zone: str) -> Moment:
    """A wall time some days on; one that a change of clocks leaves out is the hour after it."""
    there = datetime.combine(start + timedelta(days=days), wall, ZoneInfo(zone))
    return in_zone(there.astimezone(UTC), zone)


def shifted(setup: Mapping[str, Any], start: date) -> dict[str, Any]:
    """An earlier setup whose first date falls on `start`: every date is moved by the same days, walls stay.

    Raises `Invalid` where a date would leave the calendar.
    """
    try:
        return _moved(setup, start)
    except OverflowError:
        raise Invalid([Problem("start", "not_a_date")]) from None


def _moved(setup: Mapping[str, Any], start: date) -> dict[str, Any]:
    copy = deepcopy(dict(setup))
    dates = copy.get("dates") or {}
    moments = [
        moment for edges in (dates.get("phases") or {}).values() for moment in edges.values() if moment is not None
    ]
    items = (copy.get("schedule") or {}).get("items") or []
    firsts = [instant for moment in moments if (instant := at(moment)) is not None]
    if not firsts:
        return copy
    first = min(firsts).astimezone(ZoneInfo(dates["zone"])).date()
    days = timedelta(days=(start - first).days)
    for phase in PHASES:
        for edge, moment in (dates["phases"].get(phase) or {}).items():
            dates["phases"][phase][edge] = _later(moment, days)
    for item in items:
        item["starts"], item["ends"] = _later(item["starts"], days), _later(item.get("ends"), days)
    if kept := (copy.get("questions") or {}).get("keep_until"):
        copy["questions"]["keep_until"] = (date.fromisoformat(kept) + days).isoformat()
    return copy


def _later(moment: Moment | None, days: timedelta) -> Moment | None:
    if moment is None:
        return None
    wall = datetime.fromisoformat(moment["wall"]) + days
    return in_zone(wall.replace(tzinfo=ZoneInfo(moment["zone"])).astimezone(UTC), moment["zone"])
