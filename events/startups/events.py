"""What can happen to a startup. Topics are for ever; what these classes carry changes only with an upcast."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText
from events.startups.confirming import looked_after
from events.startups.profile import Profile

if TYPE_CHECKING:
    from events.startups.aggregate import Startup


class StartupRegistered(Created, topic="startup.registered"):
    """A startup entered the bridge: by a founder, or unclaimed from a list (`source` and `row` say which)."""

    slug: str
    profile: Profile
    founder: UUID | None
    source: str | None
    row: str | None


class ProfileChanged(Fact, topic="startup.profile_changed"):
    """Fields of the profile have new values; `imported` when a list changed them, not a person."""

    changes: dict[str, Any]
    imported: bool

    def apply(self, startup: "Startup") -> None:
        startup.profile = {**startup.profile, **self.changes}
        if not self.imported:
            startup.edited = sorted({*startup.edited, *self.changes})
            looked_after(startup, self.timestamp)


class StartupRenamed(Fact, topic="startup.renamed"):
    """The address of its page changed; the old one leads to the new one for ever."""

    slug: str
    old: str

    def apply(self, startup: "Startup") -> None:
        startup.slug = self.slug


class StartupPublished(Fact, topic="startup.published"):
    """An unclaimed profile was looked at and shown, by its incubator or an organiser."""

    visibility: str

    def apply(self, startup: "Startup") -> None:
        startup.profile = {**startup.profile, "visibility": self.visibility}
        looked_after(startup, self.timestamp)


class FounderInvited(Fact, topic="startup.founder_invited"):
    """Somebody was invited to become a founder here; who, only the accounts know."""

    invitation: UUID

    def apply(self, startup: "Startup") -> None:
        startup.invitations = [*startup.invitations, self.invitation]


class FounderInvitationRevoked(Fact, topic="startup.founder_invitation_revoked"):
    """An invitation was taken back before it was used."""

    invitation: UUID

    def apply(self, startup: "Startup") -> None:
        startup.invitations = [i for i in startup.invitations if i != self.invitation]


class FounderAdded(Fact, topic="startup.founder_added"):
    """A person became a founder by an invitation; an unclaimed profile is claimed by its first one."""

    account: UUID
    invitation: UUID

    def apply(self, startup: "Startup") -> None:
        startup.founders = [*startup.founders, self.account]
        startup.requests = {}  # who else asked has to be invited by them now
        startup.invitations = [i for i in startup.invitations if i != self.invitation]
        looked_after(startup, self.timestamp)


class FounderLeft(Fact, topic="startup.founder_left"):
    """A founder left, or was taken off by another one."""

    account: UUID

    def apply(self, startup: "Startup") -> None:
        startup.founders = [f for f in startup.founders if f != self.account]


class AdmissionAsked(Fact, topic="startup.admission_asked"):
    """The startup asks an incubator to admit it."""

    incubator: UUID
    message: PersonalText | None

    def apply(self, startup: "Startup") -> None:
        startup.admit(self.incubator, "asked")


class AdmissionOffered(Fact, topic="startup.admission_offered"):
    """An incubator invites the startup."""

    incubator: UUID

    def apply(self, startup: "Startup") -> None:
        startup.admit(self.incubator, "offered")


class Admitted(Fact, topic="startup.admitted"):
    """The startup belongs to the incubator from now on: both said yes."""

    incubator: UUID
    on: str | None

    def apply(self, startup: "Startup") -> None:
        startup.admit(self.incubator, "admitted")


class AdmissionEnded(Fact, topic="startup.admission_ended"):
    """It came to nothing or ended: `how` is refused, declined, withdrawn or left."""

    incubator: UUID
    how: str

    def apply(self, startup: "Startup") -> None:
        startup.admit(self.incubator, self.how)


class Graduated(Fact, topic="startup.graduated"):
    """The startup finished the incubator's programme."""

    incubator: UUID
    on: str

    def apply(self, startup: "Startup") -> None:
        startup.admit(self.incubator, "graduated")


class ProposalsPaused(Fact, topic="startup.proposals_paused"):
    """No new proposals, please: the founders have enough for now."""

    def apply(self, startup: "Startup") -> None:
        startup.paused = True


class ProposalsResumed(Fact, topic="startup.proposals_resumed"):
    """Proposals are welcome again."""

    def apply(self, startup: "Startup") -> None:
        startup.paused = False


class StartupBlocked(Fact, topic="startup.blocked"):
    """Another startup can neither be suggested nor propose any more."""

    other: UUID

    def apply(self, startup: "Startup") -> None:
        startup.blocked = [*startup.blocked, self.other]


class StartupUnblocked(Fact, topic="startup.unblocked"):
    """A block was taken back."""

    other: UUID

    def apply(self, startup: "Startup") -> None:
        startup.blocked = [b for b in startup.blocked if b != self.other]


class SuggestionDismissed(Fact, topic="startup.suggestion_dismissed"):
    """'Not interested', with the engine's view of the pair at that moment: kept for learning."""

    other: UUID
    reason: str
    note: PersonalText | None
    shown: dict[str, Any] | None

    def apply(self, startup: "Startup") -> None:
        startup.dismissed = [*startup.dismissed, self.other]


class SuggestionRestored(Fact, topic="startup.suggestion_restored"):
    """A dismissal was taken back."""

    other: UUID

    def apply(self, startup: "Startup") -> None:
        startup.dismissed = [d for d in startup.dismissed if d != self.other]
