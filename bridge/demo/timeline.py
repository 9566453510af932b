"""What the players share: the clock that they set, who is who, and a moment at which something happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from events.actor import Actor

DEMO = Actor(system="demo")
BEGINNING = datetime(2022, 1, 10, 6, tzinfo=UTC)


@dataclass(slots=True)
class SetClock:
    """A clock that shows what it was set to."""

    now: datetime = BEGINNING

    def __call__(self) -> datetime:
        return self.now


class Moment(NamedTuple):
    """Something that happens at a time."""

    at: datetime
    act: Callable[[], object]


@dataclass(slots=True)
class Cast:
    """Who and what there is by now, by the names that the content uses."""

    accounts: dict[str, UUID] = field(default_factory=dict)
    founders: dict[str, Actor] = field(default_factory=dict)
    managers: dict[str, Actor] = field(default_factory=dict)
    startups: dict[str, UUID] = field(default_factory=dict)
    incubators: dict[str, UUID] = field(default_factory=dict)
    introductions: list[UUID] = field(default_factory=list)
    partnerships: list[UUID] = field(default_factory=list)
