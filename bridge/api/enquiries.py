"""Asking an incubator to be the go-between to an unclaimed startup, and answering."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.incubators import look as incubator_of
from bridge.api.lists import listed
from bridge.api.meetings import Choices
from bridge.api.operation import operation
from bridge.api.startups import look
from bridge.api.words import Key, Moment, OneOf, Sent, Text, Told, utc
from bridge.composition import Reading
from bridge.listings.enquiries import ENQUIRIES, ENQUIRIES_OF_INCUBATOR
from events.enquiries.aggregate import ANSWERS
from events.errors import Missing

GROUP = "enquiries"
HERE = "/enquiries/{enquiry}"


class Question(Choices):
    """Who asks whom; the message says what for, in 10 characters at least."""

    startup: Annotated[Key, Field(description="Your startup.")]
    incubator: Annotated[Key, Field(description="An incubator of the unclaimed one.")]


class What(Sent):
    """What was done."""

    answer: Annotated[str, OneOf(ANSWERS)]
    message: Annotated[Text | None, Field(description="At most 1000 characters; needed for `not_possible`.")] = None


class Enquiry(Told):
    """A question. What was written is told where it is read, not in lists."""

    id: UUID
    startup: Annotated[UUID, Field(description="Who asks.")]
    about: Annotated[UUID, Field(description="The unclaimed startup.")]
    incubator: UUID
    state: Annotated[str, Field(description="`asked`, `answered` or `withdrawn`.")]
    want: str
    offer: str
    next_step: str
    language: str
    answer: str | None
    asked_at: Moment
    answered_at: Moment | None
    address: str


class WholeEnquiry(Enquiry):
    """With what was written."""

    message: str | None
    answer_text: str | None


@operation("POST", "/startups/{startup}/enquiries", GROUP, scope="write:introductions", status=201,
           example={"startup": "anor-clinic", "incubator": "it-park-uzbekistan", "want": "distribution",
                    "offer": "talent", "next_step": "call", "language": "ru",
                    "message": "Could you ask them whether they would talk to us?"})  # fmt: skip
def ask_incubator(call: Call, startup: str, body: Question) -> Answer[WholeEnquiry]:
    """Ask an incubator about an unclaimed startup

    For the founders of a startup in another country, where nobody can be proposed to yet.
    """
    about, mine, house = look(call, startup), look(call, body.startup), incubator_of(call, body.incubator)
    typed = body.model_dump(exclude={"startup", "incubator"})
    made = call.bridge.enquiries.ask(call.actor, mine.id, about.id, house.id, typed)
    return Answer(read_enquiry(call, made.id), location=f"/api/v1/enquiries/{made.id}")


listed(
    "list_enquiries", "/enquiries", GROUP, ENQUIRIES, "List the questions of your startups",
    "What waits first, then the last ones. What was written is told where one is read.",
)  # fmt: skip
listed(
    "list_incubator_enquiries", "/incubators/{incubator}/enquiries", GROUP, ENQUIRIES_OF_INCUBATOR,
    "List what an incubator was asked", "What waits first; for its managers.",
    owner=lambda call, key: incubator_of(call, key).id,
)  # fmt: skip


@operation("GET", HERE, GROUP)
def read_enquiry(call: Call, enquiry: UUID) -> WholeEnquiry:
    """Read a question

    For those who asked and those who are asked.
    """
    with call.reading() as reading:
        row = _look(call, reading, enquiry)
        message, said = reading.open(row["message"]), reading.open(row["answer_text"])
    return WholeEnquiry(**_told(row).model_dump(), message=message, answer_text=said)


@operation("POST", f"{HERE}/answer", GROUP, scope="write:incubators", example={"answer": "introduced"})
def answer_enquiry(call: Call, enquiry: UUID, body: What) -> WholeEnquiry:
    """Say what was done

    For the managers of the incubator that was asked.
    """
    with call.reading() as reading:
        _look(call, reading, enquiry)
    call.bridge.enquiries.answer(call.actor, enquiry, body.answer, body.message)
    return read_enquiry(call, enquiry)


@operation("POST", f"{HERE}/withdraw", GROUP, scope="write:introductions")
def withdraw_enquiry(call: Call, enquiry: UUID) -> WholeEnquiry:
    """Take a question back"""
    with call.reading() as reading:
        _look(call, reading, enquiry)
    call.bridge.enquiries.withdraw(call.actor, enquiry)
    return read_enquiry(call, enquiry)


def _look(call: Call, reading: Reading, enquiry: UUID) -> sa.RowMapping:
    """The row, for those who asked and those who are asked. Raises `Missing`."""
    directory, connection = reading.views.directory, reading.connection
    row = reading.views.enquiries.one(connection, enquiry)
    if row is None or not (
        call.actor.acts_for(row["startup"], directory.founders(connection, row["startup"]))
        or call.actor.acts_for(row["incubator"], directory.managers(connection, row["incubator"]))
    ):
        raise Missing("enquiry", enquiry)
    return row


def _told(row: sa.RowMapping) -> Enquiry:
    plain = ("id", "startup", "about", "incubator", "state", "want", "offer", "next_step", "language", "answer")
    return Enquiry(
        **{name: row[name] for name in plain},
        asked_at=utc(row["asked_at"]),
        answered_at=utc(row["answered_at"]) if row["answered_at"] else None,
        address=f"/enquiries/{row['id']}",
    )
