"""What happens to a certificate. Names are joined when it is shown or drawn: the log knows ids and codes."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.results.certificate import Certificate


class CertificateIssued(Created, topic="certificate.issued"):
    """Somebody gets a certificate: `role` is participant, winner, judge or mentor; a winner's names the prize's key."""

    hackathon: UUID
    account: UUID
    role: str
    code: str
    prize: str | None
    team: UUID | None


class CertificateRevoked(Fact, topic="certificate.revoked"):
    """It is not valid any more: `code` is by_hand, with a reason, or corrected, after other results were published."""

    hackathon: UUID
    account: UUID
    code: str

    def apply(self, certificate: "Certificate") -> None:
        certificate.valid, certificate.revoked = False, self.code


class CertificateReinstated(Fact, topic="certificate.reinstated"):
    """It is valid again, under the same code."""

    hackathon: UUID
    account: UUID

    def apply(self, certificate: "Certificate") -> None:
        certificate.valid, certificate.revoked = True, None
