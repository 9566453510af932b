"""A message that a decision removed from the pages: the log keeps it, so that the decision can be looked at again."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.fact import Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.introductions.aggregate import Introduction

PARTS = ("message", "answer")
"""What the proposing side wrote, what the other side answered."""


class TextRemoved(Fact, topic="introduction.text_removed"):
    """Pages do not show this text any more."""

    part: str
    decision: UUID

    def apply(self, introduction: "Introduction") -> None:
        introduction.removed = {**introduction.removed, self.part: self.decision.hex}


class TextRestored(Fact, topic="introduction.text_restored"):
    """The decision was taken back: pages show the text again, sealed as it was written."""

    part: str
    decision: UUID
    message: PersonalText | None

    def apply(self, introduction: "Introduction") -> None:
        introduction.removed = {part: by for part, by in introduction.removed.items() if part != self.part}


def remove(introduction: "Introduction", by: Actor, now: datetime, part: str, decision: UUID) -> None:
    """Take a text off the pages."""
    introduction.record(TextRemoved, by, now, part=part, decision=decision)


def restore(introduction: "Introduction", by: Actor, now: datetime, part: str, decision: UUID) -> None:
    """Bring it back, unless another decision has removed it since."""
    if introduction.removed.get(part) == decision.hex:
        text = introduction.texts.get(part)
        introduction.record(TextRestored, by, now, part=part, decision=decision, message=text)
