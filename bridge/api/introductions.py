"""Introductions: proposing, answering, the meeting, what came of it."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.meetings import (
    Introduction,
    Message,
    No,
    NothingCame,
    On,
    Proposal,
    Reachable,
    Side,
    Start,
    Times,
    ToldTime,
    Why,
)
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Key, utc
from bridge.listings import INTRODUCTIONS
from bridge.readmodels.base import unpacked
from bridge.suggestions import Suggestions
from events.errors import Missing
from events.introductions.service import Introductions

GROUP = "introductions"
WRITE = "write:introductions"
HERE = "/introductions/{introduction}"


def _of_own(call: Call, query: Any) -> None:
    if query.startup is not None:
        seen = look(call, query.startup)
        if not seen.own or seen.row["slug"] != query.startup:
            raise Missing("startup", query.startup)


listed(
    "list_introductions", "/introductions", GROUP, INTRODUCTIONS, "List introductions",
    "Those of your startups, the last changed first; `startup` (a slug) asks for one's.",
    more={"startup": (Annotated[Key | None, Field(description="Of this one of your startups.")], None)},
    check=_of_own, also=(404,),
)  # fmt: skip


@operation("POST", "/introductions", GROUP, scope=WRITE, status=201, also=(404,),
           example={"proposer": "anor-clinic", "receiver": "shifo-labs", "want": "distribution", "offer": "talent",
                    "next_step": "call", "language": "ru"})  # fmt: skip
def propose_introduction(call: Call, body: Proposal) -> Answer[Introduction]:
    """Propose an introduction

    At most five proposals of a startup may be open; the other side has three weeks to answer.
    """
    mine, theirs = look(call, body.proposer), look(call, body.receiver)
    with call.reading() as reading:
        facts = Suggestions.facts(reading.connection, reading.views, call.actor, mine.id, theirs.id)
    typed = body.model_dump(exclude={"proposer", "receiver"})
    made = call.bridge.introductions.propose(call.actor, mine.id, theirs.id, typed, suggestion=facts)
    return Answer(shown(call, made.id), location=f"/api/v1/introductions/{made.id}")


@operation("GET", HERE, GROUP, tagged=True)
def read_introduction(call: Call, introduction: UUID) -> Introduction:
    """Read an introduction"""
    return shown(call, introduction)


@operation("POST", f"{HERE}/accept", GROUP, scope=WRITE, example={})
def accept_introduction(call: Call, introduction: UUID, body: Message) -> Introduction:
    """Say yes

    Contact details open for both sides; where an incubator introduces, once both have said yes.
    """
    return act(call, introduction, lambda all: all.accept(call.actor, introduction, body.message))


@operation("POST", f"{HERE}/decline", GROUP, scope=WRITE, example={"reason": "not_now"})
def decline_introduction(call: Call, introduction: UUID, body: No) -> Introduction:
    """Say no, with a reason"""
    return act(call, introduction, lambda all: all.decline(call.actor, introduction, body.reason, body.message))


@operation("POST", f"{HERE}/withdraw", GROUP, scope=WRITE)
def withdraw_introduction(call: Call, introduction: UUID) -> Introduction:
    """Take a proposal back"""
    return act(call, introduction, lambda all: all.withdraw(call.actor, introduction))


@operation("POST", f"{HERE}/remind", GROUP, scope=WRITE)
def remind_of_introduction(call: Call, introduction: UUID) -> Introduction:
    """Ask once more

    Once, after five days.
    """
    return act(call, introduction, lambda all: all.remind(call.actor, introduction))


@operation("POST", f"{HERE}/times", GROUP, scope=WRITE,
           example={"zone": "Asia/Karachi", "times": [{"wall": "2027-01-12T14:00", "format": "video"}]})  # fmt: skip
def offer_times(call: Call, introduction: UUID, body: Times) -> Introduction:
    """Offer times for the meeting, or other ones"""
    times = [time.model_dump() for time in body.times]
    return act(
        call, introduction, lambda all: all.propose_times(call.actor, introduction, times, body.zone, body.place)
    )


@operation("POST", f"{HERE}/confirm", GROUP, scope=WRITE, example={"start": "2027-01-12T09:00:00+00:00"})
def confirm_time(call: Call, introduction: UUID, body: Start) -> Introduction:
    """Take one of the times that the other side offers"""
    return act(call, introduction, lambda all: all.confirm_time(call.actor, introduction, body.start))


@operation("POST", f"{HERE}/cancel", GROUP, scope=WRITE, example={})
def cancel_meeting(call: Call, introduction: UUID, body: Why) -> Introduction:
    """Call the confirmed meeting off"""
    return act(call, introduction, lambda all: all.cancel_meeting(call.actor, introduction, body.why))


@operation("POST", f"{HERE}/met", GROUP, scope=WRITE, example={"on": "2026-11-20"})
def record_meeting(call: Call, introduction: UUID, body: On) -> Introduction:
    """Say that the two have met"""
    return act(call, introduction, lambda all: all.mark_met(call.actor, introduction, body.on))


@operation("POST", f"{HERE}/close", GROUP, scope=WRITE, example={"reason": "price"})
def close_introduction(call: Call, introduction: UUID, body: NothingCame) -> Introduction:
    """Say that nothing came of it, and why"""
    return act(call, introduction, lambda all: all.close(call.actor, introduction, body.reason, body.note))


def act(call: Call, introduction: UUID, command: Callable[[Introductions], object]) -> Introduction:
    """Run one side's command; for whoever is on no side there is no such introduction."""
    with call.reading() as reading:
        if seeing.introduction(reading, call.actor, introduction, call.bridge.clock()).side is None:
            raise Missing("introduction", introduction)
    command(call.bridge.introductions)
    return shown(call, introduction)


def shown(call: Call, introduction: UUID) -> Introduction:
    """An introduction as it stands now."""
    with call.reading() as reading:
        seen = seeing.introduction(reading, call.actor, introduction, call.bridge.clock())
        sealed = ("message", "answer", "times_place", "meeting_place", "nothing_note")
        texts = {name: reading.open(seen.row[name]) if seen.side else None for name in sealed}
    row, moments = seen.row, ("proposed_at", "expires_at", "answered_at", "reminded_at", "changed_at")
    plain = ("id", "version", "want", "offer", "next_step", "language", "decline_reason", "offered_by", "met_on",
             "nothing_reason", "proposer_said", "receiver_said", "go_between")  # fmt: skip
    told: dict[str, Any] = {name: row[name] for name in plain} | texts
    told |= {name: utc(row[name]) if row[name] else None for name in moments}
    return Introduction(
        **told,
        state=seen.state,
        side=seen.side,
        agreed=row["agreed_by"] if seen.state == "proposed" else None,
        proposer=_side(seen.startups["proposer"]),
        receiver=_side(seen.startups["receiver"]),
        times=[_time(one) for one in unpacked(row["times"])],
        meeting=_time(unpacked(row["meeting"])) if row["meeting"] else None,
        contacts=_contacts(call, seen),
        address=f"/introductions/{row['id']}",
    )


def _contacts(call: Call, seen: seeing.SeenIntroduction) -> list[Reachable]:
    if seen.side is None or not seen.said_yes:
        return []
    other = next(side for side in seen.startups if side != seen.side)
    found = [call.bridge.accounts.contact(founder) for founder in seen.founders[other]]
    return [
        Reachable(**{name: getattr(contact, name) for name in Reachable.model_fields})
        for contact in found
        if contact is not None
    ]


def _side(row: Any) -> Side:
    return Side(**{name: row[name] for name in Side.model_fields})


def _time(time: dict[str, Any]) -> ToldTime:
    return ToldTime(**{name: time[name] for name in ToldTime.model_fields})
