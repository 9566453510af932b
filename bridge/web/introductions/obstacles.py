"""Why a proposal is not possible now, told before anybody writes one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from bridge.composition import Reading
from bridge.web.messages import sentence
from bridge.web.startups.access import Seen
from events.errors import Broken
from events.introductions.guards import Door, must_be_open


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The rule's code and its sentence; `introduction` is the one that is there already, `frees` when a limit ends."""

    code: str
    text: str
    introduction: UUID | None = None
    frees: datetime | None = None


def obstacle(reading: Reading, mine: sa.RowMapping, theirs: Seen, now: datetime) -> Obstacle | None:
    """What the guard of a proposal would answer at this moment."""
    if theirs.own:
        return Obstacle("own_startup", sentence("own_startup"))
    introductions, connection = reading.views.introductions, reading.connection
    if (found := introductions.open_between(connection, mine["id"], theirs.id)) is not None:
        return Obstacle("already_introduced", sentence("already_introduced"), introduction=found)
    waiting = introductions.waiting(connection, mine["id"], now)
    blocking = _blocking(reading, mine["id"], theirs.id)
    doors = [
        Door(row["country"], row["unclaimed"], row["visibility"], row["paused"], row["id"] in blocking, row["standing"])
        for row in (mine, theirs.row)
    ]
    try:
        traffic = introductions.traffic(reading.rows, mine["id"], theirs.id, now)
        must_be_open(doors[0], doors[1], traffic, now)
    except Broken as broken:
        frees = waiting[0] if broken.code == "too_many_open_proposals" else None
        return Obstacle(broken.code, sentence(broken.code, broken.params), frees=frees)
    # Whoever looks after a hidden profile may see it, but nobody proposes to it.
    hidden = theirs.row["visibility"] == "hidden"
    return Obstacle("hidden", sentence("not_visible")) if hidden else None


def _blocking(reading: Reading, one: UUID, other: UUID) -> set[UUID]:
    """Those of the two that have blocked the other."""
    directory, connection = reading.views.directory, reading.connection
    return directory.blocking(connection, [one], other) | directory.blocking(connection, [other], one)
