"""One person's vote in one hackathon: its id follows from both, so that two tabs cannot make two of them."""

from datetime import datetime
from uuid import UUID, uuid5

from events.actor import Actor
from events.fact import Root
from events.results import vote_events as facts


def vote_id(hackathon: UUID, account: UUID) -> UUID:
    """The id of a person's vote."""
    return uuid5(hackathon, f"vote:{account}")


class Vote(Root, created=facts.VoteCast):
    """`project` is what the person chose, None after taking it back."""

    def __init__(self, hackathon: UUID, account: UUID, project: UUID) -> None:
        self.hackathon, self.account = hackathon, account
        self.project: UUID | None = project

    def move(self, by: Actor, now: datetime, project: UUID) -> None:
        """Choose another one; the same one again changes nothing."""
        if project != self.project:
            self.record(facts.VoteMoved, by, now, hackathon=self.hackathon, account=self.account, project=project)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Choose nothing."""
        if self.project is not None:
            self.record(facts.VoteWithdrawn, by, now, hackathon=self.hackathon, account=self.account)
