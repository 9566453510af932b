"""What happens to one person's vote for the people's choice."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.results.vote import Vote


class VoteCast(Created, topic="vote.cast"):
    """A person chose a project."""

    hackathon: UUID
    account: UUID
    project: UUID


class VoteMoved(Fact, topic="vote.moved"):
    """The same person chose another project, or one again after taking the vote back."""

    hackathon: UUID
    account: UUID
    project: UUID

    def apply(self, vote: "Vote") -> None:
        vote.project = self.project


class VoteWithdrawn(Fact, topic="vote.withdrawn"):
    """The person chooses nothing any more."""

    hackathon: UUID
    account: UUID

    def apply(self, vote: "Vote") -> None:
        vote.project = None
