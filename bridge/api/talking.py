"""Questions about a hackathon that everybody reads, and messages of its managers to groups."""

from typing import Annotated
from uuid import UUID, uuid4

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.naming import GROUP, HERE, WRITE, announced_named, hackathon_named
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Text, Texts, Told, utc, utc_or_none
from bridge.composition import Reading
from bridge.listings import MESSAGES, QUESTIONS, WRITTEN
from bridge.readmodels.base import unpacked
from events.errors import Missing
from events.hackathons.talking.announcement import GROUPS

QUESTION = "/questions/{question}"


class Words(Sent):
    """What is asked or answered."""

    text: Annotated[Text, Field(description="Everybody reads it.")]


class HiddenWhy(Sent):
    """Why a question is not shown."""

    why: Annotated[Text, Field(description="Whoever asked reads it.")]


class PublicQuestion(Told):
    """A question; texts are null where their author was erased. Who asked is told to nobody."""

    id: UUID
    state: Annotated[str, Field(description="`asked`, `answered` or `withdrawn`.")]
    hidden: bool
    text: str | None
    answer: str | None
    wordings: Annotated[int, Field(description="How often the answer was worded.")]
    asked_at: Moment
    answered_at: Moment | None


class NewMessage(Sent):
    """A message; both texts in the same languages."""

    group: Annotated[str, OneOf(GROUPS)]
    track: Annotated[str | None, Field(description="The key of a track or challenge, for the group `track`.")] = None
    title: Texts
    text: Texts
    due: Annotated[
        str | None, Field(description="When it goes out, on the host's clock: `2027-01-10T18:00`; null: now.")
    ] = None


class HackathonMessage(Told):
    """A message to a group."""

    id: UUID
    group: str
    track: str | None
    state: Annotated[str, Field(description="`scheduled`, `sent` or `cancelled`.")]
    title: Texts
    text: Texts
    due_at: Moment | None
    sent_at: Moment | None
    readers: Annotated[int, Field(description="How many people it went to.")]


listed(
    "list_questions", HERE + "/questions", GROUP, QUESTIONS, "List the questions about a hackathon",
    "The newest first; texts are null where their author was erased. Hidden ones only for who asked them and for those "
    "who may hide. Who asked is told to nobody.", public=True, owner=hackathon_named,
)  # fmt: skip
listed(
    "list_messages", HERE + "/messages", GROUP, MESSAGES, "List what the organisers wrote to you",
    "The newest first.", owner=hackathon_named,
)  # fmt: skip
listed(
    "list_written_messages", HERE + "/messages/written", GROUP, WRITTEN, "List what was written to groups",
    "With what waits for its moment; for those with the right `messages`.", owner=hackathon_named,
)  # fmt: skip


@operation("POST", HERE + "/questions", GROUP, scope=WRITE, status=201, example={"text": "May we bring sensors?"})
def ask_publicly(call: Call, hackathon: str, body: Words) -> Answer[PublicQuestion]:
    """Ask a question that everybody reads

    For people who take part.
    """
    made = call.bridge.talking.ask(call.actor, announced_named(call, hackathon), body.text)
    return Answer(_now(call, made.id), location=f"/api/v1/hackathons/{hackathon}/questions")


@operation("POST", QUESTION + "/answer", GROUP, scope=WRITE, example={"text": "Yes."})
def answer_publicly(call: Call, question: UUID, body: Words) -> PublicQuestion:
    """Answer a question, or put a better answer in its place

    For those with the right `messages`; older wordings stay readable on the page.
    """
    call.bridge.talking.answer(call.actor, question, body.text)
    return _now(call, question)


@operation("POST", QUESTION + "/withdraw", GROUP, scope=WRITE)
def withdraw_question(call: Call, question: UUID) -> PublicQuestion:
    """Take your own question back while nobody has answered"""
    call.bridge.talking.withdraw(call.actor, question)
    return _now(call, question)


@operation("POST", QUESTION + "/hide", GROUP, scope=WRITE, example={"why": "It is about a person."})
def hide_question(call: Call, question: UUID, body: HiddenWhy) -> PublicQuestion:
    """Take a question out of sight

    For those with the right `messages`, and for moderators.
    """
    call.bridge.talking.hide(call.actor, question, body.why)
    return _now(call, question)


@operation("POST", QUESTION + "/show", GROUP, scope=WRITE)
def show_question(call: Call, question: UUID) -> PublicQuestion:
    """Show a hidden question again"""
    call.bridge.talking.show_again(call.actor, question)
    return _now(call, question)


@operation("POST", HERE + "/messages", GROUP, scope=WRITE, status=201,
           example={"group": "no_team", "title": {"en": "Find a team"}, "text": {"en": "Come at six."}})  # fmt: skip
def write_message(call: Call, hackathon: str, body: NewMessage) -> Answer[HackathonMessage]:
    """Write to a group, now or at a moment

    For those with the right `messages`. Send an Idempotency-Key, so that nobody gets it twice.
    """
    id, typed = announced_named(call, hackathon), {**body.model_dump(), "when": "later" if body.due else "now"}
    made = call.bridge.talking.announce(call.actor, id, typed, uuid4().hex)
    return Answer(_written(call, made.id), location=f"/api/v1/hackathons/{hackathon}/messages")


@operation("POST", "/messages/{message}/cancel", GROUP, scope=WRITE)
def cancel_message(call: Call, message: UUID) -> HackathonMessage:
    """Do not send a message that waits for its moment"""
    call.bridge.talking.cancel_announcement(call.actor, message)
    return _written(call, message)


def _now(call: Call, question: UUID) -> PublicQuestion:
    with call.reading() as reading:
        row = reading.views.talking.question(reading.connection, question)
        if row is None:
            raise Missing("question", question)
        return _question(reading, row)


def _question(reading: Reading, row: sa.RowMapping) -> PublicQuestion:
    return PublicQuestion(
        id=row["id"],
        state=row["state"],
        hidden=row["hidden"],
        text=reading.open(row["text"]),
        answer=reading.open(row["answer"]),
        wordings=row["answers"],
        asked_at=utc(row["at"]),
        answered_at=utc_or_none(row["answered_at"]),
    )


def _written(call: Call, message: UUID) -> HackathonMessage:
    with call.reading() as reading:
        row = reading.views.talking.announcement(reading.connection, message)
        if row is None:
            raise Missing("announcement", message)
        return _message(reading, row)


def _message(reading: Reading, row: sa.RowMapping) -> HackathonMessage:
    title, text = (
        {code: opened for code, said in unpacked(row["texts"]).items() if (opened := reading.open(said[name]))}
        for name in ("title", "text")
    )
    return HackathonMessage(
        id=row["id"],
        group=row["group"],
        track=row["track"],
        state=row["state"],
        title=title,
        text=text,
        due_at=utc_or_none(row["due_at"]),
        sent_at=utc_or_none(row["sent_at"]),
        readers=row["readers"],
    )
