"""Lists of those who look after the house itself: letters that did not leave, decisions about words."""

from uuid import UUID

import sqlalchemy as sa

from bridge.listings.administration import parse
from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Place, Row, plain
from bridge.listings.people import instant
from bridge.listings.short import selected
from bridge.mail.desk import UNDELIVERED
from bridge.mail.tables import outbox
from bridge.readmodels.keyset import Key, Order, ordered
from events.errors import Refused

STATE = Choice("state", UNDELIVERED, many=False)
LETTERS_ORDER = ordered(Key(outbox.c.created_at, "created_at"), Key(outbox.c.id, "id"))


def parse_letters(asked: Asked, of: UUID | None = None) -> tuple[str, ...]:
    """One state, or all."""
    return STATE.chosen(asked) or UNDELIVERED


def letters(
    look: Look, states: tuple[str, ...], /, *, limit: int, offset: int = 0, after: Place | None = None
) -> Found:  # fmt: skip
    """Letters that did not leave, the oldest first: neither their words nor their links, of an address the domain."""
    if "administrator" not in look.actor.roles:
        raise Refused("not_an_administrator")
    shown = ("id", "state", "kind", "account", "email", "created_at", "due_at", "attempts", "failure")
    query = sa.select(*(outbox.c[name] for name in shown)).where(outbox.c.state.in_(states))
    found = selected(look, query, LETTERS_ORDER, limit=limit, offset=offset, after=after)
    known = {row["account"] for row in found.rows if row["account"] is not None}
    names = look.accounts.names(known) if known else {}
    return Found([_letter(row, names) for row in found.rows], found.total)


def _letter(row: Row, names: dict[UUID, str | None]) -> Row:
    domain = row["email"].rpartition("@")[2] if row["email"] else None
    return {**row, "domain": domain, "who": names.get(row["account"]), "email": None}


def folds(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Tags that count as terms, the last decision first, for organisers and administrators."""
    _may(look)
    order = _folds_order(look, wanted)
    return selected(look, sa.select(look.reading.views.terms.folds), order, limit=limit, offset=offset, after=after)


def replaced(look: Look, wanted: None, /, *, limit: int, offset: int = 0, after: Place | None = None) -> Found:
    """Terms that others stand for, the last decision first, for organisers and administrators."""
    _may(look)
    order, table = _replaced_order(look, wanted), look.reading.views.terms.replacements
    return selected(look, sa.select(table), order, limit=limit, offset=offset, after=after)


def _may(look: Look) -> None:
    if not look.actor.roles & {"organiser", "administrator"}:
        raise Refused("not_an_organiser")


def _letters_order(look: Look, states: tuple[str, ...]) -> Order:
    return LETTERS_ORDER


def _folds_order(look: Look, wanted: None) -> Order:
    table = look.reading.views.terms.folds.c
    return ordered(Key(table.at, "at", down=True), Key(table.tag, "tag"))


def _replaced_order(look: Look, wanted: None) -> Order:
    table = look.reading.views.terms.replacements.c
    return ordered(Key(table.at, "at", down=True), Key(table.code, "code"), Key(table.kind, "kind"))


def _term(name: str, column: str) -> Column:
    return Column(name, lambda row: f"{row['kind']}:{row[column]}", "term")


LETTERS = Listing(
    "letters",
    parse_letters,
    letters,
    _letters_order,
    (
        plain("id", "id"),
        plain("state", "code", "letter_states"),
        Column("letter", lambda row: row["kind"]),
        plain("account", "id"),
        Column("who", lambda row: row["who"] or ""),
        plain("domain"),
        instant("created_at"),
        instant("due_at"),
        plain("attempts", "number"),
        plain("failure"),
    ),
    choices=(STATE,),
)
FOLDS = Listing(
    "folded-tags", parse, folds, _folds_order,
    (plain("tag"), plain("kind", "code", "term_kinds"), _term("term", "code"), plain("at", "moment")),
    key="tag",
)  # fmt: skip
REPLACED = Listing(
    "replaced-terms", parse, replaced, _replaced_order,
    (
        Column("id", lambda row: f"{row['kind']}:{row['code']}", "id"), plain("kind", "code", "term_kinds"),
        _term("old", "code"), _term("term", "successor"), plain("at", "moment"),
    ),
)  # fmt: skip
