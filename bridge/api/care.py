"""Unclaimed profiles in somebody's care: merging a duplicate, handing one over; and asking founders for news."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.admissions import Reasoned, member
from bridge.api.calling import Call
from bridge.api.incubators import look as incubator_of
from bridge.api.operation import operation
from bridge.api.profiles import Startup
from bridge.api.startups import look, shown
from bridge.api.words import Key, Sent, Text, Told

GROUP = "care"
STARTUP, INCUBATOR = "write:startups", "write:incubators"


class Reason(Sent):
    """Why; organisers have to say it."""

    why: Annotated[Text | None, Field(description="At most 1000 characters.")] = None


class HandOver(Reason):
    """To which incubator."""

    incubator: Key


class Outlook(Told):
    """What a merge would do."""

    into: UUID
    fields: Annotated[list[str], Field(description="Which fields of the one that stays would be filled.")]
    incubators: Annotated[list[UUID], Field(description="Incubators that it would belong to besides its own.")]
    rows: Annotated[int, Field(description="How many rows of lists would lead to it.")]


@operation("GET", "/startups/{startup}/merge/{other}", GROUP, also=(409,))
def preview_merge(call: Call, startup: str, other: str) -> Outlook:
    """Look at what a merge would do

    `startup` is the unclaimed duplicate, `other` the profile that stays. Answers what the merge itself would refuse.
    """
    seen, into = look(call, startup), look(call, other)
    seen.must(seen.keeps)
    moves = call.bridge.merging.preview(call.actor, seen.id, into.id)
    with call.reading() as reading:
        ids = list(moves.admissions)
        known = reading.views.directory.incubators_by_ids(reading.connection, call.actor, ids) if ids else {}
    return Outlook(
        into=into.id, fields=sorted(moves.filled), incubators=[id for id in ids if id in known],
        rows=len(moves.sources),
    )  # fmt: skip


@operation("POST", "/startups/{startup}/merge/{other}", GROUP, scope=STARTUP, example={"why": "The same startup"})
def merge_startup(call: Call, startup: str, other: str, body: Reason) -> Startup:
    """Let an unclaimed duplicate go into another profile

    Its address leads to the other one from then on. For the managers of an incubator that has both, and the organisers
    of their country.
    """
    seen, into = look(call, startup), look(call, other)
    seen.must(seen.keeps)
    stays = call.bridge.merging.merge(call.actor, seen.id, into.id, body.why)
    return shown(call, str(stays.id))


@operation("POST", "/startups/{startup}/hand-over", GROUP, scope=STARTUP, example={"incubator": "nic-peshawar"})
def hand_over_startup(call: Call, startup: str, body: HandOver) -> None:
    """Offer an unclaimed profile to another incubator

    It moves when a manager of that one takes it.
    """
    seen, house = look(call, startup), incubator_of(call, body.incubator)
    seen.must(seen.keeps)
    call.bridge.keeping.hand_over(call.actor, seen.id, house.id, body.why)


@operation("DELETE", "/startups/{startup}/hand-over", GROUP, scope=STARTUP)
def keep_startup(call: Call, startup: str) -> None:
    """Take the offer of an unclaimed profile back"""
    call.bridge.keeping.withdraw_handover(call.actor, look(call, startup).id)


@operation("POST", "/incubators/{incubator}/roster/{startup}/take-over", GROUP, scope=INCUBATOR, example={"yes": True})
def answer_handover(call: Call, incubator: str, startup: str, body: Reasoned) -> None:
    """Take an unclaimed profile that is offered, or do not"""
    house, seen = incubator_of(call, incubator), member(call, incubator, startup)
    why = None if body.yes else body.why
    call.bridge.keeping.answer_handover(call.actor, seen, house.id, body.yes, why)


@operation("POST", "/incubators/{incubator}/roster/{startup}/ask-update", GROUP, scope=INCUBATOR)
def ask_update(call: Call, incubator: str, startup: str) -> None:
    """Ask the founders to look through their profile

    Once in a fortnight, in their list of what waits and by mail.
    """
    house, seen = incubator_of(call, incubator), member(call, incubator, startup)
    call.bridge.keeping.ask_update(call.actor, seen, house.id)
