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


FACTS: tuple[type[StandingChanged], ...] = (StartupMerged,)
