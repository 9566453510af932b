"""Introductions: proposing, answering, the meeting, what came of it."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Day, Exchanged, Key, Language, Moment, OneOf, Sent, Text, Told, utc
from bridge.listings import INTRODUCTIONS
from bridge.readmodels.base import unpacked
from bridge.suggestions import Suggestions
from events import vocabulary
from events.errors import Missing
from events.introductions.service import Introductions

GROUP = "introductions"
WRITE = "write:introductions"
HERE = "/introductions/{introduction}"


class Proposal(Sent):
    """Who asks whom, and four choices that each side reads in its own language."""

    proposer: Annotated[Key, Field(description="Your startup.")]
    receiver: Annotated[Key, Field(description="The startup that you want to meet.")]
    want: Exchanged
    offer: Exchanged
    next_step: Annotated[str, OneOf(vocabulary.next_steps)]
    language: Language
    message: Annotated[Text | None, Field(description="At most 2000 characters.")] = None


class Message(Sent):
    """What to say with it."""

    message: Annotated[Text | None, Field(description="At most 2000 characters.")] = None


class No(Sent):
    """Why not."""

    reason: Annotated[str, OneOf(vocabulary.decline_reasons)]
    message: Annotated[Text | None, Field(description="At most 1000 characters.")] = None


class OfferedTime(Sent):
    """A time on the clock of the zone."""

    wall: Annotated[Text, Field(description="As the clock shows it: 2026-12-01T14:00.")]
    minutes: Annotated[int, Field(description="15 to 480.")] = 30
    format: Annotated[str, OneOf(vocabulary.meeting_formats)]


class Times(Sent):
    """One to six times, and where."""

    zone: Annotated[Text, Field(description="An IANA name, such as Asia/Karachi.")]
    times: list[OfferedTime]
    place: Annotated[Text | None, Field(description="A place or a video link.")] = None


class Start(Sent):
    """Which of the offered times."""

    start: Annotated[Text, Field(description="The `start` of an offered time, as it was told.")]


class Why(Sent):
    """Why."""

    why: Annotated[Text | None, Field(description="At most 1000 characters, for both sides.")] = None


class On(Sent):
    """On which day."""

    on: Day


class NothingCame(Sent):
    """Why it led to nothing."""

    reason: Annotated[str, OneOf(vocabulary.nothing_reasons)]
    note: Annotated[Text | None, Field(description="At most 1000 characters, for both sides.")] = None


class Side(Told):
    """One of the two startups."""

    id: UUID
    slug: str
    name: str
    country: str


class ToldTime(Told):
    """An offered or confirmed time: the instant `start` binds."""

    start: str
    wall: str
    zone: str
    minutes: int
    format: str


class Reachable(Told):
    """A person of the other side, once both have said yes."""

    name: str
    email: str
    phone: str | None
    whatsapp: str | None
    telegram: str | None


class Introduction(Told):
    """An introduction. Texts, places and contacts are for its two sides only; organisers read the outline."""

    id: UUID
    version: int
    state: str
    side: Annotated[str | None, Field(description="`proposer` or `receiver`: which of the two you act for.")]
    proposer: Side
    receiver: Side
    want: str
    offer: str
    next_step: str
    language: str
    message: str | None
    answer: str | None
    decline_reason: str | None
    proposed_at: Moment
    expires_at: Moment
    answered_at: Moment | None
    reminded_at: Moment | None
    offered_by: str | None
    times: list[ToldTime]
    times_place: str | None
    meeting: ToldTime | None
    meeting_place: str | None
    proposer_said: Annotated[str | None, Field(description="Of the meeting: `met`, or a code of `meeting_answers`.")]
    receiver_said: Annotated[str | None, Field(description="The same of the other side.")]
    met_on: str | None
    nothing_reason: str | None
    nothing_note: str | None
    contacts: Annotated[list[Reachable], Field(description="The people of the other side.")]
    changed_at: Moment
    address: str


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

    Contact details open for both sides.
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
             "nothing_reason", "proposer_said", "receiver_said")  # fmt: skip
    told: dict[str, Any] = {name: row[name] for name in plain} | texts
    told |= {name: utc(row[name]) if row[name] else None for name in moments}
    return Introduction(
        **told,
        state=seen.state,
        side=seen.side,
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
