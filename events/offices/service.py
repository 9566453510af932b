"""Giving and taking the roles that act for everybody."""

from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.errors import Invalid, Missing, Problem, Refused
from events.offices.aggregate import Grants, grants_id
from events.service import Service

ROLES = ("administrator", "organiser")


class Offices(Service):
    """Commands on grants: administrators and the command line."""

    def grant(self, by: Actor, account: UUID, role: str, office: str | None = None) -> Grants:
        """Make somebody administrator, or organiser of a country's office ('*': of all)."""
        self._must_administer(by)
        if role not in ROLES:
            raise Invalid([Problem("role", "unknown_code", {})])
        known = office in (None, "*") or office in vocabulary.countries
        if not known or (role == "organiser") != (office is not None):
            raise Invalid([Problem("office", "unknown_code", {})])
        now = self.log.clock()
        try:
            grants = self.log.get(Grants, grants_id(account))
        except Missing:
            grants = Grants.begin(by, now, id=grants_id(account), account=account)
        grants.grant(by, now, role, office)
        self.log.save(grants)
        return grants

    def revoke(self, by: Actor, account: UUID, role: str) -> Grants:
        """Take a role back; nobody takes their own administration, or nobody might be left."""
        self._must_administer(by)
        if by.account == account and role == "administrator":
            raise Refused("own_role")
        grants = self.log.get(Grants, grants_id(account))
        grants.revoke(by, self.log.clock(), role)
        self.log.save(grants)
        return grants

    @staticmethod
    def _must_administer(by: Actor) -> None:
        if by.system is None and "administrator" not in by.roles:
            raise Refused("not_an_administrator")
