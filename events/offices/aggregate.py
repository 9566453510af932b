"""The grants of one person."""

from datetime import datetime
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.offices import events as facts

_NAMESPACE = UUID("5f0a2a0e-6c0e-5b0e-9a58-0d7c2f6f0c11")


def grants_id(account: UUID) -> UUID:
    """Where a person's grants are kept: found without a look-up table."""
    return uuid5(_NAMESPACE, account.hex)


class Grants(Root, created=facts.GrantsOpened):
    """`roles` maps a role to its office: None for an administrator, a country code or '*' for an organiser."""

    def __init__(self, account: UUID) -> None:
        self.account = account
        self.roles: dict[str, str | None] = {}

    def grant(self, by: Actor, now: datetime, role: str, office: str | None) -> None:
        """Give a role, or move an organiser to another office."""
        if role in self.roles and self.roles[role] == office:
            raise Broken("already_granted")
        self.record(facts.RoleGranted, by, now, account=self.account, role=role, office=office)

    def revoke(self, by: Actor, now: datetime, role: str) -> None:
        """Take a role back."""
        if role not in self.roles:
            raise Broken("not_granted")
        self.record(facts.RoleRevoked, by, now, account=self.account, role=role)
