"""What can happen to a question that everybody reads, and to an announcement."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.hackathons.talking.announcement import Announcement
    from events.hackathons.talking.question import Question


class QuestionAsked(Created, topic="question.asked"):
    """Somebody who takes part asks those who run it; everybody reads it."""

    hackathon: UUID
    text: PersonalText


class QuestionAnswered(Fact, topic="question.answered"):
    """An answer, or a newer one in its place: `number` counts them, and the older ones stay readable."""

    hackathon: UUID
    text: PersonalText
    number: int

    def apply(self, question: "Question") -> None:
        question.answers = self.number


class QuestionWithdrawn(Fact, topic="question.withdrawn"):
    """Not needed any more; only before it was answered."""

    hackathon: UUID

    def apply(self, question: "Question") -> None:
        question.withdrawn = True


class QuestionHidden(Fact, topic="question.hidden"):
    """Taken out of sight, with a reason that whoever asked reads."""

    hackathon: UUID

    def apply(self, question: "Question") -> None:
        question.hidden = True


class QuestionShownAgain(Fact, topic="question.shown_again"):
    """It was all right after all."""

    hackathon: UUID

    def apply(self, question: "Question") -> None:
        question.hidden = False


class AnnouncementWritten(Created, topic="announcement.written"):
    """Somebody wrote to a group; `texts` is `{language: {"title": ..., "text": ...}}`, `due` a moment or None: now."""

    hackathon: UUID
    group: str
    track: str | None
    texts: dict[str, dict[str, PersonalText]]
    due: dict[str, str] | None


class AnnouncementSent(Fact, topic="announcement.sent"):
    """It went out: `readers` are the accounts that were in the group at that moment."""

    hackathon: UUID
    readers: list[UUID]

    def apply(self, announcement: "Announcement") -> None:
        announcement.state = "sent"


class AnnouncementCancelled(Fact, topic="announcement.cancelled"):
    """It does not go out."""

    hackathon: UUID

    def apply(self, announcement: "Announcement") -> None:
        announcement.state = "cancelled"
