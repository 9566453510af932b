"""Startups and incubators: asking, inviting, answering, leaving, finishing."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.incubators import look as incubator_of
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Day, Key, Moment, Sent, Text, Told, utc
from events.errors import Missing

GROUP = "admissions"
STARTUP, INCUBATOR = "write:startups", "write:incubators"


class Ask(Sent):
    """Which incubator to ask."""

    incubator: Key
    message: Annotated[Text | None, Field(description="At most 1000 characters, for its managers.")] = None


class Yes(Sent):
    """Yes or no."""

    yes: bool


class Reasoned(Yes):
    """Yes or no, and why not."""

    why: Annotated[Text | None, Field(description="At most 1000 characters, for the founders.")] = None


class End(Sent):
    """`withdrawn` takes a request or an invitation back, `left` ends a stay."""

    how: Literal["withdrawn", "left"]


class Graduation(Sent):
    """The last day of the programme."""

    on: Day


class Admission(Told):
    """How a startup stands with an incubator; texts only for its founders."""

    incubator: UUID
    state: str
    message: str | None
    why: str | None
    admitted_at: str | None
    graduated_on: str | None
    changed_at: Moment


class Admissions(Told):
    """All of them, the last change first."""

    items: list[Admission]


@operation("GET", "/startups/{startup}/admissions", GROUP)
def list_admissions(call: Call, startup: str) -> Admissions:
    """Read how a startup stands with incubators

    For its founders.
    """
    seen = look(call, startup)
    seen.must(seen.own)
    with call.reading() as reading:
        rows = [
            Admission(
                incubator=row["incubator"], state=row["state"], message=reading.open(row["message"]),
                why=reading.open(row["why"]), admitted_at=row["admitted_at"], graduated_on=row["graduated_on"],
                changed_at=utc(row["changed_at"]),
            )
            for row in seen.admissions
        ]  # fmt: skip
    return Admissions(items=rows)


@operation("POST", "/startups/{startup}/admissions", GROUP, scope=STARTUP, example={"incubator": "nic-peshawar"})
def ask_admission(call: Call, startup: str, body: Ask) -> Admissions:
    """Ask an incubator to take a startup in

    An invitation that waits is accepted by that.
    """
    seen, house = look(call, startup), incubator_of(call, body.incubator)
    call.bridge.startups.ask_admission(call.actor, seen.id, house.id, body.message)
    return list_admissions(call, startup)


@operation("POST", "/startups/{startup}/admissions/{incubator}/answer", GROUP, scope=STARTUP, example={"yes": True})
def answer_offer(call: Call, startup: str, incubator: str, body: Yes) -> Admissions:
    """Answer an incubator's invitation"""
    seen, house = look(call, startup), incubator_of(call, incubator)
    call.bridge.startups.answer_offer(call.actor, seen.id, house.id, body.yes)
    return list_admissions(call, startup)


@operation("POST", "/startups/{startup}/admissions/{incubator}/end", GROUP, scope=STARTUP, example={"how": "withdrawn"})
def end_admission(call: Call, startup: str, incubator: str, body: End) -> None:
    """Withdraw a request, or leave an incubator"""
    seen, house = look(call, startup), incubator_of(call, incubator)
    seen.must(seen.own)
    call.bridge.startups.end_admission(call.actor, seen.id, house.id, body.how)


@operation("POST", "/incubators/{incubator}/roster/{startup}/offer", GROUP, scope=INCUBATOR)
def offer_admission(call: Call, incubator: str, startup: str) -> None:
    """Invite a startup into an incubator

    An unclaimed one belongs at once, and so does one that has asked.
    """
    house, seen = incubator_of(call, incubator), look(call, startup)
    call.bridge.startups.offer_admission(call.actor, seen.id, house.id)


@operation("POST", "/incubators/{incubator}/roster/{startup}/answer", GROUP, scope=INCUBATOR, example={"yes": True})
def answer_request(call: Call, incubator: str, startup: str, body: Reasoned) -> None:
    """Answer a startup that asks"""
    house, seen = incubator_of(call, incubator), member(call, incubator, startup)
    call.bridge.startups.answer_request(call.actor, seen, house.id, body.yes, None if body.yes else body.why)


@operation("POST", "/incubators/{incubator}/roster/{startup}/graduate", GROUP, scope=INCUBATOR,
           example={"on": "2026-03-01"})  # fmt: skip
def graduate_startup(call: Call, incubator: str, startup: str, body: Graduation) -> None:
    """Record that a startup has finished the programme"""
    house, seen = incubator_of(call, incubator), member(call, incubator, startup)
    call.bridge.startups.graduate(call.actor, seen, house.id, body.on)


@operation("POST", "/incubators/{incubator}/roster/{startup}/end", GROUP, scope=INCUBATOR, example={"how": "left"})
def end_stay(call: Call, incubator: str, startup: str, body: End) -> None:
    """Take an invitation back, or end a stay"""
    house, seen = incubator_of(call, incubator), member(call, incubator, startup)
    call.bridge.startups.end_admission(call.actor, seen, house.id, body.how)


def member(call: Call, incubator: str, startup: str) -> UUID:
    """A startup in the roster, for the managers of the incubator. Raises `Refused` or `Missing`."""
    house = incubator_of(call, incubator)
    house.must(house.manages)
    seen = look(call, startup)
    if not any(row["incubator"] == house.id for row in seen.admissions):
        raise Missing("startup", startup)
    return seen.id
