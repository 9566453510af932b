"""The rows of mail: put in the transaction of what they tell about, leased by one sender at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from bridge.mail.letters import Letter
from bridge.mail.tables import outbox
from events.store import Database

LEASE = timedelta(minutes=5)
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 20, 60, 240, 720))
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Leased:
    """A letter that this process alone may send until the lease ends."""

    id: UUID
    lease: UUID
    letter: Letter
    created_at: datetime
    attempts: int


class Outbox:
    """Puts letters in, hands them out under a lease, and remembers how they fared."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self.db = db
        self.clock = clock

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
            taken = update(outbox).where(outbox.c.id.in_(ids)).values(lease=lease, leased_until=now + LEASE)
            tx.connection.execute(taken)
            rows = tx.connection.execute(select(outbox).where(outbox.c.lease == lease).order_by(outbox.c.due_at)).all()
        return [
            Leased(
                id=row.id,
                lease=lease,
                letter=Letter(row.kind, row.account, row.email, row.language, row.params, row.path),
                created_at=row.created_at,
                attempts=row.attempts,
            )
            for row in rows
        ]

    def sent(self, leased: Leased) -> None:
        """Note that a letter left; its address, words and link are forgotten with it."""
        self._done(leased, state="sent", failure=None)

    def failed(self, leased: Leased, failure: str, *, final: bool) -> None:
        """Note why a letter did not leave (never an address); it is tried again unless that is final."""
        if final or leased.attempts >= len(RETRY_AFTER):
            self._done(leased, state="failed", failure=failure)
            return
        with self.db.change() as tx:
            again = update(outbox).where(outbox.c.id == leased.id, outbox.c.lease == leased.lease)
            tx.connection.execute(
                again.values(
                    attempts=leased.attempts + 1,
                    due_at=self.clock() + RETRY_AFTER[leased.attempts],
                    lease=None,
                    leased_until=None,
                    failure=failure,
                )
            )

    def counts(self) -> dict[str, int]:
        """How many letters wait, were sent and failed, for the health page."""
        with self.db.read() as connection:
            rows = connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state)).all()
        return {"waiting": 0, "sent": 0, "failed": 0} | {str(row[0]): int(row[1]) for row in rows}

    def sweep(self) -> None:
        """Forget letters that were done with long ago."""
        with self.db.change() as tx:
            tx.connection.execute(delete(outbox).where(outbox.c.done_at < self.clock() - KEPT))

    def _done(self, leased: Leased, *, state: str, failure: str | None) -> None:
        with self.db.change() as tx:
            done = update(outbox).where(outbox.c.id == leased.id, outbox.c.lease == leased.lease)
            tx.connection.execute(
                done.values(
                    state=state,
                    failure=failure,
                    done_at=self.clock(),
                    lease=None,
                    leased_until=None,
                    email=None,
                    params={},
                    path=None,
                )
            )
