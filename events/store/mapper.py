"""Facts to stored events and back."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import TopicError

from events.fact import Fact


class FactMapper(Mapper[UUID]):
    """Maps only classes with a registered topic; the time is plain text, as every event has one."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """The stored form of a fact that an aggregate recorded."""
        fact: Fact = domain_event
        state = dict(vars(fact))
        id, version = state.pop("originator_id"), state.pop("originator_version")
        state["timestamp"] = state["timestamp"].isoformat()
        if fact.class_version > 1:
            state["class_version"] = fact.class_version
        return StoredEvent(id, version, fact.TOPIC, self.transcoder.encode(state))

    def to_domain_event(self, stored_event: StoredEvent) -> Fact:
        """The fact of a stored event, whatever version of its class wrote it."""
        cls = Fact.known.get(stored_event.topic)
        if cls is None:
            raise TopicError(f"no event has the topic {stored_event.topic!r}")
        state: dict[str, Any] = self.transcoder.decode(stored_event.state)
        version = state.pop("class_version", 1)
        while version < cls.class_version:
            getattr(cls, f"upcast_v{version}_v{version + 1}")(state)
            version += 1
        state["timestamp"] = datetime.fromisoformat(state["timestamp"])
        state["originator_id"] = cast(UUID, stored_event.originator_id)
        state["originator_version"] = stored_event.originator_version
        fact = object.__new__(cls)
        fact.__dict__.update(state)
        return fact
