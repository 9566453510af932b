"""What waits for a person, and what a person has begun: lists of one's own, which nobody else can ask for."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from bridge import todo
from bridge.drafts import drafts
from bridge.listings.base import Asked, Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.people import instant
from bridge.listings.short import selected, some
from bridge.readmodels.keyset import Key, Order, ordered
from events.errors import Refused

NEVER = "9999"  # sorts after every deadline
STARTUP = "startup"  # the kind of draft that the wizard keeps
DUE, SINCE, ID = (sa.column(name, sa.String) for name in ("due", "since", "id"))
TODO_ORDER = ordered(Key(DUE, "due"), Key(SINCE, "since"), Key(ID, "id"))
DRAFTS_ORDER = ordered(Key(drafts.c.saved_at, "saved_at", down=True), Key(drafts.c.subject, "subject"))


def parse(asked: Asked, of: UUID | None = None) -> None:
    """There is nothing to choose."""


def waiting(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Everything that waits for whoever asks, what is due soonest first."""
    actor, reading = look.actor, look.reading
    if actor.account is None:
        raise Refused("sign_in")
    account = look.accounts.by_id(actor.account)
    email = account.email if account else ""
    who = (reading.connection, reading.views, actor, email, look.now)
    if after is None:
        items = todo.waiting_for(*who, limit=offset + limit)
        return Found([_row(item) for item in items[offset:]], todo.count(*who))
    rows = [_row(item) for item in todo.waiting_for(*who)]
    return some(rows, TODO_ORDER, limit=limit, offset=offset, after=after)


def _row(item: todo.Item) -> Row:
    until = _text(item.closes_at)
    return {
        "id": item.id, "kind": item.kind.value, "subject": item.subject, "owner_kind": item.owner.kind,
        "owner": item.owner.id, "other": item.other, "since": item.since.isoformat(), "due": until or NEVER,
        "closes_at": until, "waits_since": item.waits_since.isoformat(), "params": dict(item.params), "item": item,
        "address": todo.line_of(item, str, _name).address,
    }  # fmt: skip


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _name(name: str | Mapping[str, str]) -> str:
    return name if isinstance(name, str) else ""


def begun(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """The startups that whoever asks has begun to register."""
    account = look.actor.account
    if account is None:
        raise Refused("sign_in")
    query = sa.select(drafts.c.subject, drafts.c.data, drafts.c.saved_at)
    query = query.where(drafts.c.account == account, drafts.c.kind == STARTUP)
    return selected(look, query, DRAFTS_ORDER, limit=limit, offset=offset, after=after)


def _order(look: Look, wanted: None) -> Order:
    return TODO_ORDER


def _drafts_order(look: Look, wanted: None) -> Order:
    return DRAFTS_ORDER


TODO = Listing(
    "todo",
    parse,
    waiting,
    _order,
    (
        plain("id", "id"),
        plain("kind", "json"),
        plain("owner_kind"),
        plain("owner", "id"),
        Column("about", lambda row: str(row["subject"]), "json"),
        plain("other", "id"),
        Column("since", lambda row: row["waits_since"], "moment"),
        plain("closes_at", "moment"),
        plain("params", "json"),
        plain("address", "address"),
    ),
)
DRAFTS = Listing(
    "drafts",
    parse,
    begun,
    _drafts_order,
    (
        plain("subject", "id"),
        Column("name", lambda row: str(row["data"].get("name") or "")),
        instant("saved_at"),
        Column("address", lambda row: f"/startups/new?draft={row['subject']}", "address"),
    ),
    key="subject",
)
