"""Two profiles of one startup: the duplicate goes into the other one. The fact, the plan, the rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.personal import PersonalText
from events.startups.events import FounderInvitationRevoked
from events.startups.profile import EMPTY, Profile
from events.startups.standing import ACTIVE

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

STAYS = ("name", "country", "city", "visibility")
"""What a profile says of itself whatever else is known."""
TEXTS = ("one_liner", "description")


class StartupTookIn(Fact, topic="startup.took_in"):
    """A duplicate went into this profile: rows of lists that were its own are this one's now, gaps are filled."""

    other: UUID
    name: str
    sources: list[list[str]]
    filled: dict[str, Any]

    def apply(self, startup: "Startup") -> None:
        if startup.founders:  # what they said of themselves no list changes
            startup.edited = sorted({*startup.edited, *(name for name, value in startup.profile.items() if value)})
        startup.profile = {**startup.profile, **self.filled}
        startup.taken_in = [*startup.taken_in, *self.sources]


@dataclass(frozen=True, slots=True)
class Merge:
    """What goes where, looked at before it is done."""

    filled: dict[str, Any]
    admissions: Sequence[UUID]
    sources: list[list[str]]


def sources(startup: "Startup") -> list[list[str]]:
    """The rows of lists that a profile came from: its own, and those of duplicates that went into it."""
    own = [[startup.source, startup.row or ""]] if startup.source else []
    return [*own, *startup.taken_in]


def gaps(kept: Profile, lost: Profile) -> dict[str, Any]:
    """What one profile lacks and the other one says."""
    found: dict[str, Any] = {}
    for field, value in lost.items():
        mine: Any = kept.get(field, EMPTY.get(field))
        if field in TEXTS:
            if (both := {**value, **mine}) != mine:
                found[field] = both
        elif field not in STAYS and value and not mine:
            found[field] = value
    return found


def plan(twin: "Startup", into: "Startup") -> Merge:
    """What would move from a duplicate to the profile that stays. Raises `Broken` where it must not be done."""
    if twin.id == into.id:
        raise Broken("merge_with_itself")
    if not twin.unclaimed:
        raise Broken("merge_claimed")
    if twin.standing != ACTIVE or into.standing != ACTIVE:
        raise Broken("startup_not_active")
    if twin.requests:
        raise Broken("merge_with_requests")
    belongs = set(into.incubators())
    return Merge(
        gaps(into.profile, twin.profile), [id for id in twin.incubators() if id not in belongs], sources(twin)
    )  # fmt: skip


def merge(
    twin: "Startup", into: "Startup", by: Actor, now: datetime, why: PersonalText | None, days: dict[UUID, "Stay"]
) -> Merge:
    """Do it: both record their part, to be saved together. `days` says since when the duplicate belongs where."""
    moves = plan(twin, into)
    for invitation in twin.invitations:
        twin.record(FounderInvitationRevoked, by, now, invitation=invitation)
    for incubator in moves.admissions:
        if not into.unclaimed:
            if into.admission(incubator) not in ("asked", "offered"):
                into.offer_admission(by, now, incubator)  # its founders decide where it belongs
        else:
            into.inherit_admission(by, now, incubator, days[incubator])
    into.record(
        StartupTookIn, by, now, why=why, other=twin.id, name=twin.profile["name"], sources=moves.sources,
        filled=moves.filled,
    )  # fmt: skip
    twin.merge(by, now, into.id, why)
    return moves


@dataclass(frozen=True, slots=True)
class Stay:
    """Since when a startup belongs to an incubator, and when it graduated."""

    admitted_on: str
    graduated_on: str | None = None
