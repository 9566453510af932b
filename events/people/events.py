"""What can happen to a person's account by decision; who the person is, only the accounts know."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.people.aggregate import Person


class PersonOpened(Created, topic="person.opened"):
    """The record of decisions about a person began."""

    account: UUID


class AccountSuspended(Fact, topic="person.suspended"):
    """The account cannot be used, until a moment or for good."""

    account: UUID
    decision: UUID
    reason: str
    until: str | None

    def apply(self, person: "Person") -> None:
        person.suspensions = {**person.suspensions, self.decision.hex: self.until}


class AccountReinstated(Fact, topic="person.reinstated"):
    """A suspension ended; the account can be used again where it was the only one."""

    account: UUID
    decision: UUID

    def apply(self, person: "Person") -> None:
        person.suspensions = {key: until for key, until in person.suspensions.items() if key != self.decision.hex}


class PersonErased(Fact, topic="person.erased"):
    """The person left for good: their rows and the key of what they typed are destroyed; the id means nobody now."""

    account: UUID

    def apply(self, person: "Person") -> None:
        person.erased = True
