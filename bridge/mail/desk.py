"""Letters that did not leave, for administrators: who waits for what, and what to do about it."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select, update

from bridge.mail.outbox import FORGOTTEN, Outbox
from bridge.mail.tables import outbox
from events.actor import Actor
from events.errors import Broken, Missing, Refused

logger = logging.getLogger(__name__)
UNDELIVERED = ("waiting", "failed", "unsure")


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter as an administrator sees it: neither its words nor its link, and of an address only the domain."""

    id: UUID
    state: str
    kind: str
    account: UUID | None
    domain: str | None
    created_at: datetime
    due_at: datetime
    attempts: int
    failure: str | None


class Desk:
    """What an administrator may do with the outbox."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    def counts(self, actor: Actor) -> dict[str, int]:
        """How many letters there are in each state."""
        _administrator(actor)
        return self._outbox.counts()

    def undelivered(self, actor: Actor, state: str, limit: int, offset: int = 0) -> list[Undelivered]:
        """The letters of a state, the oldest first."""
        _administrator(actor)
        query = select(outbox).where(outbox.c.state == state).order_by(outbox.c.created_at, outbox.c.id)
        with self._outbox.db.read() as connection:
            return [_seen(row) for row in connection.execute(query.limit(limit).offset(offset))]

    def send_again(self, actor: Actor, id: UUID) -> None:
        """Let a letter leave as soon as the mailer comes by; its attempts are counted anew."""
        self._decide(actor, id, {"state": "waiting", "attempts": 0, "due_at": self._outbox.clock(), "done_at": None})

    def give_up(self, actor: Actor, id: UUID) -> None:
        """Forget a letter and what it says."""
        done = {"state": "dropped", "done_at": self._outbox.clock(), "lease": None, "leased_until": None, **FORGOTTEN}
        self._decide(actor, id, done)

    def _decide(self, actor: Actor, id: UUID, values: dict[str, Any]) -> None:
        _administrator(actor)
        with self._outbox.db.change() as tx:
            undelivered = (outbox.c.id == id, outbox.c.state.in_(UNDELIVERED))
            if tx.connection.execute(update(outbox).where(*undelivered).values(values)).rowcount != 1:
                known = tx.connection.scalar(select(func.count()).where(outbox.c.id == id))
                raise Broken("letter_is_done") if known else Missing("letter", id)
        logger.info("letter %s is %s: decided by %s", id, values["state"], actor.by)


def _seen(row: Row[Any]) -> Undelivered:
    domain = row.email.rpartition("@")[2] if row.email else None
    return Undelivered(
        row.id, row.state, row.kind, row.account, domain, row.created_at, row.due_at, row.attempts, row.failure
    )


def _administrator(actor: Actor) -> None:
    if "administrator" not in actor.roles:
        raise Refused("not_an_administrator")
