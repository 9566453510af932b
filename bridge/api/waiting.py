"""What waits for somebody, and the answers that have no other place: whether a meeting was held, a profile is right."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import todo
from bridge.api.calling import Call
from bridge.api.introductions import HERE, Introduction, act
from bridge.api.operation import operation
from bridge.api.profiles import Startup
from bridge.api.startups import look, shown
from bridge.api.words import Moment, OneOf, Sent, Told
from events import vocabulary

GROUP = "waiting"
MOST = 200


class Party(Told):
    """A startup or an incubator."""

    id: UUID
    kind: str
    slug: str


class Waiting(Told):
    """One thing that waits; it closes by itself when it is done."""

    id: UUID
    kind: str
    subject: Annotated[UUID, Field(description="What it is about: an introduction, a partnership, a startup.")]
    of: Annotated[Party | None, Field(description="Which of your startups or incubators it is asked of.")]
    with_whom: Party | None
    since: Moment
    until: Annotated[Moment | None, Field(description="When it ends, if it does.")]
    address: Annotated[str, Field(description="The page on which it is answered.")]


class WaitingList(Told):
    """What is due soonest first, at most 200."""

    items: list[Waiting]


class NotHeld(Sent):
    """Why a meeting did not take place."""

    answer: Annotated[str, OneOf(vocabulary.meeting_answers)]


@operation("GET", "/todo", GROUP)
def list_waiting(call: Call) -> WaitingList:
    """List what waits for you

    A token of an organisation reads what is asked of that one.
    """
    account = call.bridge.accounts.by_id(call.account)
    email = account.email if account and call.actor.only is None else ""
    with call.reading() as reading:
        found = todo.waiting_for(reading.connection, reading.views, call.actor, email, call.bridge.clock(), limit=MOST)
    only = call.actor.only
    mine = [item for item in found if only is None or (item.owned_by is not None and item.owned_by.id == only)]
    return WaitingList(items=[_told(item) for item in mine])


@operation("POST", f"{HERE}/not-held", GROUP, scope="write:introductions", example={"answer": "not_yet"})
def say_not_held(call: Call, introduction: UUID, body: NotHeld) -> Introduction:
    """Say that a meeting did not take place

    Not yet, or who did not come. That it did, `met` says.
    """
    return act(call, introduction, lambda all: all.say_not_held(call.actor, introduction, body.answer))


@operation("POST", "/startups/{startup}/confirm", GROUP, scope="write:startups")
def confirm_startup(call: Call, startup: str) -> Startup:
    """Say that a profile is still right

    Its founders, or those who look after an unclaimed one. Unconfirmed for six months, a profile leaves suggestions.
    """
    seen = look(call, startup)
    call.bridge.confirmations.confirm(call.actor, seen.id)
    return shown(call, str(seen.id))


def _told(item: todo.Item) -> Waiting:
    line = todo.line_of(item, lambda text: text, str)
    return Waiting(
        id=item.id, kind=item.kind.value, subject=item.subject, of=_party(item.owned_by),
        with_whom=_party(item.with_whom), since=item.waits_since, until=item.closes_at, address=line.address,
    )  # fmt: skip


def _party(party: todo.Party | None) -> Party | None:
    return None if party is None else Party(id=party.id, kind=party.kind, slug=party.slug)
