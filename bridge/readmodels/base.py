"""What read models share: tables of one slot, handlers by kind of fact, JSON columns."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import orjson
import sqlalchemy as sa

from events.fact import Fact
from events.store import Prepared, Transaction

if TYPE_CHECKING:
    from bridge.readmodels.todo import Todo

AnyFact = TypeVar("AnyFact", bound=Fact)
Handler = Callable[[Any, Transaction, AnyFact, int], None]

# Moments are ISO texts in UTC: they sort as they are and read the same from both databases.
Moment = sa.String(32)
Code = sa.String(40)
Id = sa.Uuid()
Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def handles(*classes: type[AnyFact]) -> Callable[[Handler[AnyFact]], Handler[AnyFact]]:
    """Mark the method that writes rows for facts of these classes."""

    def mark(method: Handler[AnyFact]) -> Handler[AnyFact]:
        method.__dict__["handles"] = classes
        return method

    return mark


class ReadModel:
    """Tables of one slot, made only from the log. Handlers are pure: no clock, no random, no accounts."""

    marked: ClassVar[dict[type[Fact], str]] = {}
    todo: "Todo"

    def __init__(self, slot: str, metadata: sa.MetaData) -> None:
        self.slot, self.metadata = slot, metadata
        self.build()
        self.handlers: dict[type[Fact], Callable[[Transaction, Any, int], None]] = {
            fact: getattr(self, name) for fact, name in self.marked.items()
        }

    def __init_subclass__(cls) -> None:
        cls.marked = {fact: name for name, method in vars(cls).items() for fact in getattr(method, "handles", ())}

    def build(self) -> None:
        """Make the tables and the prepared statements."""
        raise NotImplementedError

    def table(self, name: str, *parts: sa.schema.SchemaItem) -> sa.Table:
        """A table of this slot; its indexes are named after it."""
        return sa.Table(f"{name}_{self.slot}", self.metadata, *parts)


def index(table: sa.Table, *columns: str, called: str | None = None) -> None:
    """Add an index whose name is unique across slots."""
    sa.Index(f"ix_{table.name}_{called or '_'.join(columns)}", *(table.c[c] for c in columns))


def inserting(table: sa.Table) -> Prepared:
    """An insert; parameters go by the columns' names."""
    return Prepared(table.insert())


def updating(table: sa.Table, key: str = "id") -> Prepared:
    """An update of the row whose `key` column is the parameter `key`; the other parameters are what is set."""
    return Prepared(table.update().where(table.c[key] == sa.bindparam("key", type_=table.c[key].type)))


def deleting(table: sa.Table, *columns: str) -> Prepared:
    """A delete by some columns; parameters go by their names."""
    return Prepared(table.delete().where(*(table.c[c] == sa.bindparam(c, type_=table.c[c].type) for c in columns)))


def packed(value: object) -> str:
    """A JSON column's text; the same value always gives the same text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS, default=str).decode()


def unpacked(text: str | None) -> Any:
    """What a JSON column holds."""
    return None if text is None else orjson.loads(text)


def moment(fact: Fact) -> str:
    """When a fact happened, as read models keep it."""
    return fact.timestamp.isoformat()


def token(text: object) -> str | None:
    """A sealed personal text as a text column keeps it."""
    return None if text is None else str(text)
