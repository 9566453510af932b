"""How the house is doing: who follows the log how far behind, and what mail waits; for the health page and `bridge`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from events.store.places import Place, places
from events.store.tables import events

if TYPE_CHECKING:
    from bridge.composition import Bridge

FOLLOWERS = ("matcher", "notifier")
"""The readers of the log; one that never ran is missing, which is told as well."""


@dataclass(frozen=True, slots=True)
class FollowerHealth:
    """`behind` counts events that it has not read, `waits_since` is when the oldest of them was recorded."""

    name: str
    position: int
    behind: int
    waits_since: datetime | None
    stopped_on: datetime | None
    stopped_at: int | None
    error: str | None
    ever_ran: bool

    @property
    def stopped(self) -> bool:
        return self.error is not None


@dataclass(frozen=True, slots=True)
class Health:
    """`mail` counts letters by 'waiting', 'sent' and 'failed'; `newest` is the last event's id."""

    newest: int
    followers: tuple[FollowerHealth, ...]
    mail: dict[str, int]
    checked_at: datetime

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        return not any(follower.stopped or not follower.ever_ran for follower in self.followers)


def look(bridge: "Bridge") -> Health:
    """Take a look, in a few small queries."""
    at = places(bridge.db)
    found = []
    with bridge.db.read() as connection:
        newest = connection.scalar(sa.select(sa.func.max(events.c.id))) or 0
        for name in dict.fromkeys([*FOLLOWERS, *at]):
            known, place = name in at, at.get(name, Place(0))
            unread = sa.select(sa.func.count(), sa.func.min(events.c.recorded_at))
            behind, since = connection.execute(unread.where(events.c.id > place.position)).one()
            moments = _moment(since), _moment(place.stopped_on)
            found.append(FollowerHealth(name, place.position, behind, *moments, place.stopped_at, place.error, known))
    return Health(newest, tuple(found), bridge.outbox.counts(), bridge.clock())


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, UTC)
