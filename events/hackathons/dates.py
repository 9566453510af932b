"""The part `dates`: `{zone, phases {name: {opens, closes}}}`, in an order that can be run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from events.checks import Checker
from events.hackathons.moments import moment, zone
from events.hackathons.phases import EDGES, PHASES, Moment, at


def checked(
    check: Checker, typed: Mapping[str, Any], before: Mapping[str, Any], now: datetime | None
) -> dict[str, Any]:
    """Every edge as a moment of the zone; a new one must lie ahead of `now` (None: any may have passed)."""
    name = zone(check, "zone", typed.get("zone"))
    phases: dict[str, dict[str, Moment | None]] = {}
    given = check.mapping("phases", typed.get("phases"))
    for phase in PHASES:
        edges = check.mapping(f"phases.{phase}", given.get(phase))
        phases[phase] = {edge: moment(check, f"phases.{phase}.{edge}", edges.get(edge), name) for edge in EDGES}
    stored = before.get("phases") or {}
    for phase, edges in phases.items():
        for edge, value in edges.items():
            instant = at(value)
            same = instant == at((stored.get(phase) or {}).get(edge))
            if instant is not None and now is not None and instant <= now and not same:
                check.problem(f"phases.{phase}.{edge}", "in_the_past")
    _in_order(check, phases)
    return {"zone": name, "phases": phases}


def _in_order(check: Checker, phases: Mapping[str, Mapping[str, Moment | None]]) -> None:
    for phase in PHASES:
        opens, closes = (at(phases[phase][edge]) for edge in EDGES)
        if opens is not None and closes is not None and closes <= opens:
            check.problem(f"phases.{phase}.closes", "closes_before_it_opens")
    pairs = (
        ("registration", "opens", "building", "opens"),
        ("registration", "closes", "building", "closes"),
        ("building", "closes", "judging", "opens"),
        ("judging", "closes", "results", "opens"),
    )
    for phase, edge, later, later_edge in pairs:
        one, other = at(phases[phase][edge]), at(phases[later][later_edge])
        if one is not None and other is not None and other < one:
            check.problem(f"phases.{later}.{later_edge}", "phases_out_of_order", phase=phase, edge=edge)


def moves(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, Moment | None, Moment | None]]:
    """Which edges are at another moment: (phase, edge, before, after)."""
    found = []
    for phase in PHASES:
        for edge in EDGES:
            was = ((before.get("phases") or {}).get(phase) or {}).get(edge)
            will = ((after.get("phases") or {}).get(phase) or {}).get(edge)
            if at(was) != at(will):
                found.append((phase, edge, was, will))
    return found
