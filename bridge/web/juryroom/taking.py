"""Which projects a round judges: all that were submitted, or the first ones of the round before."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bridge.composition import Reading
from bridge.readmodels.freezing import stands_since
from bridge.web.juryroom.access import Room


def first_of(reading: Reading, room: Room, plan: Mapping[str, Any]) -> list[UUID] | None:
    """The projects that a plan means; None where the jury has not confirmed the round before yet.

    Whoever shares the last place among the first so many comes along. A ranking that stands still is the chair's.
    """
    there = reading.views.judging.submitted(reading.connection, room.seen.id)
    before = next((one for one in room.rounds if one.number == plan.get("after")), None)
    if before is None:
        return there
    if not before.ranking or stands_since(before.row, room.seen.rights) is not None:
        return None
    top = plan.get("top") or len(before.ranking)
    return [project for project, place in before.ranking.items() if place <= top and project in there]
