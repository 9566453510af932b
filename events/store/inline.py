"""Read models that commit together with the events they are made from."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import EventStore, Mapper, OperationalError, PersistenceError, Recording, StoredEvent

from events.errors import DomainError
from events.fact import Fact
from events.store.failures import ClaimTaken, VersionConflict
from events.store.places import described, stop
from events.store.recorder import ApplicationRecorder
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
READ_MODELS = "read models"  # the name under which the health page shows that a handler failed
Handler = Callable[[Transaction, Fact, int], object]


class InlineEventStore(EventStore[UUID]):
    """Hands every new event to a handler within its transaction, as a rebuild would: decoded, one by one, in order."""

    recorder: ApplicationRecorder

    def __init__(self, mapper: Mapper[UUID], recorder: ApplicationRecorder, handler: Handler) -> None:
        super().__init__(mapper, recorder)
        self.handler = handler

    def put(self, domain_events: Sequence[Any], **kwargs: Any) -> list[Recording[UUID]]:
        """Store events and let the handler write what pages read; what it raises refuses the command, loudly."""
        try:
            return super().put(domain_events, inline=self.inline, **kwargs)
        except (DomainError, ClaimTaken, VersionConflict, OperationalError):
            raise
        except Exception as error:
            self._report(domain_events, error)
            raise

    def inline(
        self, transaction: Transaction, stored_events: Sequence[StoredEvent], ids: Sequence[int], recorded_at: int
    ) -> None:
        """Feed the handler."""
        for stored, id in zip(stored_events, ids, strict=True):
            self.handler(transaction, read_back(self.mapper, stored, recorded_at), id)

    def _report(self, facts: Sequence[Fact], error: Exception) -> None:
        places = ", ".join(f"{fact.TOPIC} {fact.originator_id} {fact.originator_version}" for fact in facts[:5])
        logger.error("the log refused %s: %s", places, described(error))
        try:
            newest = self.recorder.max_notification_id() or 0
            stop(self.recorder.database, READ_MODELS, newest + 1, error)
        except PersistenceError:
            logger.exception("the health page does not know of it")


def read_back(mapper: Mapper[UUID], stored: StoredEvent, recorded_at: int) -> Fact:
    """A stored event as the fact that handlers and followers get."""
    fact = mapper.to_domain_event(stored)
    fact.__dict__["_recorded_at"] = moment(recorded_at)
    if not isinstance(fact, Fact):
        raise TypeError(f"{stored.topic} is not a fact")
    return fact


def moment(microseconds: int) -> datetime:
    """A moment of the log as a time in UTC, to the microsecond."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
