"""Whether a meeting took place, as each side says when its time is over; a yes is `StartupsMet`."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact

if TYPE_CHECKING:
    from events.introductions.aggregate import Introduction

ASK_AGAIN = timedelta(days=7)
"""After 'not yet' the same side is asked again."""
NOT_YET = "not_yet"


class MeetingNotHeld(Fact, topic="introduction.meeting_not_held"):
    """One side says that they have not met: not yet, or who did not come. The other side's answer is its own."""

    side: str
    answer: str
    sequence: int

    def apply(self, introduction: "Introduction") -> None:
        said = [self.answer, self.sequence, self.timestamp.isoformat()]
        introduction.said = {**introduction.said, self.side: said}


def say_not_held(introduction: "Introduction", by: Actor, now: datetime, side: str, answer: str) -> bool:
    """State what one side says of the confirmed meeting; False where it has said so already."""
    if introduction.state not in ("accepted", "met"):
        raise Broken("not_in_state", state=introduction.state)
    if introduction.meeting is None:
        raise Broken("no_meeting")
    over = ends(introduction.meeting)
    if now < over:
        raise Broken("meeting_not_over", at=over.isoformat())
    *before, at = introduction.said.get(side, ["", 0, over.isoformat()])
    # Sent twice it is said once; 'not yet' may be said again when it is asked again.
    asked_again = answer == NOT_YET and now >= datetime.fromisoformat(at) + ASK_AGAIN
    if before == [answer, introduction.sequence] and not asked_again:
        return False
    introduction.record(MeetingNotHeld, by, now, side=side, answer=answer, sequence=introduction.sequence)
    return True


def ends(meeting: dict[str, object]) -> datetime:
    """When a meeting's time is over."""
    return datetime.fromisoformat(str(meeting["start"])) + timedelta(minutes=int(str(meeting["minutes"])))
