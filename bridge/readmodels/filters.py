"""What is asked of the lists of startups and incubators, and a page of the answer."""

from dataclasses import dataclass, field, replace
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.letters import NOTHING, Counts

FACETS = ("sector", "technology", "need", "offer", "language", "service", "market", "tag")
ORDERS = ("newest", "name", "changed")


@dataclass(frozen=True, slots=True)
class Filters:
    """What is in the address of a list. Several codes of one kind mean any of them; kinds add up."""

    text: str = ""
    countries: tuple[str, ...] = ()
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by kind, see FACETS
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of incubators
    incubator: UUID | None = None
    order: str = "changed"

    def without(self, name: str) -> "Filters":
        """The same filters with one taken away: for its counts, and for saying which to relax."""
        if name in FACETS:
            return replace(self, terms={kind: codes for kind, codes in self.terms.items() if kind != name})
        return replace(self, **{name: getattr(Filters(), name)})

    def codes(self, name: str) -> tuple[str, ...]:
        """What is chosen of a filter that has codes."""
        found: tuple[str, ...] = self.terms.get(name, ()) if name in FACETS else getattr(self, name)
        return found

    def names(self) -> list[str]:
        """The filters that are set."""
        plain = [name for name in ("text", "countries", "stages", "kinds", "incubator") if getattr(self, name)]
        return plain + [kind for kind, codes in self.terms.items() if codes]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    rows: list[sa.RowMapping]
    total: int
    counts: Counts = NOTHING
