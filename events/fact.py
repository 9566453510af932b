"""What every event and every aggregate has in common.

An event is a class with a topic that never changes, whatever becomes of the class's name. It states only what
happened; who, when and why are stamped on it when the aggregate records it:

    class StartupRegistered(Fact, topic="startup.registered"):
        name: str
        country: str

    class StartupRenamed(Fact, topic="startup.renamed"):
        class_version = 2                                   # the shape of what is stored; older shapes are lifted
        name: str
        reason: str | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["reason"] = None

An aggregate decides in imperative methods and changes only in the methods marked with `applies`:

    class Startup(Root, kind="startup"):
        name: str

        @classmethod
        def register(cls, by: Actor, now: datetime, name: str, country: str) -> "Startup":
            startup = cls()
            startup.record(StartupRegistered(name=name, country=country), by, now)
            return startup

        def rename(self, by: Actor, now: datetime, name: str) -> None:
            if name != self.name:
                self.record(StartupRenamed(name=name, reason=None), by, now)

        @applies(StartupRegistered)
        def _registered(self, event: StartupRegistered) -> None:
            self.name = event.name

        @applies(StartupRenamed)
        def _renamed(self, event: StartupRenamed) -> None:
            self.name = event.name

Every event of an aggregate has such a method, also one that changes nothing. Attributes hold plain values (texts,
numbers, lists, dicts, sets, tuples, UUID, dates, Decimal, PersonalText), so that a snapshot can keep them.
Events are equal when their facts are: a test compares `startup.pending` with what it expects.
"""

import pickle
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar, Self, TypeVar, cast, dataclass_transform
from uuid import UUID, uuid4

from eventsourcing.utils import register_topic

from events.actor import Actor
from events.personal import PersonalText


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
@dataclass(frozen=True, kw_only=True)
class Fact:
    """An event: what happened, and by whom, when and why."""

    originator_id: UUID = field(init=False, compare=False)
    originator_version: int = field(init=False, compare=False)
    timestamp: datetime = field(init=False, compare=False)
    by: str = field(init=False, compare=False)
    why: PersonalText | None = field(init=False, compare=False, default=None)

    TOPIC: ClassVar[str]
    class_version: ClassVar[int] = 1

    def __init_subclass__(cls, topic: str) -> None:
        cls.TOPIC = topic
        cls.__annotations__.pop("class_version", None)
        dataclass(frozen=True, kw_only=True)(cls)
        register_topic(topic, cls)

    @property
    def recorded_at(self) -> datetime:
        """The moment at which the log took the event in; known of events that were read from it."""
        return cast(datetime, self.__dict__["_recorded_at"])


AnyFact = TypeVar("AnyFact", bound=Fact)
AnyRoot = TypeVar("AnyRoot", bound="Root")
Applier = Callable[[AnyRoot, AnyFact], None]


def applies(*classes: type[AnyFact]) -> Callable[[Applier[AnyRoot, AnyFact]], Applier[AnyRoot, AnyFact]]:
    """Mark the method that changes an aggregate for events of these classes."""

    def mark(method: Applier[AnyRoot, AnyFact]) -> Applier[AnyRoot, AnyFact]:
        method.__dict__["applies"] = classes
        return method

    return mark


class Root:
    """The base of aggregates: recorded facts, applied one by one."""

    kind: ClassVar[str]
    snapshot_version: ClassVar[int] = 1
    """Raise it when the same events lead to other attributes through code outside the marked methods."""
    appliers: ClassVar[dict[type[Fact], Callable[[Any, Any], None]]] = {}
    shape: ClassVar[str]

    id: UUID
    version: int
    created_on: datetime
    modified_on: datetime
    pending: list[Fact]

    def __init_subclass__(cls, kind: str) -> None:
        cls.kind = kind
        cls.appliers = dict(cls.appliers)
        for method in vars(cls).values():
            for event_class in getattr(method, "applies", ()):
                cls.appliers[event_class] = method
        cls.shape = _shape(cls)

    def __init__(self, id: UUID | None = None) -> None:
        self.id = id or uuid4()
        self.version = 0
        self.pending = []

    def record(self, fact: Fact, by: Actor, now: datetime, why: PersonalText | None = None) -> None:
        """Stamp the fact, apply it, and keep it to be saved."""
        stamp = {"originator_id": self.id, "originator_version": self.version + 1, "timestamp": now, "by": by.by}
        fact.__dict__.update(stamp)
        if why is not None:
            fact.__dict__["why"] = why
        self.apply(fact)
        self.pending.append(fact)

    def apply(self, fact: Fact) -> None:
        """Change by one fact, which must be the next of this aggregate."""
        if fact.originator_version != self.version + 1 or fact.originator_id != self.id:
            raise ValueError(f"{fact.TOPIC} {fact.originator_version} does not follow {self.kind} {self.version}")
        self.appliers[type(fact)](self, fact)
        if not self.version:
            self.created_on = fact.timestamp
        self.version = fact.originator_version
        self.modified_on = fact.timestamp

    @classmethod
    def replay(cls, aggregate: Self | None, facts: Iterable[Fact]) -> Self | None:
        """The aggregate after these facts; None when there are none, or when they are another kind's."""
        for fact in facts:
            if aggregate is None:
                if type(fact) not in cls.appliers:
                    return None
                aggregate = cls(fact.originator_id)
            aggregate.apply(fact)
        return aggregate

    def collect_events(self) -> list[Fact]:
        """Hand over what was recorded since the last time."""
        collected, self.pending = self.pending, []
        return collected

    def state(self) -> dict[str, Any]:
        """Everything a snapshot keeps."""
        return {name: value for name, value in vars(self).items() if name not in ("id", "pending")}

    @classmethod
    def restore(cls, id: UUID, state: dict[str, Any]) -> Self:
        """The aggregate that a snapshot kept."""
        aggregate = cls.__new__(cls)
        aggregate.__dict__.update(state, id=id, pending=[])
        return aggregate

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        return cast(Self, pickle.loads(pickle.dumps(self, pickle.HIGHEST_PROTOCOL)))  # own bytes, a fifth of the time


def _shape(cls: type[Root]) -> str:
    """A name of what snapshots of this class hold: it changes with the attributes and the methods that set them."""
    parts: list[object] = [cls.snapshot_version]
    for base in reversed(cls.__mro__):
        parts.append(sorted((name, str(hint)) for name, hint in vars(base).get("__annotations__", {}).items()))
    for event_class, method in sorted(cls.appliers.items(), key=lambda item: item[0].TOPIC):
        code = method.__code__
        constants = [constant for constant in code.co_consts if not hasattr(constant, "co_code")]
        parts += [event_class.TOPIC, event_class.class_version, code.co_code, code.co_names, constants]
    return f"{cls.kind}/{sha256(repr(parts).encode()).hexdigest()[:16]}"
