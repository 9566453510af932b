"""An introduction: proposed, then answered, withdrawn or expired; after a yes a meeting, then what came of it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.introductions import events as facts
from events.introductions.agreeing import agree
from events.introductions.choices import Choices, Time
from events.personal import PersonalText

PROPOSER, RECEIVER = "proposer", "receiver"
OPEN = ("proposed", "accepted", "met")
ANSWER_WITHIN = timedelta(days=21)
REMIND_AFTER = timedelta(days=5)


class Introduction(Root, created=facts.IntroductionProposed):
    """State is what commands need; `side` is who of the two acts."""

    def __init__(
        self,
        proposer: UUID,
        receiver: UUID,
        choices: Choices,
        message: PersonalText | None,
        suggestion: dict[str, Any] | None,
        expires_at: str,
        go_between: UUID | None,
    ) -> None:
        self.proposer, self.receiver = proposer, receiver
        self.choices = choices
        self.expires_at = expires_at
        self.go_between = go_between
        self.project: UUID | None = None
        self.agreed: str | None = None  # of two that an incubator brings together, the side that said yes first
        self.state = "proposed"
        self.texts: dict[str, PersonalText] = {}
        self.removed: dict[str, str] = {}
        self.say("message", message)
        self.reminded = False
        self.offered_by: str | None = None
        self.times: list[Time] = []
        self.place: PersonalText | None = None
        self.meeting: dict[str, Any] | None = None
        self.sequence = 0
        self.said: dict[str, list[Any]] = {}

    def expired(self, now: datetime) -> bool:
        """Whether the time for an answer is over, recorded already or not."""
        return self.state == "proposed" and now >= datetime.fromisoformat(self.expires_at)

    def say(self, part: str, text: PersonalText | None) -> None:
        """How events keep what somebody wrote."""
        if text is not None:
            self.texts = {**self.texts, part: text}

    # -- the answer ---------------------------------------------------------------------------------------------

    def accept(self, by: Actor, now: datetime, side: str, message: PersonalText | None) -> None:
        """Say yes."""
        self._must_wait(now)
        if self.go_between is not None:
            agree(self, by, now, side, message)
        else:
            self.record(facts.IntroductionAccepted, by, now, message=message)

    def decline(self, by: Actor, now: datetime, side: str, reason: str, message: PersonalText | None) -> None:
        """Say no."""
        self._must_wait(now)
        self.record(facts.IntroductionDeclined, by, now, reason=reason, message=message, side=side)

    def withdraw(self, by: Actor, now: datetime) -> None:
        """Take the proposal back before it is answered."""
        if self.state != "proposed":
            raise Broken("not_waiting", state=self.state)
        self.record(facts.IntroductionWithdrawn, by, now)

    def remind(self, by: Actor, now: datetime) -> None:
        """Ask once more, once, after some days."""
        self._must_wait(now)
        if self.reminded:
            raise Broken("already_reminded")
        if now < self.created_on + REMIND_AFTER:
            raise Broken("too_early_to_remind", days=REMIND_AFTER.days)
        self.record(facts.IntroductionReminded, by, now)

    def expire(self, by: Actor, now: datetime) -> bool:
        """Record that nobody answered in time; False while there is time left or an answer."""
        if not self.expired(now):
            return False
        self.record(facts.IntroductionExpired, by, now)
        return True

    # -- the meeting --------------------------------------------------------------------------------------------

    def propose_times(self, by: Actor, now: datetime, side: str, times: list[Time], place: PersonalText | None) -> None:
        """Offer times, or other ones; a confirmed meeting stays until another is confirmed."""
        self._must_be("accepted", "met")
        self.record(facts.TimesProposed, by, now, side=side, times=times, place=place)

    def confirm_time(self, by: Actor, now: datetime, side: str, start: str) -> None:
        """Take one of the times that the other side offers."""
        self._must_be("accepted", "met")
        chosen = next((time for time in self.times if time["start"] == start), None)
        if chosen is None:
            raise Broken("time_not_offered")
        if side == self.offered_by:
            raise Broken("own_times")
        if datetime.fromisoformat(start) <= now:
            raise Broken("time_has_passed")
        self.record(facts.MeetingConfirmed, by, now, meeting=chosen, place=self.place, sequence=self.sequence + 1)

    def cancel_meeting(self, by: Actor, now: datetime, why: PersonalText | None) -> None:
        """The confirmed meeting will not take place then."""
        if self.meeting is None or self.state not in ("accepted", "met"):
            raise Broken("no_meeting")
        self.record(facts.MeetingCancelled, by, now, why=why, sequence=self.sequence + 1)

    # -- what came of it ----------------------------------------------------------------------------------------

    def mark_met(self, by: Actor, now: datetime, side: str, on: str) -> None:
        """They met."""
        self._must_be("accepted")
        self.record(facts.StartupsMet, by, now, on=on, side=side)

    def close(self, by: Actor, now: datetime, reason: str, note: PersonalText | None) -> None:
        """It led to nothing."""
        self._must_be("accepted", "met")
        self.record(facts.NothingCame, by, now, reason=reason, note=note)

    def _must_wait(self, now: datetime) -> None:
        if self.state == "expired" or self.expired(now):
            raise Broken("expired", at=self.expires_at)
        if self.state != "proposed":
            raise Broken("not_waiting", state=self.state)

    def _must_be(self, *states: str) -> None:
        if self.state not in states:
            raise Broken("not_in_state", state=self.state)
