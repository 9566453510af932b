"""What can happen to an incubator: a National Incubation Center, an IT park, a technology park, an accelerator."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.incubators.aggregate import Incubator


class IncubatorListed(Created, topic="incubator.listed"):
    """An incubator entered the directory, unclaimed; `facts` carry source and year each."""

    slug: str
    page: dict[str, Any]
    facts: list[dict[str, Any]]


class FactsListed(Fact, topic="incubator.facts_listed"):
    """The reference data said something new about an incubator that nobody has taken over."""

    page: dict[str, Any]
    facts: list[dict[str, Any]]

    def apply(self, incubator: "Incubator") -> None:
        incubator.page, incubator.facts = self.page, self.facts


class IncubatorConfirmed(Fact, topic="incubator.confirmed"):
    """Its own people took the page over: text and visibility are theirs now."""

    page: dict[str, Any]

    def apply(self, incubator: "Incubator") -> None:
        incubator.page, incubator.unclaimed = self.page, False


class PageChanged(Fact, topic="incubator.page_changed"):
    """Fields of the page have new values."""

    changes: dict[str, Any]

    def apply(self, incubator: "Incubator") -> None:
        incubator.page = {**incubator.page, **self.changes}


class ManagerInvited(Fact, topic="incubator.manager_invited"):
    """Somebody was invited to manage this incubator; who, only the accounts know."""

    invitation: UUID

    def apply(self, incubator: "Incubator") -> None:
        incubator.invitations = [*incubator.invitations, self.invitation]


class ManagerInvitationRevoked(Fact, topic="incubator.manager_invitation_revoked"):
    """An invitation was taken back before it was used."""

    invitation: UUID

    def apply(self, incubator: "Incubator") -> None:
        incubator.invitations = [i for i in incubator.invitations if i != self.invitation]


class ManagerAdded(Fact, topic="incubator.manager_added"):
    """A person became a manager by an invitation."""

    account: UUID
    invitation: UUID

    def apply(self, incubator: "Incubator") -> None:
        incubator.managers = [*incubator.managers, self.account]
        incubator.invitations = [i for i in incubator.invitations if i != self.invitation]


class ManagerLeft(Fact, topic="incubator.manager_left"):
    """A manager left, or was taken off by another one or by the organisers."""

    account: UUID

    def apply(self, incubator: "Incubator") -> None:
        incubator.managers = [m for m in incubator.managers if m != self.account]
