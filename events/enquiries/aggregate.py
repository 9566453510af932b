"""An enquiry: asked, then answered or withdrawn."""

from datetime import datetime
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.enquiries import events as facts
from events.errors import Broken, Invalid, Problem
from events.fact import Root
from events.personal import PersonalText

INTRODUCED, INVITED, NOT_POSSIBLE = ANSWERS = ("introduced", "invited", "not_possible")
"""The incubator has put them in touch; has invited the startup to take its profile over; can do neither."""


class Enquiry(Root, created=facts.EnquiryAsked):
    """State is what commands need."""

    def __init__(
        self, startup: UUID, about: UUID, incubator: UUID, choices: dict[str, Any], message: PersonalText
    ) -> None:
        self.startup, self.about, self.incubator = startup, about, incubator
        self.state = "asked"

    def answer(self, by: Actor, now: datetime, answer: str, message: PersonalText | None) -> None:
        """Say what was done; who can do nothing says why."""
        self._must_wait()
        if answer not in ANSWERS:
            raise Invalid([Problem("answer", "unknown_code" if answer else "required", {})])
        if answer == NOT_POSSIBLE and message is None:
            raise Invalid([Problem("message", "required", {})])
        self.record(facts.EnquiryAnswered, by, now, answer=answer, message=message)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Take it back."""
        self._must_wait()
        self.record(facts.EnquiryWithdrawn, by, now)

    def _must_wait(self) -> None:
        if self.state != "asked":
            raise Broken("enquiry_not_waiting")
