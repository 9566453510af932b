"""A startup: what it says of itself, who acts for it, where it belongs, whom it wants to hear from."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.fact import AnyFact, Root
from events.personal import PersonalText
from events.startups import events as facts
from events.startups.hiding import must_not_be_hidden
from events.startups.profile import Profile, changes
from events.startups.standing import ACTIVE, GONE, StartupMerged, StartupWithdrawn

if TYPE_CHECKING:
    from events.startups.duplicates import Stay

# How long a startup belongs: both are shown on its page, graduates stay in the incubator's roster.
BELONGS = ("admitted", "graduated")


class Startup(Root, created=facts.StartupRegistered):
    """State is what commands need; pages read tables."""

    def __init__(self, slug: str, profile: Profile, founder: UUID | None, source: str | None, row: str | None) -> None:
        self.slug = slug
        self.profile = profile
        self.founders: list[UUID] = [founder] if founder else []
        self.source, self.row = source, row
        self.edited: list[str] = []
        self.invitations: list[UUID] = []
        self.admissions: dict[str, str] = {}
        self.paused = False
        self.blocked: list[UUID] = []
        self.dismissed: list[UUID] = []
        self.standing = ACTIVE
        self.requests: dict[str, list[str | None]] = {}  # by id: the account, and the startup that it has already
        self.taken_in: list[list[str]] = []
        self.giver: UUID | None = None
        self.update_asked: dict[str, datetime] = {}
        self.suspensions: list[str] = []
        self.hidden_by: dict[str, str] = {}
        self.verified: dict[str, datetime] = {}
        self.asked, self.stale, self.step_on = 0, False, self.created_on

    def record(
        self, fact: type[AnyFact], by: Actor, now: datetime, why: PersonalText | None = None, **carried: Any
    ) -> AnyFact:
        """State a fact; nothing more happens to a startup that went into another one or was withdrawn."""
        if self.standing in GONE:
            raise Missing("startup", self.id)
        return super().record(fact, by, now, why, **carried)

    # -- what it is ---------------------------------------------------------------------------------------------

    @property
    def unclaimed(self) -> bool:
        """Nobody of the startup has taken the profile over yet."""
        return not self.founders

    def admission(self, incubator: UUID) -> str | None:
        """How the startup stands with an incubator, or None."""
        return self.admissions.get(incubator.hex)

    def incubators(self) -> list[UUID]:
        """The incubators that it belongs to or finished."""
        return [UUID(key) for key, state in self.admissions.items() if state in BELONGS]

    def must_be_founder(self, by: Actor) -> None:
        """Raise `Refused` for anybody who does not act for this startup."""
        if not by.acts_for(self.id, self.founders):
            raise Refused("not_a_founder")

    # -- the profile --------------------------------------------------------------------------------------------

    def change(self, by: Actor, now: datetime, profile: Profile, *, imported: bool = False) -> bool:
        """Take a checked profile; answers whether anything differs. A list never overwrites what a person wrote."""
        different = changes(self.profile, profile)
        if imported:
            different = {field: value for field, value in different.items() if field not in self.edited}
        if "visibility" in different:
            must_not_be_hidden(self, different["visibility"])
        if different:
            self.record(facts.ProfileChanged, by, now, changes=different, imported=imported)
        return bool(different)

    def rename(self, by: Actor, now: datetime, slug: str) -> None:
        """Move the page to another address."""
        if slug != self.slug:
            self.record(facts.StartupRenamed, by, now, slug=slug, old=self.slug)

    def publish(self, by: Actor, now: datetime, visibility: str) -> None:
        """Show an unclaimed profile."""
        if self.profile["visibility"] == visibility:
            raise Broken("already_visible")
        must_not_be_hidden(self, visibility)
        self.record(facts.StartupPublished, by, now, visibility=visibility)

    def withdraw(self, by: Actor, now: datetime, undone: UUID | None) -> None:
        """Take an unclaimed profile back: it leaves its incubators and is missing from then on."""
        if not self.unclaimed:
            raise Broken("claimed_profile")
        for incubator in self.incubators():
            self.record(facts.AdmissionEnded, by, now, incubator=incubator, how="left")
        self.record(StartupWithdrawn, by, now, undone=undone)

    def merge(self, by: Actor, now: datetime, into: UUID, why: PersonalText | None) -> None:
        """Go into another profile of the same startup."""
        if into == self.id:
            raise Broken("merge_with_itself")
        self.record(StartupMerged, by, now, why=why, into=into)

    # -- founders -----------------------------------------------------------------------------------------------

    def invite_founder(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """Let a person in; the accounts keep whom the invitation is for."""
        if len(self.founders) + len(self.invitations) >= 12:
            raise Broken("too_many_founders", most=12)
        self.record(facts.FounderInvited, by, now, invitation=invitation)

    def revoke_invitation(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """Take an unused invitation back."""
        self._must_be_open(invitation)
        self.record(facts.FounderInvitationRevoked, by, now, invitation=invitation)

    def join(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """The invited person becomes a founder."""
        self._must_be_open(invitation)
        if by.account is None:
            raise Refused("sign_in")
        if by.account in self.founders:
            raise Broken("already_a_founder")
        self.record(facts.FounderAdded, by, now, account=by.account, invitation=invitation)

    def leave(self, by: Actor, now: datetime, account: UUID, *, for_good: bool = False) -> None:
        """A founder goes; the last one only `for_good`, being erased: somebody must answer for the profile."""
        if account not in self.founders:
            raise Broken("not_a_founder_here")
        if len(self.founders) == 1 and not for_good:
            raise Broken("last_founder")
        self.record(facts.FounderLeft, by, now, account=account)

    def _must_be_open(self, invitation: UUID) -> None:
        if invitation not in self.invitations:
            raise Broken("invitation_used_or_revoked")

    # -- incubators ---------------------------------------------------------------------------------------------

    def admit(self, incubator: UUID, state: str) -> None:
        """How events change an admission."""
        self.admissions = {**self.admissions, incubator.hex: state}

    def ask_admission(self, by: Actor, now: datetime, incubator: UUID, message: PersonalText | None) -> None:
        """Ask an incubator to take the startup in; an invitation that waits is accepted by that."""
        state = self.admission(incubator)
        if state in (*BELONGS, "asked"):
            raise Broken("admission_exists", state=state)
        if state == "offered":
            self.record(facts.Admitted, by, now, incubator=incubator, on=None)
        else:
            self.record(facts.AdmissionAsked, by, now, incubator=incubator, message=message)

    def offer_admission(self, by: Actor, now: datetime, incubator: UUID) -> None:
        """An incubator invites the startup; a request that waits is accepted by that."""
        state = self.admission(incubator)
        if state in (*BELONGS, "offered"):
            raise Broken("admission_exists", state=state)
        if state == "asked" or self.unclaimed:
            self.record(facts.Admitted, by, now, incubator=incubator, on=None)
        else:
            self.record(facts.AdmissionOffered, by, now, incubator=incubator)

    def inherit_admission(self, by: Actor, now: datetime, incubator: UUID, stay: "Stay") -> None:
        """An unclaimed profile belongs where its duplicate belonged, since the same day."""
        self.record(facts.Admitted, by, now, incubator=incubator, on=stay.admitted_on)
        if stay.graduated_on is not None:
            self.record(facts.Graduated, by, now, incubator=incubator, on=stay.graduated_on)

    def answer_admission(
        self, by: Actor, now: datetime, incubator: UUID, waiting: str, yes: bool, why: PersonalText | None = None
    ) -> None:
        """Say yes or no to what waits: 'asked' (the incubator answers) or 'offered' (a founder answers)."""
        if self.admission(incubator) != waiting:
            raise Broken("admission_not_waiting")
        if yes:
            self.record(facts.Admitted, by, now, incubator=incubator, on=None)
        else:
            how = "refused" if waiting == "asked" else "declined"
            self.record(facts.AdmissionEnded, by, now, why=why, incubator=incubator, how=how)

    def end_admission(self, by: Actor, now: datetime, incubator: UUID, how: str) -> None:
        """Withdraw a request, or leave."""
        expected = {"withdrawn": ("asked", "offered"), "left": ("admitted",)}[how]
        if self.admission(incubator) not in expected:
            raise Broken("admission_not_waiting" if how == "withdrawn" else "not_admitted")
        self.record(facts.AdmissionEnded, by, now, incubator=incubator, how=how)

    def graduate(self, by: Actor, now: datetime, incubator: UUID, on: str) -> None:
        """Record that the programme was finished."""
        if self.admission(incubator) != "admitted":
            raise Broken("not_admitted")
        self.record(facts.Graduated, by, now, incubator=incubator, on=on)

    # -- whom it wants to hear from -----------------------------------------------------------------------------

    def pause(self, by: Actor, now: datetime, paused: bool) -> None:
        """Close or open the door for new proposals."""
        if paused != self.paused:
            self.record(facts.ProposalsPaused if paused else facts.ProposalsResumed, by, now)

    def block(self, by: Actor, now: datetime, other: UUID, why: PersonalText | None) -> None:
        """No suggestion and no proposal between the two any more."""
        if other == self.id:
            raise Broken("own_startup")
        if other not in self.blocked:
            self.record(facts.StartupBlocked, by, now, why=why, other=other)

    def unblock(self, by: Actor, now: datetime, other: UUID) -> None:
        """Take a block back."""
        if other in self.blocked:
            self.record(facts.StartupUnblocked, by, now, other=other)

    def dismiss(
        self,
        by: Actor,
        now: datetime,
        other: UUID,
        reason: str,
        note: PersonalText | None,
        shown: dict[str, Any] | None,
    ) -> None:
        """Not interested in a suggestion."""
        if other not in self.dismissed:
            self.record(facts.SuggestionDismissed, by, now, other=other, reason=reason, note=note, shown=shown)

    def reconsider(self, by: Actor, now: datetime, other: UUID) -> None:
        """Interested after all."""
        if other in self.dismissed:
            self.record(facts.SuggestionRestored, by, now, other=other)
