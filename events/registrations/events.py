"""What happens to a registration; answers are sealed under a subject of their own, so that they can be forgotten."""

from typing import TYPE_CHECKING
from uuid import UUID

from events.fact import Created, Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.registrations.aggregate import Registration

APPROVED, ASKED, WAITING, REFUSED, WITHDRAWN = "approved", "asked", "waiting", "refused", "withdrawn"


class Registered(Created, topic="registration.made"):
    """A person registers: at once, or as a request to the managers, or at the end of the waiting list."""

    hackathon: UUID
    account: UUID
    state: str
    code: str
    country: str | None
    answers: PersonalText | None
    keep_until: str | None
    agreed: bool


class RegisteredAgain(Fact, topic="registration.made_again"):
    """The same person once more, after withdrawing."""

    hackathon: UUID
    account: UUID
    state: str
    country: str | None
    answers: PersonalText | None
    keep_until: str | None
    agreed: bool

    def apply(self, registration: "Registration") -> None:
        registration.state, registration.answers = self.state, self.answers
        registration.country = self.country


class RegistrationApproved(Fact, topic="registration.approved"):
    """A manager lets the person in."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.state = APPROVED


class RegistrationPutOnList(Fact, topic="registration.put_on_list"):
    """A manager would let the person in, but every place is taken: the next free one is theirs in their turn."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.state = WAITING


class RegistrationMovedUp(Fact, topic="registration.moved_up"):
    """A place became free, and this person was the next."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.state = APPROVED


class RegistrationRefused(Fact, topic="registration.refused"):
    """A manager says no, and why."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.state = REFUSED


class RegistrationWithdrawn(Fact, topic="registration.withdrawn"):
    """The person does not come after all."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.state, registration.checked_in = WITHDRAWN, False


class CheckedIn(Fact, topic="registration.checked_in"):
    """The person is here: their code was scanned or typed at the desk, or a manager ticked the name."""

    hackathon: UUID
    account: UUID
    how: str

    def apply(self, registration: "Registration") -> None:
        registration.checked_in = True


class CheckInUndone(Fact, topic="registration.check_in_undone"):
    """It was somebody else."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.checked_in = False


class AnswersForgotten(Fact, topic="registration.answers_forgotten"):
    """The day came until which the answers were kept, or the person left: nobody can read them any more."""

    hackathon: UUID
    account: UUID

    def apply(self, registration: "Registration") -> None:
        registration.answers = None
