"""Decisions about one person's account."""

from datetime import datetime
from uuid import UUID, uuid5

from events.actor import Actor
from events.fact import Root
from events.people import events as facts

_NAMESPACE = UUID("0f1c5a52-53a5-4c34-9d0e-3c0d5d6f7a21")


def person_id(account: UUID) -> UUID:
    """Where the decisions about a person are kept: found without a look-up table."""
    return uuid5(_NAMESPACE, account.hex)


class Person(Root, created=facts.PersonOpened):
    """`suspensions` maps a decision to its end: None for good."""

    def __init__(self, account: UUID) -> None:
        self.account = account
        self.suspensions: dict[str, str | None] = {}
        self.erased = False

    def suspend(self, by: Actor, now: datetime, decision: UUID, reason: str, until: str | None) -> None:
        """Keep the account from being used."""
        self.record(
            facts.AccountSuspended, by, now, account=self.account, decision=decision, reason=reason, until=until
        )

    def reinstate(self, by: Actor, now: datetime, decision: UUID) -> None:
        """End one suspension; others go on."""
        if decision.hex in self.suspensions:
            self.record(facts.AccountReinstated, by, now, account=self.account, decision=decision)

    def erase(self, by: Actor, now: datetime) -> None:
        """Leave for good; once is enough."""
        if not self.erased:
            self.record(facts.PersonErased, by, now, account=self.account)
