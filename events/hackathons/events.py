"""What can happen to a hackathon: its setup, its hosts, the people who run it, its phases."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.hackathons.aggregate import Hackathon


class HackathonDrafted(Created, topic="hackathon.drafted"):
    """An incubator began to prepare a hackathon; `setup` holds its parts, `copied` the hackathon it began from."""

    slug: str
    incubator: UUID
    setup: dict[str, Any]
    copied: UUID | None = None


class PartChanged(Fact, topic="hackathon.part_changed"):
    """A part of the setup has a new value."""

    part: str
    value: dict[str, Any]

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.put(self.part, self.value, self.originator_version)


class HostInvited(Fact, topic="hackathon.host_invited"):
    """Another incubator was asked to host the hackathon as well."""

    incubator: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.hosts = {**hackathon.hosts, self.incubator.hex: "invited"}


class HostAccepted(Fact, topic="hackathon.host_accepted"):
    """It hosts the hackathon from now on."""

    incubator: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.hosts = {**hackathon.hosts, self.incubator.hex: "accepted"}


class HostDeclined(Fact, topic="hackathon.host_declined"):
    """It does not want to."""

    incubator: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.hosts = {key: state for key, state in hackathon.hosts.items() if key != self.incubator.hex}


class HostLeft(Fact, topic="hackathon.host_left"):
    """It hosts the hackathon no more, or its invitation was taken back."""

    incubator: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.hosts = {key: state for key, state in hackathon.hosts.items() if key != self.incubator.hex}


class HostAgreed(Fact, topic="hackathon.host_agreed"):
    """A host agreed to the rules, deadlines and prizes as they read: `digest` says which text that was."""

    incubator: UUID
    digest: str

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.agreed = {**hackathon.agreed, self.incubator.hex: self.digest}


class HackathonAnnounced(Fact, topic="hackathon.announced"):
    """Everybody may read it."""

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.state = "announced"


class HackathonCancelled(Fact, topic="hackathon.cancelled"):
    """It will not take place; why says the reason."""

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.state = "cancelled"


class ChangeProposed(Fact, topic="hackathon.change_proposed"):
    """What needs every host shall change; why says the reason, `incubator` whose side proposes it."""

    change: UUID
    part: str
    value: dict[str, Any]
    incubator: UUID | None

    def apply(self, hackathon: "Hackathon") -> None:
        agreed = [] if self.incubator is None else [self.incubator.hex]
        change = {"part": self.part, "value": self.value, "agreed": agreed, "by": self.by, "why": self.why}
        hackathon.open_changes = {**hackathon.open_changes, self.change.hex: change}


class ChangeAgreed(Fact, topic="hackathon.change_agreed"):
    """Another host agrees."""

    change: UUID
    incubator: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        change = hackathon.open_changes[self.change.hex]
        agreed = {**change, "agreed": [*change["agreed"], self.incubator.hex]}
        hackathon.open_changes = {**hackathon.open_changes, self.change.hex: agreed}


class ChangeApplied(Fact, topic="hackathon.change_applied"):
    """Every host agreed: the part has its new value; why repeats the reason, for everybody."""

    change: UUID
    part: str
    value: dict[str, Any]

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.put(self.part, self.value, self.originator_version)
        hackathon.forget_change(self.change)


class ChangeRefused(Fact, topic="hackathon.change_refused"):
    """A host does not agree, or (`incubator` None) whoever proposed the change took it back."""

    change: UUID
    incubator: UUID | None

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.forget_change(self.change)


class DeadlineMoved(Fact, topic="hackathon.deadline_moved"):
    """One moment of the announced dates is another one now; why says the reason. Everybody registered is told."""

    phase: str
    edge: str
    before: dict[str, str] | None
    after: dict[str, str] | None

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.recorded = {key: at for key, at in hackathon.recorded.items() if key != f"{self.phase}.{self.edge}"}


class PhaseOpened(Fact, topic="hackathon.phase_opened"):
    """A phase opened: by hand, or (`how` is `time`) because its moment had come, which the timer records."""

    phase: str
    how: str

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.moved(self.phase, "opens", "opened", self)


class PhaseClosed(Fact, topic="hackathon.phase_closed"):
    """A phase closed: by hand, or because its deadline had passed."""

    phase: str
    how: str

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.moved(self.phase, "closes", "closed", self)


class PersonInvited(Fact, topic="hackathon.person_invited"):
    """Somebody was invited to help run it; who, only the accounts know."""

    invitation: UUID
    rights: list[str]

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.invitations = {**hackathon.invitations, self.invitation.hex: self.rights}


class PersonInvitationRevoked(Fact, topic="hackathon.person_invitation_revoked"):
    """An invitation was taken back before it was used."""

    invitation: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        kept = {key: rights for key, rights in hackathon.invitations.items() if key != self.invitation.hex}
        hackathon.invitations = kept


class PersonAdded(Fact, topic="hackathon.person_added"):
    """A person has rights in this hackathon, by an invitation."""

    account: UUID
    invitation: UUID
    rights: list[str]

    def apply(self, hackathon: "Hackathon") -> None:
        kept = {key: rights for key, rights in hackathon.invitations.items() if key != self.invitation.hex}
        hackathon.invitations = kept
        hackathon.people = {**hackathon.people, self.account.hex: self.rights}


class RightsChanged(Fact, topic="hackathon.rights_changed"):
    """A person may do other things from now on."""

    account: UUID
    rights: list[str]

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.people = {**hackathon.people, self.account.hex: self.rights}


class PersonRemoved(Fact, topic="hackathon.person_removed"):
    """A person helps no more."""

    account: UUID

    def apply(self, hackathon: "Hackathon") -> None:
        hackathon.people = {key: rights for key, rights in hackathon.people.items() if key != self.account.hex}
