"""A certificate: one a person, role and prize of a hackathon."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.results import certificate_events as facts

if TYPE_CHECKING:
    from events.personal import PersonalText

PARTICIPANT, WINNER, JUDGE, MENTOR = ROLES = ("participant", "winner", "judge", "mentor")
BY_HAND, CORRECTED = "by_hand", "corrected"


def certificate_id(hackathon: UUID, account: UUID, role: str, prize: str | None = None) -> UUID:
    """The id that follows from what it is for: two managers cannot issue two of them."""
    return uuid5(hackathon, f"certificate:{role}:{prize or ''}:{account}")


class Certificate(Root, created=facts.CertificateIssued):
    """Whose it is, what for, and whether it is valid."""

    def __init__(
        self, hackathon: UUID, account: UUID, role: str, code: str, prize: str | None, team: UUID | None
    ) -> None:
        self.hackathon, self.account, self.role, self.code = hackathon, account, role, code
        self.prize, self.team, self.valid = prize, team, True
        self.revoked: str | None = None  # how: by_hand, corrected

    def revoke(self, by: Actor, now: datetime, code: str, why: "PersonalText | None" = None) -> None:
        """It is not valid any more."""
        if not self.valid:
            raise Broken("certificate_is_revoked")
        self.record(facts.CertificateRevoked, by, now, why, **self._whose(), code=code)

    def reinstate(self, by: Actor, now: datetime, why: "PersonalText | None" = None) -> None:
        """It is valid again."""
        if self.valid:
            raise Broken("certificate_is_valid")
        self.record(facts.CertificateReinstated, by, now, why, **self._whose())

    def _whose(self) -> dict[str, Any]:
        return {"hackathon": self.hackathon, "account": self.account}
