"""Orders of lists that can be gone on with: after the last row that somebody has, wherever it stands by now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bridge.columns import Instant

Place = Sequence[Any]  # what the keys of an order hold in one row: texts and numbers, so that it fits into JSON


def _fits(kind: sa.types.TypeEngine[Any], value: object) -> bool:
    """Whether both databases can compare a value with a column."""
    if isinstance(kind, sa.Integer | sa.Float):
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**63
    return isinstance(value, str) and "\0" not in value


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order; `fold` orders by its lower case, which only the database can make as it compares."""

    column: sa.ColumnElement[Any]
    name: str  # of the column in a row
    down: bool = False
    fold: bool = False

    @property
    def by(self) -> sa.ColumnElement[Any]:
        return sa.func.lower(self.column) if self.fold else self.column

    def value(self, value: Any) -> sa.ColumnElement[Any]:
        """A place's value as the column compares it. Raises `ValueError` for one of another kind."""
        kind = self.column.type
        if isinstance(kind, sa.Uuid):
            value = UUID(str(value))
        elif isinstance(kind, Instant):
            value = _moment(value)
        elif not _fits(kind, value):
            raise ValueError(f"no place: {value!r}")
        bound = sa.literal(value, kind)
        return sa.func.lower(bound) if self.fold else bound


@dataclass(frozen=True, slots=True)
class Order:
    """Keys of which the last tells any two rows apart."""

    keys: tuple[Key, ...]

    def by(self) -> list[sa.ColumnElement[Any]]:
        """What to order a query by."""
        return [key.by.desc() if key.down else key.by for key in self.keys]

    def after(self, place: Place) -> sa.ColumnElement[bool]:
        """The condition on a row that it comes after a place. Raises `ValueError` where it is none of this order."""
        if len(place) != len(self.keys):
            raise ValueError("a place of another order")
        before: list[sa.ColumnElement[bool]] = []
        found: list[sa.ColumnElement[bool]] = []
        for key, given in zip(self.keys, place, strict=True):
            value = key.value(given)
            found.append(sa.and_(*before, key.by < value if key.down else key.by > value))
            before.append(key.by == value)
        return sa.or_(*found)

    def place(self, row: Mapping[str, Any] | sa.RowMapping) -> list[Any]:
        """Where a row stands."""
        return [_told(row[key.name]) for key in self.keys]

    def follows(self, row: Mapping[str, Any] | sa.RowMapping, place: Place) -> bool:
        """Whether a row at hand comes after a place, for lists that are held whole. Raises `ValueError` as `after`."""
        self.after(place)
        for key, given in zip(self.keys, place, strict=True):
            if (mine := _told(row[key.name])) != given:
                return bool(mine < given) if key.down else bool(mine > given)
        return False


def _told(value: Any) -> Any:
    """A key of a row as it fits into JSON."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _moment(value: object) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else None
    if found is None or found.tzinfo is None:
        raise ValueError(f"no place: {value!r}")
    return found


def ordered(*keys: Key) -> Order:
    """An order by these keys."""
    return Order(keys)
