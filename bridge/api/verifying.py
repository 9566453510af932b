"""What incubators have seen of startups, and organisers of incubators, with their own eyes."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.incubators import look as incubator_of
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Moment, Sent, Text, Told, utc
from events.errors import Refused

GROUP = "verifications"
WRITE = "write:incubators"
EXAMPLE = {"note": "We have seen the certificate."}
OF_STARTUP, OF_INCUBATOR = "/startups/{startup}/verifications", "/incubators/{incubator}/verifications"
BY_INCUBATOR = "/incubators/{incubator}/roster/{startup}/verifications/{what}"


class Verification(Told):
    """Something that somebody has seen. That there is none says nothing."""

    what: str
    incubator: Annotated[UUID | None, Field(description="Which has seen it; null where organisers have.")]
    office: Annotated[str | None, Field(description="The country whose organisers have, `*` for all.")]
    note: Annotated[str | None, Field(description="What whoever saw it added.")]
    at: Moment
    valid_until: Moment


class Seen(Sent):
    """What you add to it; may be left out."""

    note: Annotated[Text, Field(description="At most 300 characters, for everybody who sees the badge.")] = ""


class Verifications(Told):
    """What holds now, the latest first."""

    items: list[Verification]


@operation("GET", OF_STARTUP, GROUP, public=True)
def list_verifications(call: Call, startup: str) -> Verifications:
    """Read what incubators have seen of a startup"""
    return _told(call, look(call, startup).id)


@operation("GET", OF_INCUBATOR, GROUP, public=True)
def list_incubator_verifications(call: Call, incubator: str) -> Verifications:
    """Read what organisers have seen of an incubator"""
    return _told(call, incubator_of(call, incubator).id)


@operation("PUT", BY_INCUBATOR, GROUP, scope=WRITE, example=EXAMPLE)
def verify_startup(call: Call, incubator: str, startup: str, what: str, body: Seen | None) -> None:
    """Say what your incubator has seen of a startup of its own

    It holds for two years. For the managers, and not of their own startups.
    """
    house, seen = _managed(call, incubator), look(call, startup)
    call.bridge.verifications.verify(call.actor, seen.id, house, what, body.note if body else None)


@operation("DELETE", BY_INCUBATOR, GROUP, scope=WRITE)
def withdraw_verification(call: Call, incubator: str, startup: str, what: str) -> None:
    """Take that back

    Even when the startup has left.
    """
    house = _managed(call, incubator)
    id = seeing.id_of(startup) or look(call, startup).id  # it may be hidden from its former incubator
    call.bridge.verifications.withdraw(call.actor, id, house, what)


@operation("PUT", f"{OF_INCUBATOR}/{{what}}", GROUP, scope=WRITE, example=EXAMPLE)
def verify_incubator(call: Call, incubator: str, what: str, body: Seen | None) -> None:
    """Say what you have seen of an incubator

    For the organisers of its country.
    """
    note = body.note if body else None
    call.bridge.verifications.verify_incubator(call.actor, _organised(call, incubator), what, note)


@operation("DELETE", f"{OF_INCUBATOR}/{{what}}", GROUP, scope=WRITE)
def withdraw_incubator_verification(call: Call, incubator: str, what: str) -> None:
    """Take that back"""
    call.bridge.verifications.withdraw_incubator(call.actor, _organised(call, incubator), what)


def _managed(call: Call, incubator: str) -> UUID:
    house = incubator_of(call, incubator)
    house.must(house.manages)
    return house.id


def _organised(call: Call, incubator: str) -> UUID:
    house = incubator_of(call, incubator)
    if not call.actor.organises(house.row["country"]):
        raise Refused("not_an_organiser")
    return house.id


def _told(call: Call, subject: UUID) -> Verifications:
    with call.reading() as reading:
        rows = reading.views.trust.badges(reading.connection, [subject], reading.now)
        houses = {row["verifier"] for row in rows if row["office"] is None}
        directory = reading.views.directory
        known = directory.incubators_by_ids(reading.connection, call.actor, houses) if houses else {}
        reading.fetch_keys(row["note"] for row in rows)
        notes = [reading.open(row["note"]) for row in rows]
    return Verifications(
        items=[
            Verification(
                what=row["what"], incubator=None if row["office"] else row["verifier"], office=row["office"],
                note=note, at=utc(row["at"]), valid_until=utc(row["valid_until"]),
            )
            for row, note in zip(rows, notes, strict=True)
            # An incubator that the reader may not know of is no witness for them.
            if row["office"] is not None or row["verifier"] in known
        ]
    )  # fmt: skip
