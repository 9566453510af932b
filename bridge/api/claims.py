"""'This is our startup': asking for an unclaimed profile, and deciding about those who ask."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Key, Moment, Sent, Text, Told, utc
from events.errors import Missing

GROUP = "people"
WRITE = "write:startups"


class Claim(Sent):
    """Why the profile is yours."""

    message: Annotated[Text, Field(description="10 to 1000 characters, for those who decide.")]
    own: Annotated[Key | None, Field(description="A startup of yours of which the profile is a duplicate.")] = None


class Asked(Told):
    """The request, by its id."""

    id: UUID


class Decision(Sent):
    """Yes or no, and why not."""

    yes: bool
    why: Annotated[Text | None, Field(description="5 to 1000 characters; needed for a no.")] = None


class Request(Told):
    """Somebody who asks for a profile."""

    id: UUID
    name: Annotated[str | None, Field(description="null for a former member")]
    message: str | None
    own: Annotated[UUID | None, Field(description="A startup of theirs of which the profile is a duplicate.")]
    at: Moment


class Requests(Told):
    """Those that wait, the oldest first."""

    items: list[Request]


@operation("GET", "/startups/{startup}/claims", GROUP)
def list_claims(call: Call, startup: str) -> Requests:
    """List who asks for an unclaimed profile

    For the managers of its incubator and the organisers of its country.
    """
    seen = look(call, startup)
    seen.must(seen.keeps)
    with call.reading() as reading:
        rows = reading.views.claims.waiting(reading.connection, seen.id)
        reading.fetch_keys(row["message"] for row in rows)
        texts = {row["request"]: reading.open(row["message"]) for row in rows}
    names = call.bridge.accounts.names({row["account"] for row in rows})
    return Requests(
        items=[
            Request(
                id=row["request"], name=names.get(row["account"]), message=texts[row["request"]], own=row["own"],
                at=utc(row["at"]),
            )
            for row in rows
        ]
    )  # fmt: skip


@operation("POST", "/startups/{startup}/claims", GROUP, scope=WRITE, status=201,
           example={"message": "We are its founders; our site names us."})  # fmt: skip
def ask_for_profile(call: Call, startup: str, body: Claim) -> Asked:
    """Ask for an unclaimed profile

    Those who look after it decide; you get a letter.
    """
    seen = look(call, startup)
    own = look(call, body.own).id if body.own is not None else None
    return Asked(id=call.bridge.claiming.ask(call.actor, seen.id, body.message, own=own))


@operation("DELETE", "/startups/{startup}/claims/{claim}", GROUP, scope=WRITE)
def withdraw_claim(call: Call, startup: str, claim: UUID) -> None:
    """Take your own request back"""
    seen = look(call, startup)
    with call.reading() as reading:
        mine = reading.views.claims.of_person(reading.connection, call.account, seen.id)
    if mine is None or mine["request"] != claim:
        raise Missing("claim", claim)
    call.bridge.claiming.withdraw(call.actor, seen.id, claim)


@operation("POST", "/startups/{startup}/claims/{claim}/answer", GROUP, scope=WRITE, example={"yes": True})
def answer_claim(call: Call, startup: str, claim: UUID, body: Decision) -> None:
    """Answer somebody who asks for a profile

    For the managers of its incubator and the organisers of its country.
    """
    seen = look(call, startup)
    seen.must(seen.keeps)
    with call.reading() as reading:
        row = reading.views.claims.one(reading.connection, claim)
    if row is None or row["startup"] != seen.id:
        raise Missing("claim", claim)
    if body.yes:
        call.bridge.claiming.approve(call.actor, seen.id, claim)
    else:
        call.bridge.claiming.refuse(call.actor, seen.id, claim, body.why)
