"""What a hackathon's setup says about taking part, as of one moment: asked inside the transaction, after the lock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.store import Transaction

LATE_REFUSED, LATE_PENALTY, LATE_BY_REASON = "refused", "penalty", "reason"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one hackathon at one moment; `deadline` is when building closes by itself, if it does."""

    hackathon: UUID
    announced: bool = True
    registering: bool = True
    building: bool = True
    built: bool = False  # building has closed, by the clock or by hand
    judged: bool = False  # judging has begun: nothing is taken in any more, late rule or not
    deadline: datetime | None = None
    approval: bool = False
    places: int | None = None
    waiting_list: bool = True
    countries: tuple[str, ...] = ()
    who: str = "anyone"
    least_age: int | None = None
    least: int = 1
    most: int = 5
    questions: tuple[Mapping[str, Any], ...] = ()
    keep_until: str | None = None
    conduct: bool = False
    late: str = LATE_REFUSED
    penalty: int = 0
    late_until: datetime | None = None  # under the penalty rule: later than this is refused
    tracks: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    most_files: int = 5
    video: str = "asked"


class Hackathons(Protocol):
    """Answers of a hackathon as it stands; inside a transaction they are those that the order of the log shows."""

    def rules(self, hackathon: UUID, now: datetime) -> Rules:
        """The rules as of a moment. Raises `Missing`."""

    def may(self, by: Actor, hackathon: UUID, right: str) -> bool:
        """Whether a person has a right ('people', 'desk', 'judging', ...) over a hackathon."""


@dataclass(frozen=True, slots=True)
class Still:
    """A guard: what was decided before the lock is decided the same after it, by a clock that is read then."""

    decide: Callable[[], object]
    decided: object

    def __call__(self, tx: Transaction) -> None:
        if self.decide() != self.decided:
            raise Overtaken


class Overtaken(Broken):
    """The world moved between the decision and the lock: decide once more."""

    def __init__(self) -> None:
        super().__init__("overtaken")
