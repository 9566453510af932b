"""What people can do on the way from a suggestion to a meeting."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken, Refused, Taken
from events.introductions import choices as choose
from events.introductions import held
from events.introductions.aggregate import ANSWER_WITHIN, PROPOSER, RECEIVER, Introduction
from events.introductions.guards import Doors, MayPropose
from events.introductions.origin import begin_from
from events.log import Log
from events.service import Service
from events.startups.aggregate import Startup
from events.startups.standing import SUSPENDED
from events.store import Keys

PAIR = "open_introduction"


def pair(one: UUID, other: UUID) -> str:
    """The claim's value for two startups, whichever asks."""
    return ":".join(sorted((one.hex, other.hex)))


class Introductions(Service):
    """Commands on introductions. One may be open for two startups, and each has a limit of open proposals."""

    def __init__(self, log: Log, keys: Keys, doors: Doors) -> None:
        super().__init__(log, keys)
        self.doors = doors

    def propose(
        self,
        by: Actor,
        proposer: UUID,
        receiver: UUID,
        typed: Mapping[str, Any],
        *,
        suggestion: dict[str, Any] | None = None,
        project: UUID | None = None,
    ) -> Introduction:
        """Ask another startup to meet; `suggestion` is what the engine said of the pair, `project` where it began."""
        mine = self.log.get(Startup, proposer)
        mine.must_be_founder(by)
        theirs = self.log.get(Startup, receiver)
        if by.account in theirs.founders:
            raise Broken("own_startup")
        now = self.log.clock()
        chosen = choose.checked(typed)
        message = self.personal(by, "message", typed.get("message"), most=2000)
        introduction = Introduction.begin(
            by, now, proposer=proposer, receiver=receiver, choices=chosen,
            message=message, suggestion=suggestion, expires_at=(now + ANSWER_WITHIN).isoformat(),
            go_between=None,
        )  # fmt: skip
        if project is not None:
            begin_from(self.log, introduction, by, now, project)
        try:
            self.log.save(
                introduction,
                claim=[(PAIR, pair(proposer, receiver), introduction.id)],
                guards=[MayPropose(self.doors, proposer, receiver, now)],
            )
        except Taken as taken:
            raise Broken("already_introduced") from taken
        return introduction

    # -- the answer ---------------------------------------------------------------------------------------------

    def accept(self, by: Actor, introduction: UUID, message: object = None) -> Introduction:
        """Say yes; contact details open for both."""
        text = self.personal(by, "message", message, most=2000)
        return self._act(by, introduction, RECEIVER, lambda found, now, side: found.accept(by, now, side, text))

    def decline(self, by: Actor, introduction: UUID, reason: object, message: object = None) -> Introduction:
        """Say no, with a reason that the other side reads in their language."""
        code = self._code("reason", reason, vocabulary.decline_reasons)
        text = self.personal(by, "message", message, most=1000)

        def act(found: Introduction, now: datetime, side: str) -> None:
            found.decline(by, now, side, code, text)

        return self._act(by, introduction, RECEIVER, act, True)

    def withdraw(self, by: Actor, introduction: UUID) -> Introduction:
        """Take a proposal back."""
        return self._act(by, introduction, PROPOSER, lambda found, now, side: found.withdraw(by, now), True)

    def remind(self, by: Actor, introduction: UUID) -> Introduction:
        """Ask once more."""
        return self._act(by, introduction, PROPOSER, lambda found, now, side: found.remind(by, now))

    def expire(self, by: Actor, introduction: UUID) -> bool:
        """The timer's command: record that nobody answered in time."""
        if by.system is None:
            raise Refused("system_only")
        found = self.log.get(Introduction, introduction)
        if not found.expire(by, self.log.clock()):
            return False
        self.log.save(found, release=[(PAIR, pair(found.proposer, found.receiver))])
        return True

    # -- the meeting --------------------------------------------------------------------------------------------

    def propose_times(
        self, by: Actor, introduction: UUID, typed: Sequence[Mapping[str, Any]], zone: str, place: object = None
    ) -> Introduction:
        """Offer times for the meeting, in the clock of `zone` (an IANA name), with a place or a video link."""
        where = self.personal(by, "place", place, most=500)

        def act(found: Introduction, now: datetime, side: str) -> None:
            found.propose_times(by, now, side, choose.checked_times(typed, zone, now), where)

        return self._act(by, introduction, None, act)

    def confirm_time(self, by: Actor, introduction: UUID, start: str) -> Introduction:
        """Take one of the offered times: `start` as it was offered, in UTC."""
        return self._act(by, introduction, None, lambda found, now, side: found.confirm_time(by, now, side, start))

    def cancel_meeting(self, by: Actor, introduction: UUID, why: object = None) -> Introduction:
        """Call a confirmed meeting off; new times can be offered."""
        reason = self.personal(by, "why", why, most=1000)
        return self._act(by, introduction, None, lambda found, now, side: found.cancel_meeting(by, now, reason))

    # -- what came of it ----------------------------------------------------------------------------------------

    def mark_met(self, by: Actor, introduction: UUID, on: object) -> Introduction:
        """Either side says that they met, and on which day."""
        check = Checker()
        day = check.day("on", on, today=self.log.clock().date())
        check.done()
        return self._act(by, introduction, None, lambda found, now, side: found.mark_met(by, now, side, day))

    def say_not_held(self, by: Actor, introduction: UUID, answer: object) -> Introduction:
        """Either side says that the meeting did not take place: not yet, or who did not come."""
        code = self._code("answer", answer, vocabulary.meeting_answers)

        def act(found: Introduction, now: datetime, side: str) -> None:
            held.say_not_held(found, by, now, side, code)

        return self._act(by, introduction, None, act)

    def close(self, by: Actor, introduction: UUID, reason: object, note: object = None) -> Introduction:
        """Nothing came of it, and why."""
        code = self._code("reason", reason, vocabulary.nothing_reasons)
        text = self.personal(by, "note", note, most=1000)
        return self._act(by, introduction, None, lambda found, now, side: found.close(by, now, code, text), True)

    # -- inside -------------------------------------------------------------------------------------------------

    def sides(self, by: Actor, introduction: Introduction) -> list[str]:
        """The sides that a person acts for: none for outsiders."""
        sides = {PROPOSER: introduction.proposer, RECEIVER: introduction.receiver}
        return [
            side for side, startup in sides.items() if by.acts_for(startup, self.log.get(Startup, startup).founders)
        ]

    def _act(
        self,
        by: Actor,
        introduction: UUID,
        wanted: str | None,
        act: Callable[[Introduction, datetime, str], None],
        over: bool = False,
    ) -> Introduction:
        """Run one side's command; `over` gives the pair's claim back."""
        found = self.log.get(Introduction, introduction)
        sides = self.sides(by, found) if by.account is not None else []
        if found.go_between is not None and sides:  # both answer; their go-between takes it back and reminds
            answers = next((side for side in sides if side != found.agreed), sides[0])
            wanted = {RECEIVER: answers, PROPOSER: "the go-between's"}.get(wanted or "")
        if not sides or (wanted is not None and wanted not in sides):
            raise Refused("not_your_side" if sides else "not_a_founder")
        self._must_not_rest(found)
        act(found, self.log.clock(), wanted or sides[0])
        self.log.save(found, release=[(PAIR, pair(found.proposer, found.receiver))] if over else ())
        return found

    def _must_not_rest(self, introduction: Introduction) -> None:
        """Raise `Broken` while a side is suspended; why, is not the other one's to know."""
        for startup in (introduction.proposer, introduction.receiver):
            if self.log.get(Startup, startup).standing == SUSPENDED:
                raise Broken("introduction_paused")

    @staticmethod
    def _code(field: str, value: object, terms: vocabulary.Terms) -> str:
        check = Checker()
        code = check.choice(field, value, terms)
        check.done()
        return code
