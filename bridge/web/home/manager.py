"""A manager's start page: requests to answer, profiles to look after, and what their startups do across borders."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import render_template

from bridge.readmodels import figures
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.completeness import LABELS, is_stale, is_thin, missing
from bridge.web.incubators.access import look
from bridge.web.todo import first_lines
from bridge.web.viewer import current_viewer

LINES = 5
LOOKED_AT = 12  # the profiles that say least


@dataclass(frozen=True, slots=True)
class Poor:
    """A profile that somebody should look after."""

    row: sa.RowMapping
    lacking: list[Any]
    stale: bool


def manager_home() -> str:
    """Show the page of the incubator that the hat is about."""
    bridge, viewer = current_bridge(), current_viewer()
    now = bridge.clock()
    slug = (viewer.incubator or "").rpartition("/")[2]
    with bridge.reading() as reading:
        connection, views = reading.connection, reading.views
        seen = look(reading, slug)
        seen.must(seen.manages)
        counts = figures.admissions_by_state(connection, views, seen.id)
        todo = first_lines(reading, now)
        unclaimed = figures.unclaimed_profiles(connection, views, seen.id)
        orphans = figures.kept_profiles(connection, views, seen.id, unclaimed=True, limit=LINES) if unclaimed else []
        kept = figures.kept_profiles(connection, views, seen.id, unclaimed=False, limit=LOOKED_AT)
        introductions = figures.introductions_of_incubator(connection, views, seen.id)
        led = views.hackathons.led_by(connection, viewer.actor, now)
    return render_template(
        "home/manager.html",
        seen=seen,
        counts=counts,
        todo=todo,
        many=len(viewer.hats) > 1,
        unclaimed=unclaimed,
        orphans=orphans,
        poor=[
            poor
            for row in kept
            if (poor := _poor(row, is_stale(max(row["changed_at"], row["confirmed_at"] or ""), now)))
        ][:LINES],
        introductions=introductions,
        hackathons=[{**row, "setup": unpacked(row["setup"])} for row in led],
    )


def _poor(row: sa.RowMapping, stale: bool) -> Poor | None:
    profile = unpacked(row["profile"])
    if not stale and not is_thin(profile):
        return None
    return Poor(row, [LABELS[code] for code in missing(profile)[:3]], stale)
