"""What waits for whoever asks, and what each side says of a meeting."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import todo
from bridge.api.calling import Call
from bridge.api.introductions import GROUP as INTRODUCTIONS
from bridge.api.introductions import HERE, WRITE, act
from bridge.api.meetings import Introduction
from bridge.api.operation import operation
from bridge.api.words import Moment, OneOf, Sent, Told
from events import vocabulary

GROUP = "me"
MOST = 200


class Waiting(Told):
    """One thing that waits. It goes away when it is done, by anybody of the same side."""

    id: Annotated[UUID, Field(description="The same until it is done.")]
    kind: Annotated[str, Field(description="What is asked: `answer_proposal`, `did_you_meet` and so on.")]
    text: Annotated[str, Field(description="The line of the page, in English.")]
    address: Annotated[str, Field(description="The page where it is answered.")]
    subject: Annotated[UUID, Field(description="What it is about.")]
    owner_kind: Annotated[str, Field(description="`startup`, `incubator`, `account` or `office`.")]
    owner: Annotated[UUID, Field(description="Of whom it is asked.")]
    other: Annotated[UUID | None, Field(description="Another startup or incubator that it names.")]
    since: Moment
    closes_at: Annotated[Moment | None, Field(description="Until when it can be answered.")]
    params: dict[str, Any]


class ToDo(Told):
    """What waits, what is due soonest first: the first two hundred, and how many there are."""

    count: int
    items: list[Waiting]


class NotHeld(Sent):
    """Why a meeting did not take place."""

    answer: Annotated[str, OneOf(vocabulary.meeting_answers)]


@operation("GET", "/todo", GROUP)
def read_todo(call: Call) -> ToDo:
    """List what waits for you

    A token of one organisation is told what waits for that one.
    """
    account, now = call.bridge.accounts.by_id(call.account), call.bridge.clock()
    email = account.email if account else ""
    with call.reading() as reading:
        who = (reading.connection, reading.views, call.actor, email, now)
        count, items = todo.count(*who), todo.waiting_for(*who, limit=MOST)
    return ToDo(count=count, items=[_told(item) for item in items])


@operation("POST", f"{HERE}/not-held", INTRODUCTIONS, scope=WRITE, example={"answer": "not_yet"})
def record_missed_meeting(call: Call, introduction: UUID, body: NotHeld) -> Introduction:
    """Say that a meeting whose time is over did not take place

    Each side's answer stands for itself. After `not_yet` the same question waits again in a week.
    """
    return act(call, introduction, lambda all: all.say_not_held(call.actor, introduction, body.answer))


def _told(item: todo.Item) -> Waiting:
    line = todo.line_of(item, str, _name)
    return Waiting(
        id=item.id, kind=item.kind.value, text=line.text, address=line.address, subject=item.subject,
        owner_kind=item.owner.kind, owner=item.owner.id, other=item.other, since=item.waits_since,
        closes_at=item.closes_at, params=dict(item.params),
    )  # fmt: skip


def _name(name: str | Mapping[str, str]) -> str:
    return name if isinstance(name, str) else name.get("en") or next(iter(name.values()), "")
