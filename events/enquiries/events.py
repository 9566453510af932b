"""What can happen to a question about an unclaimed startup."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.enquiries.aggregate import Enquiry


class EnquiryAsked(Created, topic="enquiry.asked"):
    """`startup` asks an incubator to be its go-between to `about`, which nobody has taken over."""

    startup: UUID
    about: UUID
    incubator: UUID
    choices: dict[str, Any]
    message: PersonalText


class EnquiryAnswered(Fact, topic="enquiry.answered"):
    """What the incubator did: a code of `enquiry_answers`, with a few words."""

    answer: str
    message: PersonalText | None

    def apply(self, enquiry: "Enquiry") -> None:
        enquiry.state = "answered"


class EnquiryWithdrawn(Fact, topic="enquiry.withdrawn"):
    """Not needed any more."""

    def apply(self, enquiry: "Enquiry") -> None:
        enquiry.state = "withdrawn"
