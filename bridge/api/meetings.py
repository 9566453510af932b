"""Introductions as they are sent and told."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.words import Day, Exchanged, Key, Language, Moment, OneOf, Sent, Text, Told
from events import vocabulary


class Choices(Sent):
    """Four choices that each side reads in its own language."""

    want: Exchanged
    offer: Exchanged
    next_step: Annotated[str, OneOf(vocabulary.next_steps)]
    language: Language
    message: Annotated[Text | None, Field(description="At most 2000 characters.")] = None


class Proposal(Choices):
    """Who asks whom, and for what."""

    proposer: Annotated[Key, Field(description="Your startup.")]
    receiver: Annotated[Key, Field(description="The startup that you want to meet.")]


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
    go_between: Annotated[
        UUID | None, Field(description="The incubator that proposed it to both; then each side accepts by itself.")
    ]
    agreed: Annotated[str | None, Field(description="The side that has said yes, while the other one has not.")]
    proposer_said: Annotated[str | None, Field(description="Of the meeting: `met`, or a code of `meeting_answers`.")]
    receiver_said: Annotated[str | None, Field(description="The same of the other side.")]
    met_on: str | None
    nothing_reason: str | None
    nothing_note: str | None
    contacts: Annotated[list[Reachable], Field(description="The people of the other side.")]
    changed_at: Moment
    address: str
