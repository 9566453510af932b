"""A request for help: asked, taken by one mentor, done or withdrawn."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.hackathons.help import events as facts
from events.personal import PersonalText


class HelpRequest(Root, created=facts.HelpAsked):
    """`state` is asked, taken, done or withdrawn."""

    def __init__(self, hackathon: UUID, team: UUID, account: UUID, subject: str | None, text: PersonalText) -> None:
        self.hackathon, self.team, self.account, self.subject = hackathon, team, account, subject
        self.state = "asked"
        self.mentor: UUID | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more happens to it."""
        return self.state in ("done", "withdrawn")

    def take(self, by: Actor, now: datetime, mentor: UUID) -> None:
        """Come and help; the same mentor a second time changes nothing."""
        self._not_over()
        if self.state == "taken":
            if self.mentor == mentor:
                return
            raise Broken("help_is_taken")
        self.record(facts.HelpTaken, by, now, hackathon=self.hackathon, team=self.team, mentor=mentor)

    def give_back(self, by: Actor, now: datetime) -> None:
        """Let another mentor come."""
        self._not_over()
        if self.mentor is None:
            raise Broken("help_is_not_taken")
        self.record(facts.HelpReturned, by, now, hackathon=self.hackathon, mentor=self.mentor)

    def finish(self, by: Actor, now: datetime) -> None:
        """It is done."""
        self._not_over()
        if self.state != "taken":
            raise Broken("help_is_not_taken")
        self.record(facts.HelpGiven, by, now, hackathon=self.hackathon)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """No help is needed any more."""
        self._not_over()
        self.record(facts.HelpWithdrawn, by, now, hackathon=self.hackathon)

    def _not_over(self) -> None:
        if self.over:
            raise Broken("help_is_over")
