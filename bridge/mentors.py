"""Asking people with an address to help teams: whether they have an account is told to nobody before they say yes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from events.actor import Actor
from events.errors import Broken, Refused

if TYPE_CHECKING:
    from bridge.accounts.invitations import Invitation
    from bridge.composition import Bridge

metadata = sa.MetaData()
asked = sa.Table(  # beside the row of the invitation: what the mentor is asked to help with
    "mentors_asked",
    metadata,
    sa.Column("invitation", sa.Uuid, primary_key=True),
    sa.Column("topics", sa.JSON, nullable=False),
)


class Mentors:
    """Invitations to help the teams of a hackathon."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def ask(self, by: Actor, hackathon: UUID, invitation: UUID, topics: Sequence[str]) -> None:
        """Note what somebody is asked to help with. Raises `Refused`, `Invalid`."""
        codes = self.bridge.panels.may_ask_mentors(by, hackathon, topics)
        with self.bridge.db.change() as tx:
            tx.connection.execute(asked.insert().values(invitation=invitation, topics=codes))

    def renew_invitation(self, by: Actor, hackathon: UUID, old: UUID, newer: UUID) -> None:
        """Let a newer invitation take the place of an old one."""
        self.ask(by, hackathon, newer, self._topics(old))

    def revoke_invitation(self, by: Actor, hackathon: UUID, invitation: UUID) -> None:
        """Take an invitation back."""
        self.bridge.panels.may_ask_mentors(by, hackathon, ())

    def join(self, by: Actor, found: "Invitation") -> None:
        """Say yes. Raises `Broken` where whoever asked may not ask any more."""
        inviter = self.bridge.actor_for(found.invited_by)
        try:
            self.bridge.panels.join_mentors(by, found.subject, self._topics(found.id), asked_by=inviter)
        except Refused as refused:
            raise Broken("invitation_used_or_revoked") from refused

    def _topics(self, invitation: UUID) -> list[str]:
        with self.bridge.db.read() as connection:
            found = connection.scalar(sa.select(asked.c.topics).where(asked.c.invitation == invitation))
        return list(found or [])
