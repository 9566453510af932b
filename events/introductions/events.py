"""What can happen on the way from a proposal to a meeting and what came of it."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.introductions.aggregate import Introduction


class IntroductionProposed(Created, topic="introduction.proposed"):
    """One startup asks another to meet; `suggestion` keeps engine version, score, rank and reason codes of the pair.

    With a `go_between` neither of the two asks: this incubator proposes them to each other.
    """

    class_version = 2
    proposer: UUID
    receiver: UUID
    choices: dict[str, Any]
    message: PersonalText | None
    suggestion: dict[str, Any] | None
    expires_at: str
    go_between: UUID | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["go_between"] = None


class IntroductionAccepted(Fact, topic="introduction.accepted"):
    """The other side said yes: contact details open for both."""

    message: PersonalText | None

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "accepted"
        introduction.say("answer", self.message)


class IntroductionDeclined(Fact, topic="introduction.declined"):
    """The other side said no, and why; `side` tells which of two that an incubator brings together."""

    class_version = 2
    reason: str
    message: PersonalText | None
    side: str

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["side"] = "receiver"

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "declined"
        introduction.say("answer", self.message)


class IntroductionWithdrawn(Fact, topic="introduction.withdrawn"):
    """The proposer took the proposal back before an answer."""

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "withdrawn"


class IntroductionReminded(Fact, topic="introduction.reminded"):
    """The proposer asked once more for an answer."""

    def apply(self, introduction: "Introduction") -> None:
        introduction.reminded = True


class IntroductionExpired(Fact, topic="introduction.expired"):
    """Nobody answered in time."""

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "expired"


class TimesProposed(Fact, topic="introduction.times_proposed"):
    """One side offers times; earlier offers are replaced. `start` is UTC, `zone` the zone it was thought in."""

    side: str
    times: list[dict[str, Any]]
    place: PersonalText | None

    def apply(self, introduction: "Introduction") -> None:
        introduction.offered_by, introduction.times, introduction.place = self.side, self.times, self.place


class MeetingConfirmed(Fact, topic="introduction.meeting_confirmed"):
    """Both sides agreed on a time; `sequence` counts changes for calendars."""

    meeting: dict[str, Any]
    place: PersonalText | None
    sequence: int

    def apply(self, introduction: "Introduction") -> None:
        introduction.meeting, introduction.times, introduction.sequence = self.meeting, [], self.sequence


class MeetingCancelled(Fact, topic="introduction.meeting_cancelled"):
    """A confirmed meeting will not take place then."""

    sequence: int

    def apply(self, introduction: "Introduction") -> None:
        introduction.meeting, introduction.sequence = None, self.sequence


class StartupsMet(Fact, topic="introduction.met"):
    """They met, as one side says; `side` is None in events from before it was kept."""

    class_version = 2
    on: str
    side: str | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["side"] = None

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "met"


class NothingCame(Fact, topic="introduction.nothing_came"):
    """It led to nothing, and why."""

    reason: str
    note: PersonalText | None

    def apply(self, introduction: "Introduction") -> None:
        introduction.state = "nothing"
