"""What can happen to a request for help."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.hackathons.help.aggregate import HelpRequest


class HelpAsked(Created, topic="help_request.asked"):
    """Somebody of a team asks the mentors; `subject` is the code of a technology, where one is meant."""

    hackathon: UUID
    team: UUID
    account: UUID
    subject: str | None
    text: PersonalText


class HelpTaken(Fact, topic="help_request.taken"):
    """A mentor comes."""

    hackathon: UUID
    team: UUID
    mentor: UUID

    def apply(self, request: "HelpRequest") -> None:
        request.state, request.mentor = "taken", self.mentor


class HelpReturned(Fact, topic="help_request.returned"):
    """The mentor cannot help after all: it waits for another one."""

    hackathon: UUID
    mentor: UUID

    def apply(self, request: "HelpRequest") -> None:
        request.state, request.mentor = "asked", None


class HelpGiven(Fact, topic="help_request.given"):
    """It is done, says the mentor or the team."""

    hackathon: UUID

    def apply(self, request: "HelpRequest") -> None:
        request.state = "done"


class HelpWithdrawn(Fact, topic="help_request.withdrawn"):
    """The team needs no help any more."""

    hackathon: UUID

    def apply(self, request: "HelpRequest") -> None:
        request.state = "withdrawn"
