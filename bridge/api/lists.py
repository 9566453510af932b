"""Operations made of listings: the same rows in the same order as pages and files, gone on with by a cursor."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from pydantic import BaseModel, Field, create_model

from bridge.api.calling import Answer, Call
from bridge.api.operation import Operation, add
from bridge.api.problems import Failed
from bridge.api.schemas import list_schema
from bridge.api.words import Asked, Digits, Line, OneOf
from bridge.listings import Listing, look
from bridge.machines.cursors import BadCursor
from events.errors import Problem

MOST, SIZE = 100, 24

Owner = Callable[[Call, str], UUID]
Check = Callable[[Call, Any], None]


class PagedQuery(Asked):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="How many rows at most."), Digits] = SIZE
    after: Annotated[
        str | None, Field(max_length=600, description="The `next` of the answer before, to go on after its last row.")
    ] = None


def listed(
    name: str, path: str, group: str, listing: Listing[Any], summary: str, description: str = "", *,
    public: bool = False, owner: Owner | None = None, more: Mapping[str, Any] | None = None,
    check: Check | None = None, also: tuple[int, ...] = (), of: str = "",
) -> None:  # fmt: skip
    """Make an operation of a listing; `owner` finds whose list it is by the key in the address, called `of` there."""
    key = of or listing.of
    query = _query(name, listing, more or {})

    def handler(call: Call, query: PagedQuery, **path: str) -> Answer[Any]:
        if check is not None:
            check(call, query)
        return _answer(call, listing, query, owner and owner(call, path[key]))

    parameters: dict[str, type] = {} if owner is None else {key: str}
    add(
        Operation(
            name,
            "GET",
            path,
            group,
            "read",
            public,
            summary,
            description,
            handler,
            parameters,
            query,
            None,
            None,
            200,
            False,
            False,
            schema=list_schema(listing),
            also=also,
        )
    )


def _query(name: str, listing: Listing[Any], more: Mapping[str, Any]) -> type[PagedQuery]:
    fields: dict[str, Any] = dict(more)
    if listing.searched:
        fields["q"] = (Annotated[Line | None, Field(description="Words to look for.")], None)
    for choice in listing.choices:
        code = Annotated[str, OneOf(choice.codes)]
        if choice.many:
            fields[choice.key] = (Annotated[list[code], Field(description="Any of these; may come several times.")], [])
        else:
            fields[choice.key] = (code | None, None)
    if listing.orders:
        fields["order"] = (Annotated[str | None, OneOf(listing.orders)], None)
    title = "".join(part.title() for part in name.split("_"))
    return create_model(f"{title}Query", __base__=PagedQuery, **fields)


def _answer(call: Call, listing: Listing[Any], query: PagedQuery, of: UUID | None) -> Answer[Any]:
    asked = _asked(query)
    filters = listing.parse(asked, of)
    purpose = f"{listing.name} {of} {urlencode(sorted(asked.items()), doseq=True)}"
    cursors = call.bridge.machines.cursors
    with call.reading() as reading:
        seen = look(call.bridge, reading, call.actor)
        try:
            after = None if query.after is None else cursors.open(purpose, query.after)
            found = listing.page(seen, filters, limit=query.limit + 1, after=after)
        except (BadCursor, ValueError):
            raise Failed(400, "bad_query", errors=[Problem("after", "bad_cursor")]) from None
        rows = found.rows[: query.limit]
        more = len(found.rows) > query.limit
        following = cursors.seal(purpose, listing.place(seen, filters, rows[-1])) if more else None
        items = [listing.record(row) for row in rows]
    links = {}
    if following is not None:
        again = urlencode({**asked, "limit": query.limit, "after": following}, doseq=True)
        links["next"] = f"{call.bridge.settings.base_url}{request.path}?{again}"
    return Answer({"items": items, "next": following, "total": found.total}, links=links)


def _asked(query: BaseModel) -> dict[str, list[str]]:
    """The filters as an address holds them."""
    found: dict[str, list[str]] = {}
    for name, value in query.model_dump(exclude_none=True, exclude={"limit", "after"}).items():
        values = value if isinstance(value, list) else [value]
        if values:
            found[name] = [str(one) for one in values]
    return found
