"""What a proposal and a meeting are made of: choices that each side reads in their own language."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.moments import on_the_clock
from events.zones import time_zones

Choices = dict[str, Any]
Time = dict[str, Any]


def checked(typed: Mapping[str, Any]) -> Choices:
    """`{want, offer, next_step, language}`: exchange codes, a step and a language code. Raises `Invalid`."""
    check = Checker()
    choices = {
        "want": check.code("want", typed.get("want"), vocabulary.exchange, required=True),
        "offer": check.code("offer", typed.get("offer"), vocabulary.exchange, required=True),
        "next_step": check.code("next_step", typed.get("next_step"), vocabulary.next_steps, required=True),
        "language": check.code("language", typed.get("language"), vocabulary.languages, required=True),
    }
    check.done()
    return choices


def checked_times(typed: Sequence[Mapping[str, Any]], zone: str, now: datetime) -> list[Time]:
    """One to six offered times. Each `{"wall": "2026-12-01T14:00", "minutes": 30, "format": code}` in `zone`.

    Answers `{"wall", "zone", "start", "minutes", "format"}` with `start` the instant in UTC; the instant binds.
    Raises `Invalid` for the past, for more than 180 days ahead, and for a time that the zone's clock never shows,
    or shows twice.
    """
    check = Checker()
    if zone not in time_zones():
        check.problem("zone", "unknown_code")
        check.done()
    times: list[Time] = []
    for i, row in enumerate(typed):
        path = f"times.{i}"
        minutes = check.number(f"{path}.minutes", row.get("minutes", 30), 15, 480)
        form = check.code(f"{path}.format", row.get("format"), vocabulary.meeting_formats, required=True)
        if not row.get("wall"):
            check.problem(f"{path}.wall", "required")
            continue
        found = on_the_clock(check, f"{path}.wall", row["wall"], zone)
        if found is None:
            continue
        wall, start = found
        if start <= now:
            check.problem(f"{path}.wall", "in_the_past")
        elif start > now + timedelta(days=180):
            check.problem(f"{path}.wall", "too_far_ahead", days=180)
        said = {"wall": wall.isoformat(timespec="minutes"), "zone": zone, "start": start.isoformat()}
        times.append({**said, "minutes": minutes, "format": form})
    if not typed:
        check.problem("times.0.wall", "required")
    if len(typed) > 6:
        check.problem("times", "too_many", most=6)
    check.done()
    return sorted(times, key=lambda time: str(time["start"]))
