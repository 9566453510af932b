"""What every event and every aggregate has in common.

An event is a class with a topic that never changes, whatever becomes of the class's name. It carries what happened and
says in `apply` what that changes; who, when and why are stamped on it when the aggregate records it. The first event of
an aggregate is a `Created`: what it carries goes to the aggregate's `__init__`.

    class StartupRegistered(Created, topic="startup.registered"):
        name: str
        country: str

    class StartupRenamed(Fact, topic="startup.renamed"):
        class_version = 2                                   # the shape of what is stored; older shapes are lifted
        name: str
        old: str | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["old"] = None

        def apply(self, startup: "Startup") -> None:
            startup.name = self.name

    class Startup(Root, created=StartupRegistered):         # "startup", the first word of the topic, is its KIND
        def __init__(self, name: str, country: str) -> None:
            self.name, self.country = name, country

        def rename(self, by: Actor, now: datetime, name: str) -> None:
            if name != self.name:
                self.record(StartupRenamed, by, now, name=name, old=self.name)

    startup = Startup.begin(by, now, name="Anor", country="UZ")      # id=... where it is known before

Attributes hold plain values (texts, numbers, lists, dicts, sets, tuples, UUID, dates, Decimal, PersonalText), so that a
snapshot can keep them. Facts are equal when what they carry is: a test compares `startup.pending` with what it expects,
`[StartupRenamed(name="Anor", old=None)]`.
"""

from collections.abc import Iterable
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
    known: ClassVar[dict[str, type["Fact"]]] = {}

    def __init_subclass__(cls, topic: str = "") -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        if topic:
            cls.TOPIC = topic
            register_topic(topic, cls)  # refuses a topic that another class has
            Fact.known[topic] = cls

    def apply(self, aggregate: Any) -> None:
        """Change the aggregate that this happened to; many facts change nothing that commands need."""

    @property
    def recorded_at(self) -> datetime:
        """The moment at which the log took the event in; known of events that were read from it."""
        return cast(datetime, self.__dict__["_recorded_at"])


class Created(Fact):
    """The first event of an aggregate; what it carries are the arguments of the aggregate's `__init__`."""


AnyFact = TypeVar("AnyFact", bound=Fact)


class Root:
    """The base of aggregates: it decides in methods named after commands, and changes only by the facts it records."""

    KIND: ClassVar[str]
    CREATED: ClassVar[type[Created]]
    SNAPSHOT: ClassVar[int] = 1
    """Raise it when the same events lead to other attributes for a reason that `shape` cannot see."""

    id: UUID
    version: int
    created_on: datetime
    modified_on: datetime
    pending: list[Fact]

    def __init_subclass__(cls, created: type[Created]) -> None:
        cls.CREATED = created
        cls.KIND = created.TOPIC.partition(".")[0]

    @classmethod
    def begin(
        cls, by: Actor, now: datetime, *, id: UUID | None = None, why: PersonalText | None = None, **carried: Any
    ) -> Self:
        """A new aggregate, with its first fact to be saved."""
        fact = cls.CREATED(**carried)
        _stamp(fact, id or uuid4(), 1, by, now, why)
        aggregate = cls._created(fact)
        aggregate.pending.append(fact)
        return aggregate

    def record(
        self, fact: type[AnyFact], by: Actor, now: datetime, why: PersonalText | None = None, **carried: Any
    ) -> AnyFact:
        """State a fact: it changes the aggregate at once and is kept to be saved."""
        happened = fact(**carried)
        _stamp(happened, self.id, self.version + 1, by, now, why)
        self._advance(happened)
        self.pending.append(happened)
        return happened

    @classmethod
    def replay(cls, aggregate: Self | None, facts: Iterable[Fact]) -> Self | None:
        """The aggregate after these facts; None when there are none, or when they are another kind's."""
        for fact in facts:
            if aggregate is not None:
                aggregate._advance(fact)
            elif isinstance(fact, cls.CREATED):
                aggregate = cls._created(fact)
            else:
                return None
        return aggregate

    @classmethod
    def _created(cls, fact: Created) -> Self:
        aggregate = cls.__new__(cls)
        aggregate.id, aggregate.version, aggregate.pending = fact.originator_id, 1, []
        aggregate.created_on = aggregate.modified_on = fact.timestamp
        stamps = Fact.__dataclass_fields__
        carried = {name: getattr(fact, name) for name in fact.__dataclass_fields__ if name not in stamps}
        aggregate.__init__(**carried)  # type: ignore[misc]  # the library's way: state begins with what the event carries
        fact.apply(aggregate)
        return aggregate

    def _advance(self, fact: Fact) -> None:
        if fact.originator_version != self.version + 1:
            raise ValueError(f"{fact.TOPIC} {fact.originator_version} does not follow {self.KIND} {self.version}")
        fact.apply(self)
        self.version = fact.originator_version
        self.modified_on = fact.timestamp

    def collect_events(self) -> list[Fact]:
        """Hand over what was recorded since the last time."""
        collected, self.pending = self.pending, []
        return collected

    def kept(self) -> dict[str, Any]:
        """Everything a snapshot keeps."""
        return {name: value for name, value in vars(self).items() if name not in ("id", "pending")}

    @classmethod
    def restore(cls, id: UUID, state: dict[str, Any]) -> Self:
        """The aggregate that a snapshot kept."""
        aggregate = cls.__new__(cls)
        aggregate.__dict__.update(state, id=id, pending=[])
        return aggregate

    @classmethod
    def shape(cls) -> str:
        """A name of what snapshots of this class hold: other code of `__init__` or of an `apply` gives another name."""
        parts: list[object] = [cls.SNAPSHOT, _code(cls.__init__)]
        for topic, fact in sorted(Fact.known.items()):
            if topic.startswith(cls.KIND + "."):
                parts += [topic, fact.class_version, _code(fact.apply)]
        return f"{cls.KIND}/{sha256(repr(parts).encode()).hexdigest()[:16]}"


def _stamp(fact: Fact, id: UUID, version: int, by: Actor, now: datetime, why: PersonalText | None) -> None:
    fact.__dict__.update(originator_id=id, originator_version=version, timestamp=now, by=by.by)
    if why is not None:
        fact.__dict__["why"] = why


def _code(function: Any) -> list[object]:
    code = getattr(function, "__code__", None)
    if code is None:
        return []
    constants = [repr(constant) for constant in code.co_consts if not hasattr(constant, "co_code")]
    return [code.co_code, code.co_names, code.co_varnames, constants]
