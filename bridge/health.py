"""How the house is doing: who follows the log how far behind, and what mail waits; for the health page and `bridge`."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from bridge.heartbeats import last_beats
from events.store.places import Place, places
from events.store.tables import events

if TYPE_CHECKING:
    from bridge.composition import Bridge

READERS = ("matcher", "notifier")
"""The readers of the log; one that never ran is missing, which is told as well."""
BESIDE = ("mailer", "timer", "importer", "jury", "printer")
"""Followers of the outbox, of time, of lists that people brought, of questions of juries and of papers to draw."""
SILENT = timedelta(minutes=2)
"""Whoever works goes round more often; only learning a large network for the first time takes longer."""
TOO_LONG = timedelta(minutes=30)
"""A letter that should have left so long ago means that mail does not leave."""


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
    beat_at: datetime | None = None
    silent: bool = False

    @property
    def stopped(self) -> bool:
        return self.error is not None


@dataclass(frozen=True, slots=True)
class Health:
    """`mail` counts letters by state, `mail_waits_since` is how old the oldest is that should have left; `newest` is
    the last event's id."""

    newest: int
    followers: tuple[FollowerHealth, ...]
    mail: dict[str, int]
    mail_waits_since: datetime | None
    checked_at: datetime

    @property
    def mail_stands(self) -> bool:
        """Whether a letter waits for too long."""
        return self.mail_waits_since is not None and self.checked_at - self.mail_waits_since > TOO_LONG

    @property
    def well(self) -> bool:
        """Whether nothing needs a person."""
        ill = any(follower.stopped or not follower.ever_ran or follower.silent for follower in self.followers)
        return not ill and not self.mail_stands


def look(bridge: "Bridge") -> Health:
    """Take a look, in a few small queries."""
    at, beats, now = places(bridge.db), last_beats(bridge.db), bridge.clock()
    found = []
    with bridge.db.read() as connection:
        newest = connection.scalar(sa.select(sa.func.max(events.c.id))) or 0
        for name in dict.fromkeys([*READERS, *at]):
            known, place = name in at, at.get(name, Place(0))
            unread = sa.select(sa.func.count(), sa.func.min(events.c.recorded_at))
            behind, since = connection.execute(unread.where(events.c.id > place.position)).one()
            moments = _moment(since), _moment(place.stopped_on)
            beat = beats.get(name)
            told = (*moments, place.stopped_at, place.error, known, beat, known and _silent(beat, now))
            found.append(FollowerHealth(name, place.position, behind, *told))
    for name in dict.fromkeys([*BESIDE, *sorted(beats.keys() - at.keys() - set(READERS))]):
        beat = beats.get(name)
        ran = beat is not None
        found.append(FollowerHealth(name, 0, 0, None, None, None, None, ran, beat, ran and _silent(beat, now)))
    return Health(newest, tuple(found), bridge.outbox.counts(), bridge.outbox.waits_since(), now)


def _silent(beat: datetime | None, now: datetime) -> bool:
    return beat is None or now - beat > SILENT


def _moment(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(microseconds / 1e6, UTC)
