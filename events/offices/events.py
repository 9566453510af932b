"""Who runs what for everybody: grants of the roles administrator and organiser."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.offices.aggregate import Grants


class RoleGranted(Fact, topic="office.role_granted"):
    """A person became administrator, or organiser of one country's office ('*': of all)."""

    account: UUID
    role: str
    office: str | None

    def apply(self, grants: "Grants") -> None:
        grants.roles = {**grants.roles, self.role: self.office}


class RoleRevoked(Fact, topic="office.role_revoked"):
    """A grant ended."""

    account: UUID
    role: str

    def apply(self, grants: "Grants") -> None:
        grants.roles = {role: office for role, office in grants.roles.items() if role != self.role}


class GrantsOpened(Created, topic="office.grants_opened"):
    """The record of a person's grants began."""

    account: UUID
