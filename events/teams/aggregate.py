"""A team of a hackathon: the first of its members leads it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.fact import AnyFact, Root
from events.personal import PersonalText
from events.teams import events as facts

MOST_REQUESTS = 20
LEFT, REMOVED, WITHDREW, ERASED = "left", "removed", "withdrawn", "erased"


class Team(Root, created=facts.TeamFormed):
    """Who is in it, who asks, who is invited."""

    def __init__(self, hackathon: UUID, account: UUID, name: str) -> None:
        self.hackathon, self.name = hackathon, name
        self.members: list[UUID] = [account]
        self.requests: list[UUID] = []
        self.invitations: list[UUID] = []
        self.open, self.skills, self.text = False, list[str](), dict[str, str]()
        self.startup: UUID | None = None
        self.dissolved = False
        self.hidden, self.took_project = False, False

    def record(
        self, fact: type[AnyFact], by: Actor, now: datetime, why: PersonalText | None = None, **carried: Any
    ) -> AnyFact:
        """State a fact; nothing more happens to a team that was dissolved."""
        if self.dissolved:
            raise Missing("team", self.id)
        return super().record(fact, by, now, why, **carried)

    @property
    def lead(self) -> UUID | None:
        """Who leads it; None where everybody left after a submission."""
        return self.members[0] if self.members else None

    def must_be_member(self, by: Actor) -> None:
        """Raise `Refused` for anybody who is not in the team."""
        if by.account is None or by.only is not None or by.account not in self.members:
            raise Refused("not_in_this_team")

    def must_lead(self, by: Actor) -> None:
        """Raise `Refused` for anybody but the lead."""
        self.must_be_member(by)
        if by.account != self.lead:
            raise Refused("not_the_lead")

    def rename(self, by: Actor, now: datetime, name: str) -> None:
        """Call it differently."""
        if name != self.name:
            self.record(facts.TeamRenamed, by, now, name=name, old=self.name)

    def describe(self, by: Actor, now: datetime, *, open: bool, skills: list[str], text: dict[str, str]) -> None:
        """Say whom the team looks for."""
        if (open, skills, text) != (self.open, self.skills, self.text):
            self.record(facts.TeamDescribed, by, now, open=open, skills=skills, text=text)

    def ask(self, by: Actor, now: datetime, account: UUID, message: PersonalText | None, most: int) -> None:
        """Ask to join; of a team that is out of sight nobody knows."""
        if self.hidden:
            raise Missing("team", self.id)
        if account in self.members:
            raise Broken("already_in_this_team")
        if account in self.requests:
            raise Broken("already_asked")
        if not self.open:
            raise Broken("team_not_open")
        if len(self.requests) >= MOST_REQUESTS:
            raise Broken("too_many_requests_here", most=MOST_REQUESTS)
        self.must_have_room(most)
        self.record(facts.JoinAsked, by, now, hackathon=self.hackathon, account=account, message=message)

    def end_request(
        self, by: Actor, now: datetime, account: UUID, how: str, why: PersonalText | None = None
    ) -> None:  # fmt: skip
        """Withdraw or refuse a request."""
        self.must_be_asked(account)
        self.record(facts.JoinEnded, by, now, why=why, hackathon=self.hackathon, account=account, how=how)

    def must_be_asked(self, account: UUID) -> None:
        """Raise `Broken` where nobody waits for an answer any more."""
        if account not in self.requests:
            raise Broken("request_not_waiting")

    def must_have_room(self, most: int) -> None:
        """Raise `Broken` for a team that is as big as the hackathon allows."""
        if len(self.members) >= most:
            raise Broken("team_is_full", most=most)

    def invite(self, by: Actor, now: datetime, invitation: UUID, most: int) -> None:
        """Let one more person in, where there is room for everybody who is invited."""
        self.must_be_shown()
        self.must_have_room(most)
        if len(self.invitations) >= most:
            raise Broken("too_many_invited_here", most=most)
        self.record(facts.MemberInvited, by, now, invitation=invitation)

    def revoke_invitation(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """Take an unused invitation back."""
        self.must_be_invited(invitation)
        self.record(facts.MemberInvitationRevoked, by, now, invitation=invitation)

    def must_be_invited(self, invitation: UUID) -> None:
        """Raise `Broken` for an invitation that is used or taken back."""
        if invitation not in self.invitations:
            raise Broken("invitation_used_or_revoked")

    def take_in(self, by: Actor, now: datetime, account: UUID, most: int, invitation: UUID | None = None) -> None:
        """Somebody is a member from now on."""
        self.must_be_shown()
        if account in self.members:
            raise Broken("already_in_this_team")
        self.must_have_room(most)
        carried: dict[str, Any] = {"hackathon": self.hackathon, "account": account, "invitation": invitation}
        self.record(facts.MemberJoined, by, now, **carried)

    def leave(self, by: Actor, now: datetime, account: UUID, how: str) -> None:
        """Somebody goes; a lead who leaves others behind hands over first, unless they are gone for good."""
        if account not in self.members:
            raise Broken("not_in_this_team")
        if account == self.lead and len(self.members) > 1 and how in (LEFT, REMOVED):
            raise Broken("hand_over_first")
        if account == self.lead and len(self.members) > 1:
            self.record(facts.LeadHandedOver, by, now, account=self.members[1])
        self.record(facts.MemberLeft, by, now, hackathon=self.hackathon, account=account, how=how)

    def hand_over(self, by: Actor, now: datetime, account: UUID) -> None:
        """Let another member lead."""
        if account not in self.members:
            raise Broken("not_in_this_team")
        if account != self.lead:
            self.record(facts.LeadHandedOver, by, now, account=account)

    def must_be_shown(self) -> None:
        """Raise `Broken` while a decision hides the team: nobody joins it and nothing of it is handed in."""
        if self.hidden:
            raise Broken("team_hidden")

    def hide(self, by: Actor, now: datetime, project: bool) -> None:
        """Take it out of sight, and say whether its project goes with it."""
        if not self.hidden:
            self.record(facts.TeamHidden, by, now, hackathon=self.hackathon, project=project)

    def show_again(self, by: Actor, now: datetime) -> None:
        """Undo that."""
        if self.hidden:
            self.record(facts.TeamShownAgain, by, now, hackathon=self.hackathon)

    def stand_for(self, by: Actor, now: datetime, startup: UUID | None) -> None:
        """Name the startup behind the team."""
        if startup != self.startup:
            self.record(facts.StartupNamed, by, now, startup=startup)

    def dissolve(self, by: Actor, now: datetime) -> None:
        """End the team: everybody in it is free."""
        for account in list(self.members):
            self.record(facts.MemberLeft, by, now, hackathon=self.hackathon, account=account, how="dissolved")
        self.record(facts.TeamDissolved, by, now, hackathon=self.hackathon)
