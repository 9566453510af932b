"""Requests that may be sent again: the same Idempotency-Key gives the same answer for a day and acts once.

A request begins by writing its key with a lease. The transaction that writes its first fact marks the row `done`, and
only while the lease is its own: so a request that died before that may be taken over, and one that died after it is
never carried out again, even though nobody heard the answer.
"""

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
import sqlalchemy as sa

from bridge.machines.tables import repeats
from events.errors import Broken, DomainError
from events.fact import Fact
from events.personal import PersonalText
from events.store import Database, IntegrityError, Keys, Prepared, Transaction

KEPT = timedelta(hours=24)
LEASED = timedelta(minutes=2)  # longer than any request may take

_DONE = Prepared(
    repeats.update()
    .where(repeats.c.lease == sa.bindparam("own", type_=sa.Uuid()), repeats.c.state != "answered")
    .values(state="done", about=sa.bindparam("subject", type_=sa.Uuid()))
)


class Reused(DomainError):
    """The key came before with another request."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given before."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Lease:
    """A request under way: whose key it is, and whether the log has its facts already."""

    id: UUID
    token: UUID
    key: str
    noted_in: Transaction | None = None


_current: ContextVar[Lease | None] = ContextVar("lease", default=None)


class Repeats:
    """Keeps keys and answers."""

    def __init__(self, db: Database, keys: Keys, secret: str, clock: Callable[[], datetime]) -> None:
        self.db, self.keys, self.clock = db, keys, clock
        self._key = sha256(b"repeats:" + secret.encode()).digest()

    def begin(self, token: UUID, key: str, request: bytes) -> Lease | Kept:
        """Begin a request, or answer what it led to before. Raises `Reused`, or `Broken` while it is under way."""
        hidden, asked, now = self._hidden(key.encode()), self._hidden(request), self.clock()
        lease = Lease(uuid4(), token, hidden)
        mine = (repeats.c.token == token, repeats.c.key == hidden)
        new = {"token": token, "key": hidden, "request": asked, "lease": lease.id, "state": "running", "began_at": now}
        try:
            with self.db.change() as tx:
                # What is over, and what died before it did anything.
                mute = sa.and_(repeats.c.state == "running", repeats.c.request == asked)
                lost = sa.and_(mute, repeats.c.began_at <= now - LEASED)
                over = sa.or_(repeats.c.began_at <= now - KEPT, lost)
                tx.connection.execute(repeats.delete().where(*mine, over))
                tx.connection.execute(repeats.insert().values(**new))
        except IntegrityError:
            with self.db.read() as connection:
                row = connection.execute(sa.select(repeats).where(*mine)).first()
            return self._before(row, asked)
        return lease

    def _before(self, row: sa.Row[Any] | None, asked: str) -> Kept:
        if row is not None and row.request != asked:
            raise Reused("idempotency_key_reused")
        if row is None or row.state == "running" or (row.state == "done" and self.clock() < row.began_at + LEASED):
            raise Broken("request_under_way")
        opened = None if row.answer is None else self.keys.open(PersonalText.parse(row.answer))
        if opened is None:
            raise Broken("answer_lost", about=None if row.about is None else str(row.about))
        kept = orjson.loads(opened)
        return Kept(row.status, kept["headers"], kept["body"].encode())

    @contextmanager
    def under(self, lease: Lease) -> Iterator[None]:
        """Facts that are written meanwhile belong to this request."""
        before = _current.set(lease)
        try:
            yield
        finally:
            _current.reset(before)

    def happened(self, tx: Transaction, fact: Fact) -> None:
        """The log takes a fact in: note in the same transaction that the request acted, once."""
        lease = _current.get()
        if lease is None or lease.noted_in is tx:
            return
        if tx.run(_DONE, {"own": lease.id, "subject": fact.originator_id}) != 1:
            raise Broken("request_under_way")  # somebody else has taken it over: nothing of this one may stay
        lease.noted_in = tx  # a command that is tried again has another transaction, and must note it there

    def answered(self, lease: Lease, account: UUID, kept: Kept) -> None:
        """Keep the answer for a day."""
        text = orjson.dumps({"headers": kept.headers, "body": kept.body.decode()}).decode()
        values = {"state": "answered", "status": kept.status, "answer": str(self.keys.seal(account, text))}
        self._where(repeats.update().where(repeats.c.lease == lease.id).values(**values))

    def void(self, lease: Lease) -> None:
        """The request broke: unless it acted before that, it may be sent again as if for the first time."""
        self._where(repeats.delete().where(repeats.c.lease == lease.id, repeats.c.state == "running"))

    def sweep(self, connection: sa.Connection) -> None:
        """Forget what is older than a day."""
        connection.execute(repeats.delete().where(repeats.c.began_at <= self.clock() - KEPT))

    def _where(self, statement: sa.Executable) -> None:
        with self.db.change() as tx:
            tx.connection.execute(statement)

    def _hidden(self, text: bytes) -> str:
        return hmac.new(self._key, text, sha256).hexdigest()
