"""The rows of mail: put in the transaction of what they tell about, leased by one sender at a time.

    waiting -> handed -> sent            the last line left, the server said yes
       |          |---> waiting, failed  it said no: for now, for good
       |          `---> unsure           the mailer died before it heard the answer
       |---> digest -> sent              kept for the daily letter, told in it
       `---> dropped                     not wanted (any more)

Why nothing is lost and nothing comes twice is in docs/decisions/mail.md.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from bridge.mail.letters import Letter
from bridge.mail.tables import outbox
from events.store import Database, Transaction

LEASE = timedelta(minutes=2)
ANSWER = timedelta(minutes=10)
"""How long a server may take to answer a whole letter before it is asked again (RFC 5321, 4.5.3.2.6)."""
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720, 1440, 1440))
KEPT = timedelta(days=30)
STATES = ("waiting", "handed", "sent", "failed", "unsure", "digest", "dropped")
UNHEARD = "the mailer ended before it heard the answer"
FORGOTTEN: dict[str, Any] = {"email": None, "params": {}, "path": None}


@dataclass(frozen=True, slots=True)
class Leased:
    """A letter that this process alone may send until the lease ends."""

    id: UUID
    lease: UUID
    letter: Letter
    created_at: datetime
    attempts: int


class LeaseLost(Exception):
    """Another sender took the letter meanwhile, or somebody gave it up: it is not ours to send any more."""


class Outbox:
    """Puts letters in, hands them out under a lease, and remembers how they fared."""

    def __init__(self, db: Database, clock: Callable[[], datetime], *, lease: timedelta = LEASE) -> None:
        self.db = db
        self.clock = clock
        self.lease_ends_after = lease

    def put(
        self, connection: Connection, letter: Letter, *, key: str | None = None, due: datetime | None = None
    ) -> None:
        """Add a letter to the caller's transaction; a `key` that was put before adds nothing."""
        id = uuid5(NAMESPACE_URL, f"letter:{key}") if key else uuid4()
        if key and connection.execute(select(outbox.c.id).where(outbox.c.id == id)).first():
            return
        now = self.clock()
        connection.execute(
            insert(outbox).values(
                id=id,
                state="waiting",
                kind=letter.kind,
                account=letter.account,
                email=letter.email,
                language=letter.language,
                params=dict(letter.params),
                path=letter.path,
                thread=letter.thread,
                created_at=now,
                due_at=due or now,
                attempts=0,
            )
        )

    def lease(self, most: int = 20) -> list[Leased]:
        """Take letters that are due, so that no other sender takes them too."""
        now, lease = self.clock(), uuid4()
        due = (
            select(outbox.c.id)
            .where(outbox.c.state == "waiting", outbox.c.due_at <= now)
            .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
            .order_by(outbox.c.due_at)
            .limit(most)
        )
        # Looked for before the write lock is asked for: most of the time nothing waits.
        with self.db.read() as connection:
            if connection.execute(due.limit(1)).first() is None:
                return []
        with self.db.change() as tx:
            ids = tx.connection.execute(due.with_for_update(skip_locked=True)).scalars().all()
            until = now + self.lease_ends_after
            tx.connection.execute(update(outbox).where(outbox.c.id.in_(ids)).values(lease=lease, leased_until=until))
            rows = tx.connection.execute(select(outbox).where(outbox.c.lease == lease).order_by(outbox.c.due_at)).all()
        return [Leased(row.id, lease, letter_of(row), row.created_at, row.attempts) for row in rows]

    @contextmanager
    def handing_over(self, leased: Leased) -> Iterator[Transaction]:
        """The transaction in which a letter's last line leaves; raises `LeaseLost` where it may not.

        The row is changed before the line is written and committed right after: who finds it 'waiting' knows that it
        did not leave. The block must write those few bytes without waiting, and nothing else.
        """
        with self.db.change() as tx:
            mine = self._mine(leased, state="handed", leased_until=self.clock() + 2 * ANSWER)
            if tx.connection.execute(mine.where(outbox.c.state == "waiting")).rowcount != 1:
                raise LeaseLost
            yield tx

    def sent(self, leased: Leased) -> None:
        """Note that a letter left; its address, words and link are forgotten with it."""
        self._done(leased, state="sent", failure=None, **FORGOTTEN)

    def dropped(self, leased: Leased, why: str) -> None:
        """Note that nobody wants a letter any more."""
        self._done(leased, state="dropped", failure=why, **FORGOTTEN)

    def failed(self, leased: Leased, failure: str, *, final: bool) -> None:
        """Note why a letter did not leave (never an address); it is tried again unless that is final."""
        if final or leased.attempts >= len(RETRY_AFTER):
            self._done(leased, state="failed", failure=failure)
            return
        due = self.clock() + RETRY_AFTER[leased.attempts]
        self._free(leased, state="waiting", attempts=leased.attempts + 1, due_at=due, failure=failure)

    def released(self, leased: Leased, failure: str) -> None:
        """Give a letter back as it was: the server was not there, which says nothing about the letter."""
        self._free(leased, failure=failure)

    def held(self, leased: Leased) -> None:
        """Keep a letter for its reader's daily one."""
        self._free(leased, state="digest", failure=None)

    def take_held(self, connection: Connection, account: UUID) -> list[Letter]:
        """The letters that wait for a person's daily one, the oldest first; the caller's transaction tells them."""
        mine = (outbox.c.account == account, outbox.c.state == "digest")
        rows = connection.execute(select(outbox).where(*mine).order_by(outbox.c.created_at).with_for_update()).all()
        told = update(outbox).where(outbox.c.id.in_([row.id for row in rows]))
        connection.execute(told.values(state="sent", done_at=self.clock(), **FORGOTTEN))
        return [letter_of(row) for row in rows]

    def held_for(self) -> list[UUID]:
        """For whose daily letters something is kept."""
        with self.db.read() as connection:
            query = select(outbox.c.account).where(outbox.c.state == "digest").distinct()
            return [account for account in connection.scalars(query) if account is not None]

    def let_go(self, accounts: Sequence[UUID]) -> int:
        """Hand what was kept for these daily letters to the mailer, which asks what their readers wish now."""
        if not accounts:
            return 0
        with self.db.change() as tx:
            kept = update(outbox).where(outbox.c.account.in_(accounts), outbox.c.state == "digest")
            return tx.connection.execute(kept.values(state="waiting", due_at=self.clock())).rowcount

    def settle(self) -> int:
        """Find the letters whose mailer died after it had handed them over; answers how many."""
        with self.db.read() as connection:
            unheard = (outbox.c.state == "handed", outbox.c.leased_until <= self.clock())
            if connection.execute(select(outbox.c.id).where(*unheard).limit(1)).first() is None:
                return 0
        with self.db.change() as tx:
            doubt = update(outbox).where(*unheard).values(state="unsure", failure=UNHEARD, done_at=self.clock())
            return tx.connection.execute(doubt.values(lease=None, leased_until=None)).rowcount

    def counts(self) -> dict[str, int]:
        """How many letters there are in each state, for the health page."""
        with self.db.read() as connection:
            rows = connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state)).all()
        return dict.fromkeys(STATES, 0) | {str(row[0]): int(row[1]) for row in rows}

    def waits_since(self) -> datetime | None:
        """Since when the oldest letter that should have left is due."""
        with self.db.read() as connection:
            overdue = (outbox.c.state == "waiting", outbox.c.due_at <= self.clock())
            oldest = select(func.min(outbox.c.due_at)).where(*overdue)
            found: datetime | None = connection.scalar(oldest)
            return found

    def sweep(self) -> None:
        """Forget letters that were done with long ago, and let the database's files forget all addresses."""
        with self.db.change() as tx:
            tx.connection.execute(delete(outbox).where(outbox.c.done_at < self.clock() - KEPT))
        self.db.scrub([outbox])

    def _mine(self, leased: Leased, **values: Any) -> Any:
        return update(outbox).where(outbox.c.id == leased.id, outbox.c.lease == leased.lease).values(values)

    def _free(self, leased: Leased, **values: Any) -> None:
        with self.db.change() as tx:
            tx.connection.execute(self._mine(leased, lease=None, leased_until=None, **values))

    def _done(self, leased: Leased, **values: Any) -> None:
        self._free(leased, done_at=self.clock(), **values)


def letter_of(row: Row[Any]) -> Letter:
    """The letter in a row."""
    return Letter(row.kind, row.account, row.email, row.language, row.params, row.path, row.thread)
