"""A founder's start page: what waits, three suggestions with reasons, introductions, and the next best fact."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import render_template

from bridge.readmodels.base import unpacked
from bridge.suggestions import Shown
from bridge.web import reasons
from bridge.web.app import current_bridge
from bridge.web.completeness import FACTS, filled, missing
from bridge.web.startups.access import logo_address
from bridge.web.todo import first_lines
from bridge.web.viewer import current_viewer
from events.errors import Missing

SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A suggestion in short."""

    row: sa.RowMapping
    line: dict[str, str]
    logo: str | None
    reasons: list[str]


def founder_home() -> str:
    """Show the page of the startup that the hat is about; what waits is shown for all of the founder's."""
    bridge, viewer = current_bridge(), current_viewer()
    actor, now = viewer.actor, bridge.clock()
    with bridge.reading() as reading:
        connection, views = reading.connection, reading.views
        mine = views.directory.founded_by(connection, actor.account) if actor.account else []
        startup = next((row for row in mine if f"/startups/{row['slug']}" == viewer.startup), None)
        if startup is None:
            raise Missing("startup", viewer.startup or "")
        todo = first_lines(reading, now)
        shown = bridge.suggestions.of(connection, views, actor, startup["id"], limit=SUGGESTED)
        counts = views.introductions.counts(connection, [startup["id"]])
    if actor.account is not None:
        bridge.suggestions.record(actor.account, startup["id"], shown, now.date())
    profile: dict[str, Any] = unpacked(startup["profile"])
    lacking = missing(profile)
    return render_template(
        "home/founder.html",
        startup=startup,
        todo=todo,
        many=len(mine) > 1,
        suggested=[_card(one) for one in shown],
        counts=_by_group(counts),
        next_fact=FACTS[lacking[0]] if lacking else None,
        share=filled(profile),
        introductions=sum(counts.values()),
    )


def _by_group(counts: dict[tuple[str, str], int]) -> dict[str, int]:
    def of(side: str | None, *states: str) -> int:
        return sum(n for (which, state), n in counts.items() if state in states and side in (None, which))

    return {
        "received": of("received", "proposed"),
        "sent": of("sent", "proposed"),
        "accepted": of(None, "accepted"),
        "met": of(None, "met"),
    }


def _card(shown: Shown) -> Card:
    profile = unpacked(shown.row["profile"])
    return Card(shown.row, profile["one_liner"], logo_address(profile["logo"]), reasons.in_words(shown.reasons)[:3])
