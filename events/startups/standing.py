"""Whether a startup takes part: the facts that change it. A new one goes into `FACTS`; all else follows from that."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from events.fact import Fact

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

ACTIVE, SUSPENDED, MERGED, WITHDRAWN = "active", "suspended", "merged", "withdrawn"
GONE = (MERGED, WITHDRAWN)
"""For everybody as if it were not there; nothing more can happen to it."""


class StandingChanged(Fact):
    """Base of these facts: read models, suggestions and guards need to know nothing but `standing`."""

    standing: ClassVar[str]

    def apply(self, startup: "Startup") -> None:
        startup.standing = self.standing


class StartupMerged(StandingChanged, topic="startup.merged"):
    """The profile was a duplicate and went into another one, to which its addresses lead from now on."""

    standing: ClassVar[str] = MERGED
    into: UUID


class StartupSuspended(StandingChanged, topic="startup.suspended"):
    """A decision takes the startup out of everything, until a moment or for good."""

    standing: ClassVar[str] = SUSPENDED
    decision: UUID
    reason: str
    until: str | None

    def apply(self, startup: "Startup") -> None:
        super().apply(startup)
        startup.suspensions = [*startup.suspensions, self.decision.hex]


class StartupReinstated(StandingChanged, topic="startup.reinstated"):
    """The last suspension ended: the startup takes part again."""

    standing: ClassVar[str] = ACTIVE
    decision: UUID

    def apply(self, startup: "Startup") -> None:
        super().apply(startup)
        startup.suspensions = []
        startup.asked, startup.stale, startup.step_on = 0, False, self.timestamp


class StartupWithdrawn(StandingChanged, topic="startup.withdrawn"):
    """The profile was taken back; with the import that brought it, when that was undone: its address is free then."""

    standing: ClassVar[str] = WITHDRAWN
    undone: UUID | None


FACTS: tuple[type[StandingChanged], ...] = (StartupMerged, StartupSuspended, StartupReinstated, StartupWithdrawn)
