"""Reminders before deadlines of hackathons: one table says of which, how long before, to whom and in which words.

Each is known by the deadline itself: a moved one brings its own reminders, and none comes twice.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bridge.followers import approaching
from bridge.mail import Letter

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

logger = logging.getLogger(__name__)
HOURS, DAY, DAYS = timedelta(hours=3), timedelta(days=1), timedelta(days=3)
Readers = Callable[["Reading", UUID], Mapping[UUID, Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A kind of letter before the end of a phase; `before` begins with the shortest time."""

    kind: str
    phase: str
    before: tuple[timedelta, ...]
    page: str
    readers: Readers


def _plain(find: Callable[..., Iterable[UUID]]) -> Readers:
    """Readers whose letters all say the same."""

    def found(reading: "Reading", hackathon: UUID) -> Mapping[UUID, Mapping[str, object]]:
        return {account: {} for account in find(reading.connection, reading.views, hackathon)}

    return found


def _invited(reading: "Reading", hackathon: UUID) -> Mapping[UUID, Mapping[str, object]]:
    found = approaching.invited_not_registered(reading.connection, reading.views, hackathon, reading.now)
    return {account: {"team": team} for account, team in found.items()}


def _answering(reading: "Reading", hackathon: UUID) -> Mapping[UUID, Mapping[str, object]]:
    found = approaching.who_answers(reading.connection, reading.views, hackathon)
    return {account: {"left": waiting} for account, waiting in found.items()}


def _judging(reading: "Reading", hackathon: UUID) -> Mapping[UUID, Mapping[str, object]]:
    found = approaching.judges_left(reading.connection, reading.views, hackathon)
    return {judge: {"left": left} for judge, left in found.items()}


REMINDERS = (
    Reminder("register_reminder", "registration", (DAY, DAYS), "/register", _invited),
    Reminder("registrations_reminder", "registration", (DAY,), "/manage/people?state=asked", _answering),
    Reminder("team_reminder", "building", (DAY, DAYS), "/teams", _plain(approaching.without_team)),
    Reminder("submit_reminder", "building", (HOURS, DAY, DAYS), "/project", _plain(approaching.not_submitted)),
    Reminder("changes_reminder", "building", (HOURS, DAY), "/project", _plain(approaching.changed_since)),
    Reminder("judge_reminder", "judging", (HOURS, DAY), "/judge", _judging),
)
PHASES = tuple(dict.fromkeys(reminder.phase for reminder in REMINDERS))


class Reminding:
    """One indexed look a phase when nothing is due."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.done: set[str] = set()  # in this process; the outbox knows the letters

    def step(self) -> int:
        """Write the letters that are due; answers how many."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            due = dict(self._due(reading, now))
            letters = [found for key, made in due.items() for found in made(key)]
        try:
            if letters:
                with self.bridge.db.change() as tx:
                    for key, letter in letters:
                        self.bridge.outbox.put(tx.connection, letter, key=key)
        except IntegrityError:
            logger.info("another timer wrote these reminders")
            return 0
        self.done.update(due)
        return len(letters)

    def _due(
        self, reading: "Reading", now: datetime
    ) -> Iterator[tuple[str, Callable[[str], Iterator[tuple[str, Letter]]]]]:
        for phase in PHASES:
            reminders = [reminder for reminder in REMINDERS if reminder.phase == phase]
            until = now + max(time for reminder in reminders for time in reminder.before)
            for row in approaching.closing(reading.connection, reading.views, phase, now, until):
                closes, opened = (datetime.fromisoformat(row[edge] or row["closes"]) for edge in ("closes", "opened"))
                for reminder in reminders:
                    # A timer that stood still sends only the last of those that it missed. Before two days of building
                    # nobody is told that three days are left.
                    ahead = next((time for time in reminder.before if opened <= closes - time <= now), None)
                    key = f"{reminder.kind}:{row['id']}:{closes.isoformat()}:{ahead}"
                    if ahead is not None and key not in self.done:
                        yield key, _writer(self.bridge, reading, reminder, row, ahead)


def _writer(
    bridge: "Bridge", reading: "Reading", reminder: Reminder, row: sa.RowMapping, ahead: timedelta
) -> Callable[[str], Iterator[tuple[str, Letter]]]:
    def letters(key: str) -> Iterator[tuple[str, Letter]]:
        for account, told in reminder.readers(reading, row["id"]).items():
            found = bridge.accounts.by_id(account)
            if found is not None and found.letters == "daily" and ahead < DAY:
                continue  # it would be told the next morning, when the deadline is over
            # A guest has no clock of their own here: the host's is told.
            zone = found.time_zone if found is not None else row["zone"] or "UTC"
            params: dict[str, Any] = {"hackathon": row["sort_name"], "when": row["closes"], "zone": zone, **told}
            path, thread = f"/hackathons/{row['slug']}{reminder.page}", f"hackathon:{row['id']}"
            yield f"{key}:{account}", Letter(reminder.kind, account=account, params=params, path=path, thread=thread)

    return letters
