"""Read models that commit together with the events they are made from."""

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import EventStore, Mapper, Recording, StoredEvent

from events.fact import Fact
from events.store.recorder import ApplicationRecorder
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
Handler = Callable[[Transaction, Fact, int], object]


class InlineEventStore(EventStore[UUID]):
    """Hands every new event to a handler within its transaction, as a rebuild would: decoded, one by one, in order."""

    def __init__(self, mapper: Mapper[UUID], recorder: ApplicationRecorder, handler: Handler) -> None:
        super().__init__(mapper, recorder)
        self.handler = handler

    def put(self, domain_events: Sequence[Any], **kwargs: Any) -> list[Recording[UUID]]:
        """Store events and let the handler write what pages read."""
        return super().put(domain_events, inline=self.inline, **kwargs)

    def inline(
        self, transaction: Transaction, stored_events: Sequence[StoredEvent], ids: Sequence[int], recorded_at: int
    ) -> None:
        """Feed the handler; what it raises refuses the command, and is logged with the event's place."""
        for stored, id in zip(stored_events, ids, strict=True):
            try:
                self.handler(transaction, read_back(self.mapper, stored, recorded_at), id)
            except Exception:
                place = f"{stored.topic} {stored.originator_id} version {stored.originator_version}"
                logger.exception("a read model could not take in %s", place)
                raise


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
