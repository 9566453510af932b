"""Whom a startup should meet and why, whom it does not want to meet, and whom it has blocked."""

from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge import seeing
from bridge.api.calling import Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.startups import look, owner
from bridge.api.words import OneOf, Sent, Text, Told
from bridge.listings import BLOCKED, SUGGESTIONS
from bridge.suggestions import Suggestions
from events import vocabulary
from events.errors import Missing

GROUP = "suggestions"
WRITE = "write:startups"


class Dismissal(Sent):
    """Why a suggestion is not interesting."""

    reason: Annotated[str, OneOf(vocabulary.dismiss_reasons)]
    note: Annotated[Text | None, Field(description="At most 500 characters; only your startup reads it.")] = None


class Dismissed(Told):
    """A suggestion that is not wanted."""

    startup: UUID
    name: str
    reason: str
    at: str


class Dismissals(Told):
    """The last fifty."""

    items: list[Dismissed]


class Block(Sent):
    """Why a startup is blocked."""

    why: Annotated[Text | None, Field(description="At most 1000 characters; only your startup reads it.")] = None


listed(
    "list_suggestions", "/startups/{startup}/suggestions", GROUP, SUGGESTIONS, "List suggestions",
    "Whom the startup should meet, the best first, each with its reasons as codes; for its founders, the managers of "
    "its incubators, and organisers. They come within seconds of a change of the profile.",
    owner=owner,
)  # fmt: skip
listed(
    "list_blocked", "/startups/{startup}/blocked", GROUP, BLOCKED, "List blocked startups",
    "The last one first; for the founders.", owner=owner,
)  # fmt: skip


@operation("GET", "/startups/{startup}/dismissals", GROUP)
def list_dismissals(call: Call, startup: str) -> Dismissals:
    """List dismissed suggestions

    The last fifty, for the founders.
    """
    seen = look(call, startup)
    seen.must(seen.own)
    with call.reading() as reading:
        rows, table = reading.views.startups.rows, reading.views.startups.dismissals
        query = (
            sa.select(rows.c.id, rows.c.name, table.c.reason, table.c.at)
            .join(table, table.c.other == rows.c.id)
            .where(table.c.startup == seen.id, reading.views.directory.visible(call.actor))
            .order_by(table.c.at.desc(), rows.c.id)
            .limit(50)
        )
        found = reading.connection.execute(query).all()
    return Dismissals(items=[Dismissed(startup=r.id, name=r.name, reason=r.reason, at=r.at) for r in found])


@operation("PUT", "/startups/{startup}/dismissals/{other}", GROUP, scope=WRITE, example={"reason": "other"})
def dismiss_suggestion(call: Call, startup: str, other: str, body: Dismissal) -> None:
    """Dismiss a suggestion

    The other startup is not suggested any more, and never learns of it.
    """
    seen, them = look(call, startup), look(call, other)
    seen.must(seen.own)
    if seen.id == them.id:
        raise Missing("suggestion", other)
    with call.reading() as reading:
        shown = Suggestions.facts(reading.connection, reading.views, call.actor, seen.id, them.id)
    call.bridge.startups.dismiss(call.actor, seen.id, them.id, body.reason, body.note, shown)


@operation("DELETE", "/startups/{startup}/dismissals/{other}", GROUP, scope=WRITE)
def restore_suggestion(call: Call, startup: str, other: str) -> None:
    """Take a dismissal back"""
    seen = look(call, startup)
    call.bridge.startups.restore(call.actor, seen.id, _named(call, other))


@operation("PUT", "/startups/{startup}/blocked/{other}", GROUP, scope=WRITE, example={})
def block_startup(call: Call, startup: str, other: str, body: Block) -> None:
    """Block a startup

    No suggestion and no proposal between the two any more; what is open stays as it is.
    """
    seen, them = look(call, startup), look(call, other)
    call.bridge.startups.block(call.actor, seen.id, them.id, body.why)


@operation("DELETE", "/startups/{startup}/blocked/{other}", GROUP, scope=WRITE)
def unblock_startup(call: Call, startup: str, other: str) -> None:
    """Take a block back"""
    seen = look(call, startup)
    call.bridge.startups.unblock(call.actor, seen.id, _named(call, other))


def _named(call: Call, other: str) -> UUID:
    """A startup by its id, even one that has become invisible meanwhile, or by its slug."""
    return seeing.id_of(other) or look(call, other).id
