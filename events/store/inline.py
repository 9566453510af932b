"""Read models that commit together with the events they are made from."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from eventsourcing.persistence import EventStore, Mapper, OperationalError, PersistenceError, Recording, StoredEvent

from events.errors import DomainError
from events.fact import AnyFact, Fact, Root
from events.store.failures import ClaimTaken, VersionConflict
from events.store.places import described, stop
from events.store.recorder import ApplicationRecorder
from events.store.transaction import Transaction

logger = logging.getLogger(__name__)
AnyRoot = TypeVar("AnyRoot", bound=Root)
READ_MODELS = "read models"  # the name under which the health page shows that a handler failed
Handler = Callable[[Transaction, Fact, int], object]
Reaction = Callable[[Transaction, Any], Iterable[Root]]


class InlineEventStore(EventStore[UUID]):
    """Hands every new event to a handler within its transaction, as a rebuild would: decoded, one by one, in order."""

    recorder: ApplicationRecorder

    def __init__(self, mapper: Mapper[UUID], recorder: ApplicationRecorder, handler: Handler) -> None:
        super().__init__(mapper, recorder)
        self.handler = handler
        self.reactions: dict[type[Fact], list[Reaction]] = {}

    def react(self, to: type[AnyFact], reaction: Reaction) -> None:
        """Ask `reaction` for what follows whenever such a fact is stored: aggregates with facts still to be saved.

        They join the transaction of the fact that they follow from, after the read models took it in; what the
        reaction raises refuses the command. It loads aggregates with `within`, not from memory. One that has `once`
        set looks at the whole state: it is asked after the last of several such facts alone.
        """
        self.reactions.setdefault(to, []).append(reaction)

    def within(self, transaction: Transaction, cls: type[AnyRoot], id: UUID) -> AnyRoot | None:
        """The aggregate as this transaction sees it."""
        facts = [self.mapper.to_domain_event(stored) for stored in self.recorder.all_of(transaction, id)]
        return cls.replay(None, facts)  # type: ignore[arg-type]  # the log holds facts

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
        """Feed the handler, then append what follows from these events, and feed it with that."""
        following: list[tuple[Reaction, Fact]] = []
        for stored, id in zip(stored_events, ids, strict=True):
            fact = read_back(self.mapper, stored, recorded_at)
            self.handler(transaction, fact, id)
            following += [(reaction, fact) for reaction in self.reactions.get(type(fact), ())]
        last = {reaction: place for place, (reaction, _) in enumerate(following)}
        for place, (reaction, fact) in enumerate(following):
            if getattr(reaction, "once", False) and last[reaction] != place:
                continue
            for aggregate in reaction(transaction, fact):
                more = [self.mapper.to_stored_event(happened) for happened in aggregate.collect_events()]
                self.inline(transaction, more, *self.recorder.append(transaction, more, recorded_at))

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
