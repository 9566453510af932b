"""What a list is, whoever shows it: its filters in an address, its query, its order and its columns.

Pages, their twins (CSV, XLSX, JSON) and the API ask the same listing, so they hold the same rows in the same order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from uuid import UUID

from bridge.accounts import Accounts
from bridge.readmodels.keyset import Order
from bridge.readmodels.keyset import Place as Place
from events import vocabulary
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading

F = TypeVar("F")
G = TypeVar("G", contravariant=True)
Asked = Mapping[str, Sequence[str]]  # the query of an address: every key with all its values
Row = Mapping[str, Any]  # of a list: columns of the read model, and what the listing adds to them

LONGEST_TEXT = 100
AT_ONCE = 500  # rows that are in memory while a whole list is gone through


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looks at a list: one consistent reading, who they are, and the moment."""

    reading: "Reading"
    actor: Actor
    accounts: Accounts  # names of people are joined when a list is shown
    now: datetime


def look(bridge: "Bridge", reading: "Reading", actor: Actor) -> Look:
    """Look at a reading as somebody."""
    return Look(reading, actor, bridge.accounts, bridge.clock())


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `read` gives what machines get of it, in codes, ids and UTC; `kind` says how people read that.

    Kinds: id text texts number flag moment day address code codes wishes levels key keys. Coded ones name the list
    of the vocabulary that says them to people, `exchange:need` with its side; keys the part of a hackathon's setup.
    """

    name: str
    read: Callable[[Row], Any]
    kind: str = "text"
    terms: str = ""


def plain(name: str, kind: str = "text", terms: str = "") -> Column:
    """A column that stands in the row under its own name."""
    if kind == "id":
        return Column(name, lambda row: None if row[name] is None else str(row[name]), kind)
    return Column(name, lambda row: row[name], kind, terms)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter of codes: its word in an address and the codes that it may have; several mean any of them."""

    key: str
    codes: vocabulary.Terms | tuple[str, ...]
    many: bool = True

    def chosen(self, asked: Asked) -> tuple[str, ...]:
        """The codes in an address; those that no list knows are left out."""
        known = tuple(dict.fromkeys(value for value in asked.get(self.key, ()) if value in self.codes))
        return known if self.many else known[:1]


def words(asked: Asked) -> str:
    """The words that an address searches for."""
    return " ".join(one(asked, "q")[:LONGEST_TEXT].split())


def one(asked: Asked, key: str, allowed: Sequence[str] | None = None, otherwise: str = "") -> str:
    """The first value of a key; one that is not allowed counts as not there."""
    value = next(iter(asked.get(key, ())), otherwise)
    return value if allowed is None or value in allowed else otherwise


@dataclass(frozen=True, slots=True)
class Found:
    """Some rows of a list, and how many there are in all."""

    rows: Sequence[Row]
    total: int


class Query(Protocol[G]):
    """Finds rows in the listing's order: from `offset`, or after the place of a row."""

    def __call__(self, look: Look, filters: G, /, *, limit: int, offset: int, after: Place | None) -> Found: ...


@dataclass(frozen=True)
class Listing(Generic[F]):
    """A list. `key` is the column that names a row; `choices`, `orders` and `searched` say what an address may ask."""

    name: str
    parse: Callable[[Asked, UUID | None], F]  # the query of an address, and the id of the thing whose list it is
    find: Query[F]
    order: Callable[[Look, F], Order]
    columns: tuple[Column, ...]
    key: str = "id"
    choices: tuple[Choice, ...] = ()
    orders: tuple[str, ...] = ()
    searched: bool = False
    of: str = ""  # the kind of thing whose list it is: startup, incubator; empty for lists of the whole site

    def page(
        self, look: Look, filters: F, *, limit: int = AT_ONCE, offset: int = 0, after: Place | None = None
    ) -> Found:
        """Some rows. Raises `Missing` or `Refused` where the actor may not see the list, `ValueError` for no place."""
        return self.find(look, filters, limit=limit, offset=offset, after=after)

    def place(self, look: Look, filters: F, row: Row) -> list[Any]:
        """Where a row stands: what `page(after=...)` goes on from."""
        return self.order(look, filters).place(row)

    def all(self, look: Look, filters: F) -> tuple[int, Iterator[Sequence[Row]]]:
        """How many rows there are, and all of them, few at a time."""
        found = self.page(look, filters)
        return found.total, self._on_from(look, filters, found.rows)

    def _on_from(self, look: Look, filters: F, rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
        while rows:
            yield rows
            if len(rows) < AT_ONCE:
                return
            rows = self.page(look, filters, after=self.place(look, filters, rows[-1])).rows

    def record(self, row: Row) -> dict[str, Any]:
        """A row as machines get it."""
        return {column.name: column.read(row) for column in self.columns}
