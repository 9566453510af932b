"""The phases of a hackathon, in their order, and the one rule that says which of them is open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

PHASES = ("registration", "building", "judging", "results")
EDGES = ("opens", "closes")

Moment = dict[str, str]
"""`{"wall": "2027-01-10T18:00", "zone": "Asia/Bishkek", "at": "2027-01-10T12:00:00+00:00"}`; `at` binds."""


def at(moment: Moment | None) -> datetime | None:
    """When a moment is; None where there is none."""
    return None if moment is None else datetime.fromisoformat(moment["at"])


@dataclass(frozen=True, slots=True)
class Times:
    """All that decides whether a phase is open."""

    opens: datetime | None = None
    closes: datetime | None = None
    opened: bool = False  # by hand
    closed: bool = False  # by hand

    def open(self, now: datetime) -> bool:
        """Whether the phase is open at a moment. A deadline is exclusive: at its very moment the phase is closed."""
        if self.closed or (self.closes is not None and now >= self.closes):
            return False
        return self.opened or (self.opens is not None and now >= self.opens)

    def over(self, now: datetime) -> bool:
        """Whether the phase has been and will not come again as things stand."""
        return self.closed or (self.closes is not None and now >= self.closes)


def times_of(phases: dict[str, Any], hands: dict[str, str], name: str) -> Times:
    """The times of a phase from the dates part and from what was done by hand (`opened`, `closed`)."""
    edges = phases.get(name) or {}
    hand = hands.get(name)
    return Times(at(edges.get("opens")), at(edges.get("closes")), hand == "opened", hand == "closed")
