"""What has changed, in the order in which it happened, for programs that keep a copy."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.operation import operation
from bridge.api.problems import Failed
from bridge.api.words import Asked, Digits, Moment, Told, utc
from bridge.machines.cursors import BadCursor
from events.errors import Problem

PURPOSE = "changes"
MOST = 500


class ChangesQuery(Asked):
    """Where to go on."""

    after: Annotated[str | None, Field(max_length=600, description="The `next` of the answer before.")] = None
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many changes at most."), Digits] = 100


class Change(Told):
    """Something happened to a thing that you may know of; what it looks like now, ask for."""

    cursor: Annotated[str, Field(description="The place of this change; tells two of them apart.")]
    topic: Annotated[
        str, Field(description="What happened: `startup.profile_changed`; `gone` for what you may not see any more.")
    ]
    kind: Annotated[str, Field(description="`startup`, `incubator`, `introduction`, `partnership` or `hackathon`.")]
    id: UUID
    fields: Annotated[list[str] | None, Field(description="Which fields have other values.")]
    at: Moment


class Changes(Told):
    """Some changes. Ask again with `next`, at once while `more` is true, else when it suits you."""

    items: list[Change]
    next: str
    more: bool


@operation("GET", "/changes", "changes", public=True)
def list_changes(call: Call, query: ChangesQuery) -> Answer[Changes]:
    """Follow what changes

    Changes come in the order in which they happened, each once, and none is left out: a change that is told later
    never stands before one that was told already. What you may not see is not here; what you could see and may not see
    any more is `gone`. An answer may be empty although there is more.
    """
    cursors = call.bridge.machines.cursors
    try:
        place = 0 if query.after is None else int(cursors.open(PURPOSE, query.after))
    except BadCursor:
        raise Failed(400, "bad_query", errors=[Problem("after", "bad_cursor")]) from None
    with call.reading() as reading:
        found = reading.views.changes.after(reading.connection, call.actor, place, limit=query.limit)
    items = [
        Change(
            cursor=cursors.seal(PURPOSE, line.event_id), topic=line.topic, kind=line.kind, id=line.about,
            fields=line.fields, at=utc(line.at),
        )
        for line in found.lines
    ]  # fmt: skip
    return Answer(Changes(items=items, next=cursors.seal(PURPOSE, found.upto), more=found.more))
