"""A small aggregate and its read model, for the tests of the store."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from events.actor import Actor
from events.fact import Created, Fact, Root
from events.log import Log
from events.store import Database, Prepared, Transaction

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOMEBODY = Actor(system="tests")


class GardenPlanted(Created, topic="sample_garden.planted"):
    """A garden began."""

    name: str
    owner: UUID | None = None


class TreeAdded(Fact, topic="sample_garden.tree_added"):
    """A tree was planted."""

    kind: str

    def apply(self, garden: "Garden") -> None:
        garden.trees.append(self.kind)


class GardenRenamed(Fact, topic="sample_garden.renamed"):
    """The garden has another name."""

    name: str

    def apply(self, garden: "Garden") -> None:
        garden.name = self.name


class Garden(Root, created=GardenPlanted):
    """Trees with a name above the gate."""

    def __init__(self, name: str, owner: UUID | None) -> None:
        self.name, self.owner = name, owner
        self.trees: list[str] = []

    def add(self, kind: str) -> None:
        """Plant a tree."""
        self.record(TreeAdded, SOMEBODY, NOON, kind=kind)

    def rename(self, name: str) -> None:
        """Put another name above the gate."""
        self.record(GardenRenamed, SOMEBODY, NOON, name=name)


def plant(name: str = "Chorbagh", trees: int = 0) -> Garden:
    """A new garden with so many trees."""
    garden = Garden.begin(SOMEBODY, NOON, name=name, owner=None)
    for number in range(trees):
        garden.add(f"apricot {number}")
    return garden


class Gardens:
    """The read model of one slot: a row a garden and a running count, so that order and repetition show."""

    def __init__(self, slot: str) -> None:
        self.metadata = sa.MetaData()
        self.table = sa.Table(
            f"sample_gardens_{slot}",
            self.metadata,
            sa.Column("id", sa.Uuid(), primary_key=True),
            sa.Column("name", sa.Text, nullable=False),
            sa.Column("trees", sa.Integer, nullable=False),
            sa.Column("last_event", sa.BigInteger, nullable=False),
            sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
            sa.Column("history", sa.BigInteger, nullable=False),
        )
        self.tables: Sequence[sa.Table] = (self.table,)
        columns, bind = self.table.c, sa.bindparam
        add = (columns.history * 31 + bind("event")) % 1_000_003  # another order or number gives another sum
        which = columns.id == bind("key")
        self.insert = Prepared(self.table.insert())
        self.grow = Prepared(
            self.table.update()
            .where(which)
            .values(trees=columns.trees + 1, last_event=bind("event"), changed=bind("mark"), history=add)
        )
        self.rename = Prepared(
            self.table.update()
            .where(which)
            .values(name=bind("called"), last_event=bind("event"), changed=bind("mark"), history=add)
        )

    def handle(self, tx: Transaction, event: Any, event_id: int) -> None:
        """Take in one event."""
        key = event.originator_id
        mark = event.recorded_at
        match event:
            case GardenPlanted():
                row = {"id": key, "name": event.name, "trees": 0, "last_event": event_id, "changed": mark, "history": 0}
                tx.send(self.insert, row)
            case TreeAdded():
                tx.send(self.grow, {"key": key, "event": event_id, "mark": mark})
            case GardenRenamed():
                tx.send(self.rename, {"key": key, "called": event.name, "event": event_id, "mark": mark})

    def rows(self, database: Database) -> list[tuple[Any, ...]]:
        """Everything in the table."""
        with database.read() as connection:
            return [tuple(row) for row in connection.execute(sa.select(self.table).order_by(self.table.c.id))]


def with_gardens(database: Database) -> tuple[Log, dict[str, Gardens]]:
    """A log that keeps the read model in the live slot, whose tables are made here."""
    views = {"a": Gardens("a"), "b": Gardens("b")}
    for view in views.values():
        view.metadata.create_all(database.engine)
    return gardens_log(database, views), views


def gardens_log(database: Database, views: dict[str, Gardens]) -> Log:
    """Another log on tables that exist."""

    def handle(tx: Transaction, event: Fact, event_id: int) -> None:
        views[tx.slot].handle(tx, event, event_id)

    return Log(database, handle)
