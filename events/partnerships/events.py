"""What can happen to a partnership: what two startups agreed, and what came of it later."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.partnerships.aggregate import Partnership


class PartnershipRecorded(Created, topic="partnership.recorded"):
    """One of two introduced startups says that they agreed on something; `summary` belongs to the startups."""

    introduction: UUID
    startups: list[UUID]
    recorder: UUID
    kind: str
    summary: dict[str, str]
    since: str


class PartnershipConfirmed(Fact, topic="partnership.confirmed"):
    """The other startup says so too."""

    def apply(self, partnership: "Partnership") -> None:
        partnership.state = "confirmed"


class PartnershipDisputed(Fact, topic="partnership.disputed"):
    """The other startup says that there is no such agreement."""

    def apply(self, partnership: "Partnership") -> None:
        partnership.state = "disputed"


class MilestoneReached(Fact, topic="partnership.milestone_reached"):
    """Something came of it: a contract, revenue, a product, a hire, an investment."""

    milestone: dict[str, Any]

    def apply(self, partnership: "Partnership") -> None:
        partnership.milestones += 1


class PartnershipEnded(Fact, topic="partnership.ended"):
    """They stopped working together."""

    on: str
    reason: dict[str, str]

    def apply(self, partnership: "Partnership") -> None:
        partnership.state = "ended"
