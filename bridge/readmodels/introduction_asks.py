"""What each step of an introduction asks of whom: the answer, times, whether they met."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from bridge.readmodels.base import unpacked
from bridge.readmodels.todo import Kind, Todo, of_startup
from events.introductions import events as facts
from events.introductions.aggregate import PROPOSER
from events.introductions.held import ASK_AGAIN, NOT_YET, MeetingNotHeld, ends
from events.store import Transaction

ANSWERS = (Kind.ANSWER_PROPOSAL, Kind.ANSWER_GO_BETWEEN)


class Standing(NamedTuple):
    """An introduction after the fact: whose it is, how it stands, the confirmed and the offered times."""

    proposer: UUID
    receiver: UUID
    state: str
    meeting: str | None
    times: str


class Asks:
    """Files and closes the items of one introduction at one fact."""

    def __init__(self, todo: Todo, tx: Transaction, fact: Any, row: Standing) -> None:
        self.todo, self.tx, self.fact, self.row = todo, tx, fact, row
        self.id: UUID = fact.originator_id
        self.sides = {PROPOSER: (row.proposer, row.receiver)}
        self.sides["receiver"] = (row.receiver, row.proposer)

    def accepted(self) -> None:
        """Both sides may propose times."""
        self.done(*ANSWERS)
        self.ask(Kind.PROPOSE_TIMES)

    def answered(self, side: str) -> None:
        """One of two that an incubator brings together has said yes; the other one is still asked."""
        mine, other = self.sides[side]
        self.todo.close(self.tx, Kind.ANSWER_GO_BETWEEN, of_startup(mine), self.id, other=other)

    def offered(self) -> None:
        """The other side chooses; when all offered times have passed, somebody has to propose others."""
        self.done(Kind.PROPOSE_TIMES, Kind.CHOOSE_TIME)
        over = self.last_offer()
        self.ask(Kind.CHOOSE_TIME, but=self.fact.side, closes_at=over)
        if self.row.state == "accepted" and not self.meets_later():
            self.ask(Kind.PROPOSE_TIMES, opens_at=over)

    def agreed(self) -> None:
        """When the time is over, both are asked whether they met."""
        self.done(Kind.PROPOSE_TIMES, Kind.CHOOSE_TIME, Kind.DID_YOU_MEET)
        if self.row.state == "accepted":
            self.ask(Kind.DID_YOU_MEET, opens_at=ends(self.fact.meeting))

    def cancelled(self) -> None:
        """Other times are needed, unless some are offered already."""
        self.done(Kind.PROPOSE_TIMES, Kind.DID_YOU_MEET)
        if self.row.state == "accepted":
            self.ask(Kind.PROPOSE_TIMES, opens_at=self.last_offer())

    def not_held(self, fact: MeetingNotHeld) -> None:
        """Its own question is answered; 'not yet' is asked again. The other side's question stays."""
        mine, other = self.sides[fact.side]
        self.todo.close(self.tx, Kind.DID_YOU_MEET, of_startup(mine), self.id, other=other)
        if self.row.state != "accepted":
            return
        self.ask(Kind.PROPOSE_TIMES, only=fact.side, opens_at=self.last_offer())
        if fact.answer == NOT_YET:
            self.ask(Kind.DID_YOU_MEET, only=fact.side, opens_at=fact.timestamp + ASK_AGAIN)

    def over(self) -> None:
        """Nothing is asked any more."""
        self.done(*ANSWERS, Kind.PROPOSE_TIMES, Kind.CHOOSE_TIME, Kind.DID_YOU_MEET)

    def done(self, *kinds: Kind) -> None:
        """These are answered, for both sides."""
        self.todo.close_all(self.tx, self.id, *kinds)

    def ask(
        self,
        kind: Kind,
        *,
        only: str = "",
        but: str = "",
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
    ) -> None:
        """Ask both sides, `only` one, or all `but` one."""
        for side, (mine, other) in self.sides.items():
            if side != but and (not only or side == only):
                self.todo.file(
                    self.tx, self.fact, kind, of_startup(mine), self.id,
                    other=other, opens_at=opens_at, closes_at=closes_at,
                )  # fmt: skip

    def last_offer(self) -> datetime | None:
        """When the last of the offered times begins; None where none is offered or all have passed."""
        starts = [datetime.fromisoformat(time["start"]) for time in unpacked(self.row.times)]
        last = max(starts, default=None)
        return last if last is not None and last > self.fact.timestamp else None

    def meets_later(self) -> bool:
        """Whether a confirmed meeting is still to come."""
        return self.row.meeting is not None and ends(unpacked(self.row.meeting)) > self.fact.timestamp


def proposed(todo: Todo, tx: Transaction, fact: facts.IntroductionProposed) -> None:
    """The other startup is asked, until the proposal expires; both are where an incubator brings them together."""
    ends_at = datetime.fromisoformat(fact.expires_at)
    if fact.go_between is not None:
        for mine, other in ((fact.proposer, fact.receiver), (fact.receiver, fact.proposer)):
            todo.file(
                tx, fact, Kind.ANSWER_GO_BETWEEN, of_startup(mine), fact.originator_id, other=other, closes_at=ends_at
            )  # fmt: skip
        return
    owner = of_startup(fact.receiver)
    todo.file(
        tx, fact, Kind.ANSWER_PROPOSAL, owner, fact.originator_id, other=fact.proposer, closes_at=ends_at
    )  # fmt: skip
