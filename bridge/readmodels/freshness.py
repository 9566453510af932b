"""How long ago a startup's people looked after its profile: columns of its row, in step with the domain's rule."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bridge.readmodels.base import Moment
from events.startups.confirming import next_step


def columns() -> list[sa.Column[Any]]:
    """When its people last said that all is right, how often they have been asked since, when the next step is due."""
    return [
        sa.Column("confirmed_at", Moment),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("ask_at", Moment),
        sa.Column("stale", sa.Boolean, nullable=False),
    ]


def looked_after(at: datetime, visibility: str, *, by_people: bool = True) -> dict[str, Any]:
    """What a row says from then on; a list that brings a profile is no word of its people."""
    said = {"confirmed_at": at.isoformat()} if by_people else {}
    return {**said, "asked": 0, "stale": False, "ask_at": due(0, at, visibility)}


def due(asked: int, since: datetime, visibility: str) -> str | None:
    """When the next step is due; nobody is asked about a profile that nobody sees."""
    return None if visibility == "hidden" else next_step(asked, since).isoformat()
