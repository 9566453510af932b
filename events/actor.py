"""Who asks: handed to every command and every query."""

from collections.abc import Container
from dataclasses import dataclass, field
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a visitor or a named part of the system; relations to single things are looked up, not carried.

    `only` is set for a program with the token of a startup or an incubator: it acts in the name of the person who made
    the token, and for nothing but that one organisation.
    """

    account: UUID | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    office: str | None = None
    system: str | None = None
    only: UUID | None = None

    @property
    def by(self) -> str:
        """What events record: an account id, "system:<name>" or "visitor"."""
        if self.account is not None:
            return str(self.account)
        return f"system:{self.system}" if self.system else "visitor"

    def organises(self, country: str) -> bool:
        """Whether this is an organiser whose office runs a country, or all of them."""
        return "organiser" in self.roles and self.office in (country, "*")

    def acts_for(self, organisation: UUID, people: Container[UUID]) -> bool:
        """Whether this is one of the people of a startup or an incubator, and not bound to another one."""
        return self.account is not None and self.account in people and self.only in (None, organisation)

    @property
    def signed_in(self) -> bool:
        """Whether a person with an account asks."""
        return self.account is not None


VISITOR = Actor()
