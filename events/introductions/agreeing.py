"""An introduction that an incubator proposes to two startups: each accepts by itself. The fact and the rule."""

from datetime import datetime
from typing import TYPE_CHECKING

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.introductions.events import IntroductionAccepted
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.introductions.aggregate import Introduction


class SideAgreed(Fact, topic="introduction.side_agreed"):
    """One of the two said yes; it is accepted when the other one does too."""

    side: str
    message: PersonalText | None

    def apply(self, introduction: "Introduction") -> None:
        introduction.agreed = self.side
        introduction.say("agreement", self.message)


def agree(introduction: "Introduction", by: Actor, now: datetime, side: str, message: PersonalText | None) -> None:
    """Say yes for one side; the second yes accepts."""
    if introduction.agreed == side:
        raise Broken("you_agreed_already")
    if introduction.agreed is None:
        introduction.record(SideAgreed, by, now, side=side, message=message)
    else:
        introduction.record(IntroductionAccepted, by, now, message=message)
