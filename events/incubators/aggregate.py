"""An incubator: its page, the sourced facts it was listed with, and who manages it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Refused
from events.fact import Root
from events.incubators import events as happened
from events.incubators.page import Page, changes
from events.incubators.trust import must_not_be_hidden


class Incubator(Root, created=happened.IncubatorListed):
    """State is what commands need; pages read tables."""

    def __init__(self, slug: str, page: Page, facts: list[dict[str, Any]]) -> None:
        self.slug, self.page, self.facts = slug, page, facts
        self.unclaimed = True
        self.managers: list[UUID] = []
        self.invitations: list[UUID] = []
        self.verified: dict[str, datetime] = {}
        self.hidden_by: dict[str, str] = {}

    def is_manager(self, by: Actor) -> bool:
        """Whether somebody acts for this incubator."""
        return by.acts_for(self.id, self.managers)

    def must_be_manager(self, by: Actor) -> None:
        """Raise `Refused` for anybody who does not."""
        if not self.is_manager(by):
            raise Refused("not_a_manager")

    def relist(self, by: Actor, now: datetime, page: Page, facts: list[dict[str, Any]]) -> bool:
        """Take newer reference data, unless its own people have taken over."""
        if self.hidden_by:
            page = {**page, "visibility": "hidden"}
        if not self.unclaimed or (page == self.page and facts == self.facts):
            return False
        self.record(happened.FactsListed, by, now, page=page, facts=facts)
        return True

    def confirm(self, by: Actor, now: datetime, page: Page) -> None:
        """Take over text and visibility."""
        if not self.unclaimed:
            raise Broken("already_confirmed")
        self.record(happened.IncubatorConfirmed, by, now, page=page)

    def change(self, by: Actor, now: datetime, page: Page) -> None:
        """Edit the page; the first edit by its own people is the confirmation."""
        must_not_be_hidden(self, page["visibility"])
        if self.unclaimed:
            self.confirm(by, now, page)
        elif different := changes(self.page, page):
            self.record(happened.PageChanged, by, now, changes=different)

    def invite_manager(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """Let a person in; the accounts keep whom the invitation is for."""
        if len(self.managers) + len(self.invitations) >= 20:
            raise Broken("too_many_managers", most=20)
        self.record(happened.ManagerInvited, by, now, invitation=invitation)

    def revoke_invitation(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """Take an unused invitation back."""
        self._must_be_open(invitation)
        self.record(happened.ManagerInvitationRevoked, by, now, invitation=invitation)

    def join(self, by: Actor, now: datetime, invitation: UUID) -> None:
        """The invited person becomes a manager."""
        self._must_be_open(invitation)
        if by.account is None:
            raise Refused("sign_in")
        if by.account in self.managers:
            raise Broken("already_a_manager")
        self.record(happened.ManagerAdded, by, now, account=by.account, invitation=invitation)

    def leave(self, by: Actor, now: datetime, account: UUID) -> None:
        """A manager goes. The last one may: the organisers can invite another."""
        if account not in self.managers:
            raise Broken("not_a_manager_here")
        self.record(happened.ManagerLeft, by, now, account=account)

    def _must_be_open(self, invitation: UUID) -> None:
        if invitation not in self.invitations:
            raise Broken("invitation_used_or_revoked")
