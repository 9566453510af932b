"""One person's registration for one hackathon."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from events.actor import Actor
from events.errors import Broken, Missing
from events.fact import Root
from events.personal import PersonalText
from events.registrations import events as facts
from events.registrations.events import APPROVED, ASKED, REFUSED, WAITING, WITHDRAWN

HOWS = ("scanned", "typed", "ticked")


def registration_id(hackathon: UUID, account: UUID) -> UUID:
    """The id that follows from both: two tabs cannot make two registrations."""
    return uuid5(hackathon, f"registration:{account}")


class Registration(Root, created=facts.Registered):
    """Where a person stands with a hackathon."""

    def __init__(
        self,
        hackathon: UUID,
        account: UUID,
        state: str,
        code: str,
        country: str | None,
        answers: PersonalText | None,
        keep_until: str | None,
        agreed: bool,
    ) -> None:
        self.hackathon, self.account, self.state, self.code = hackathon, account, state, code
        self.country, self.answers, self.checked_in = country, answers, False

    @property
    def stands(self) -> bool:
        """Whether the person takes part."""
        return self.state == APPROVED

    def _whose(self) -> dict[str, Any]:
        return {"hackathon": self.hackathon, "account": self.account}

    def make_again(self, by: Actor, now: datetime, **carried: Any) -> None:
        """Register once more after withdrawing; a no stays a no."""
        if self.state == REFUSED:
            raise Broken("registration_refused")
        if self.state != WITHDRAWN:
            raise Broken("already_registered", state=self.state)
        self.record(facts.RegisteredAgain, by, now, **self._whose(), **carried)

    def approve(self, by: Actor, now: datetime, *, room: bool) -> None:
        """Let the person in, or put them on the waiting list where every place is taken."""
        if self.state not in (ASKED, WAITING, REFUSED) or (self.state == WAITING and not room):
            raise Broken("registration_not_waiting" if self.state != WAITING else "no_places_left")
        fact = facts.RegistrationApproved if room else facts.RegistrationPutOnList
        self.record(fact, by, now, **self._whose())

    def move_up(self, by: Actor, now: datetime) -> None:
        """Take the place that became free."""
        self.record(facts.RegistrationMovedUp, by, now, **self._whose())

    def refuse(self, by: Actor, now: datetime, why: PersonalText | None) -> None:
        """Say no; also to somebody who was let in."""
        if self.state in (REFUSED, WITHDRAWN):
            raise Broken("registration_not_waiting")
        self.record(facts.RegistrationRefused, by, now, why=why, **self._whose())

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Not come after all."""
        if self.state in (REFUSED, WITHDRAWN):
            raise Broken("not_registered")
        self.record(facts.RegistrationWithdrawn, by, now, **self._whose())

    def check_in(self, by: Actor, now: datetime, how: str) -> None:
        """Be here; a second scan of the same code changes nothing."""
        if not self.stands:
            raise Broken("not_registered_here", state=self.state)
        if not self.checked_in:
            self.record(facts.CheckedIn, by, now, **self._whose(), how=how)

    def undo_check_in(self, by: Actor, now: datetime) -> None:
        """It was somebody else."""
        if not self.checked_in:
            raise Missing("check_in", self.id)
        self.record(facts.CheckInUndone, by, now, **self._whose())

    def forget_answers(self, by: Actor, now: datetime) -> None:
        """Let go of what was answered."""
        if self.answers is not None:
            self.record(facts.AnswersForgotten, by, now, **self._whose())
