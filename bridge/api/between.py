"""A manager introduces two startups to each other; each of them accepts or declines by itself."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.incubators import look as incubator_of
from bridge.api.meetings import Choices
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Key, Moment, Told, utc
from bridge.suggestions import Suggestions
from events.errors import Missing

GROUP = "introductions"
WRITE = "write:incubators"
ALL = "/incubators/{incubator}/introductions"


class Pair(Choices):
    """Two startups of different countries, one of your incubator at least; what `one` seeks and offers."""

    one: Key
    other: Key


class Brought(Told):
    """What was proposed to both."""

    id: UUID
    proposer: UUID
    receiver: UUID
    state: str
    proposed_at: Moment
    expires_at: Annotated[Moment, Field(description="Until then both have to say yes.")]


@operation("POST", ALL, GROUP, scope=WRITE, status=201,
           example={"one": "anor-clinic", "other": "shifo-labs", "want": "distribution", "offer": "talent",
                    "next_step": "call", "language": "ru"})  # fmt: skip
def introduce_startups(call: Call, incubator: str, body: Pair) -> Answer[Brought]:
    """Introduce two startups to each other

    For the managers. Each side answers with the accept or the decline of introductions; contacts open when both have
    said yes. How it stands, the list of the incubator's introductions tells.
    """
    house = incubator_of(call, incubator)
    house.must(house.manages)
    one, other = look(call, body.one), look(call, body.other)
    with call.reading() as reading:
        facts = Suggestions.facts(reading.connection, reading.views, call.actor, one.id, other.id)
    typed = body.model_dump(exclude={"one", "other"})
    made = call.bridge.between.introduce(call.actor, house.id, one.id, other.id, typed, suggestion=facts)
    with call.reading() as reading:
        row = reading.views.introductions.one(reading.connection, made.id)
    if row is None:
        raise Missing("introduction", made.id)
    told = Brought(
        **{name: row[name] for name in ("id", "proposer", "receiver", "state")},
        proposed_at=utc(row["proposed_at"]), expires_at=utc(row["expires_at"]),
    )  # fmt: skip
    return Answer(told, location=f"/api/v1/introductions/{made.id}")


@operation("POST", f"{ALL}/{{introduction}}/withdraw", GROUP, scope=WRITE)
def withdraw_brought(call: Call, incubator: str, introduction: UUID) -> None:
    """Take an introduction of your incubator back"""
    _must_be_ours(call, incubator, introduction)
    call.bridge.between.withdraw(call.actor, introduction)


@operation("POST", f"{ALL}/{{introduction}}/remind", GROUP, scope=WRITE)
def remind_of_brought(call: Call, incubator: str, introduction: UUID) -> None:
    """Ask once more whoever has not answered"""
    _must_be_ours(call, incubator, introduction)
    call.bridge.between.remind(call.actor, introduction)


def _must_be_ours(call: Call, incubator: str, introduction: UUID) -> None:
    house = incubator_of(call, incubator)
    house.must(house.manages)
    with call.reading() as reading:
        row = reading.views.introductions.one(reading.connection, introduction)
    if row is None or row["go_between"] != house.id:
        raise Missing("introduction", introduction)
