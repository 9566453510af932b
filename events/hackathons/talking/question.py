"""A question about a hackathon: asked, answered, answered better, hidden where it has to be."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.hackathons.talking import events as facts
from events.personal import PersonalText

MOST_ANSWERS = 20


class Question(Root, created=facts.QuestionAsked):
    """State is what commands need."""

    def __init__(self, hackathon: UUID, text: PersonalText) -> None:
        self.hackathon, self.text, self.asker = hackathon, text, text.subject
        self.answers, self.withdrawn, self.hidden = 0, False, False

    def answer(self, by: Actor, now: datetime, text: PersonalText) -> None:
        """Answer it, or say it better."""
        self._must_be_there()
        if self.answers >= MOST_ANSWERS:
            raise Broken("too_many_answers", most=MOST_ANSWERS)
        self.record(facts.QuestionAnswered, by, now, hackathon=self.hackathon, text=text, number=self.answers + 1)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Take it back while nobody has answered."""
        self._must_be_there()
        if self.answers:
            raise Broken("question_answered")
        self.record(facts.QuestionWithdrawn, by, now, hackathon=self.hackathon)

    def hide(self, by: Actor, now: datetime, why: PersonalText | None) -> None:
        """Take it out of sight, with its answers."""
        self._must_be_there()
        if self.hidden:
            raise Broken("question_hidden")
        self.record(facts.QuestionHidden, by, now, why, hackathon=self.hackathon)

    def show_again(self, by: Actor, now: datetime) -> None:
        """Show it after all."""
        if not self.hidden:
            raise Broken("question_not_hidden")
        self.record(facts.QuestionShownAgain, by, now, hackathon=self.hackathon)

    def _must_be_there(self) -> None:
        if self.withdrawn:
            raise Broken("question_withdrawn")
