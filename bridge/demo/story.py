"""Plays one introduction: proposal, answer, meeting, and what came of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from bridge.demo.content import Agreed, Answer, DemoIntroduction, Meeting, Milestone, Nothing, Texts
from bridge.demo.timeline import DEMO, Cast, Moment
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge


class Pair:
    """Two startups on their way from a proposal to an outcome."""

    def __init__(self, bridge: "Bridge", cast: Cast, row: DemoIntroduction) -> None:
        self.bridge, self.cast, self.row = bridge, cast, row
        self.id: UUID
        self.partnership: UUID

    def moments(self) -> Iterator[Moment]:
        """Everything that happens between the two."""
        row = self.row
        yield Moment(row.at, self._propose)
        if row.answer is not None:
            yield Moment(row.answer.at, partial(self._answer, row.answer))
        if row.meeting is not None:
            yield Moment(row.meeting.offered_at, partial(self._offer, row.meeting))
            if row.meeting.confirmed_at is not None:
                yield Moment(row.meeting.confirmed_at, partial(self._confirm, row.meeting))
            if row.meeting.met_at is not None:
                yield Moment(row.meeting.met_at, partial(self._met, row.meeting))
        if row.partnership is not None:
            yield from self._agreed(row.partnership)
        if row.nothing is not None:
            yield Moment(row.nothing.at, partial(self._close, row.nothing))

    @property
    def _proposer(self) -> Actor:
        return self.cast.founders[self.row.proposer]

    @property
    def _receiver(self) -> Actor:
        return self.cast.founders[self.row.receiver]

    def _propose(self) -> None:
        row, startups = self.row, self.cast.startups
        typed = {
            "want": row.want, "offer": row.offer, "next_step": row.next_step, "language": row.language,
            "message": _as_written(row.message),
        }  # fmt: skip
        proposed = self.bridge.introductions.propose(
            self._proposer, startups[row.proposer], startups[row.receiver], typed
        )
        self.id = proposed.id
        self.cast.introductions.append(proposed.id)

    def _answer(self, answer: Answer) -> None:
        introductions, message = self.bridge.introductions, _as_written(answer.message)
        if answer.kind == "accepted":
            introductions.accept(self._receiver, self.id, message)
        elif answer.kind == "declined":
            introductions.decline(self._receiver, self.id, answer.reason, message)
        elif answer.kind == "withdrawn":
            introductions.withdraw(self._proposer, self.id)
        else:
            introductions.expire(DEMO, self.id)

    def _offer(self, meeting: Meeting) -> None:
        offered = [{"wall": meeting.wall, "minutes": meeting.minutes, "format": meeting.format}]
        self.bridge.introductions.propose_times(self._proposer, self.id, offered, meeting.zone, meeting.place)

    def _confirm(self, meeting: Meeting) -> None:
        self.bridge.introductions.confirm_time(self._receiver, self.id, meeting.start.astimezone(UTC).isoformat())

    def _met(self, meeting: Meeting) -> None:
        self.bridge.introductions.mark_met(self._proposer, self.id, meeting.start.date().isoformat())

    def _close(self, nothing: Nothing) -> None:
        self.bridge.introductions.close(self._receiver, self.id, nothing.reason, _as_written(nothing.note))

    def _agreed(self, agreed: Agreed) -> Iterator[Moment]:
        yield Moment(agreed.recorded_at, partial(self._record, agreed))
        if agreed.confirmed_at is None:
            return
        yield Moment(agreed.confirmed_at, self._confirm_partnership)
        for milestone in agreed.milestones:
            noon = datetime.combine(milestone.on, time(12), UTC)
            at = max(noon, agreed.confirmed_at + timedelta(hours=1))
            yield Moment(at, partial(self._reach, milestone))

    def _record(self, agreed: Agreed) -> None:
        typed = {"kind": agreed.kind, "since": agreed.since.isoformat(), "summary": agreed.summary}
        self.partnership = self.bridge.partnerships.record(self._proposer, self.id, typed).id
        self.cast.partnerships.append(self.partnership)

    def _confirm_partnership(self) -> None:
        self.bridge.partnerships.answer(self._receiver, self.partnership, True)

    def _reach(self, milestone: Milestone) -> None:
        typed = {
            "kind": milestone.kind, "on": milestone.on.isoformat(), "note": milestone.note,
            "amount_usd": milestone.amount_usd,
        }  # fmt: skip
        self.bridge.partnerships.reach(self._proposer, self.partnership, typed)


def _as_written(texts: Texts) -> str | None:
    """A person writes one text, in one language."""
    return next(iter(texts.values()), None)
