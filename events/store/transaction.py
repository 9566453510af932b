"""What runs between BEGIN and COMMIT."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from events.store.prepared import Prepared
from events.store.session import Session
from events.store.tables import log_head, read_model_slot

Params = Mapping[str, Any]
NOTHING: Params = {}

READ_HEAD = Prepared(
    sa.select(
        log_head.c.last_id, log_head.c.entries, log_head.c.recorded_at, log_head.c.hash, read_model_slot.c.slot
    ).where(log_head.c.one == read_model_slot.c.one)
)


class Head(NamedTuple):
    """The end of the log as this transaction found it, and the slot of the read models that pages show."""

    last_id: int
    entries: int
    recorded_at: int
    hash: bytes
    slot: str


class Transaction:
    """One open transaction of this thread; statements go to the driver's cursor."""

    __slots__ = ("_head", "session")

    def __init__(self, session: Session, head: Head | None = None) -> None:
        self.session = session
        self._head = head

    def send(self, statement: Prepared, params: Params | Sequence[Params] = NOTHING) -> None:
        """Run without waiting for the answer: on PostgreSQL several statements then travel together."""
        if isinstance(params, Mapping):
            form = statement.compiled(self.session.dialect, params)
            self.session.send(form.sql, form.bind(params))
        elif len(params) == 1:
            self.send(statement, params[0])
        elif params:
            form = statement.compiled(self.session.dialect, params[0])
            self.session.send_many(form.sql, [form.bind(row) for row in params])

    def run(self, statement: Prepared, params: Params | Sequence[Params] = NOTHING) -> int:
        """Run, and answer how many rows it touched; a list of parameters runs once for each."""
        if isinstance(params, Mapping):
            form = statement.compiled(self.session.dialect, params)
            return self.session.count(form.sql, form.bind(params))
        return sum(self.run(statement, row) for row in params) if len(params) < 2 else self._run_many(statement, params)

    def _run_many(self, statement: Prepared, params: Sequence[Params]) -> int:
        form = statement.compiled(self.session.dialect, params[0])
        return self.session.count_many(form.sql, [form.bind(row) for row in params])

    def rows(self, statement: Prepared, params: Params = NOTHING) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        form = statement.compiled(self.session.dialect, params)
        return form.results(self.session.fetch(form.sql, form.bind(params)))

    @property
    def connection(self) -> sa.Connection:
        """The same transaction for SQLAlchemy, for statements that are not worth preparing."""
        return self.session.open_connection()

    @property
    def head(self) -> Head:
        """The end of the log, read in a statement of its own after the lock."""
        if self._head is None:
            self._head = Head(*self.rows(READ_HEAD)[0])
        return self._head

    def advance(self, head: Head) -> None:
        """The log has grown in this transaction; what is appended next stands on this."""
        self._head = head

    @property
    def slot(self) -> str:
        """The slot of the read models that this transaction must write to."""
        return self.head.slot
