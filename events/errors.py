"""What can go wrong when somebody asks for something: codes and facts, never interface text."""

import dataclasses
from collections.abc import Iterable, Mapping
from uuid import UUID


class DomainError(Exception):
    """A request that the domain answers with a reason instead of a fact."""


class Refused(DomainError):
    """The actor may not do this."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Missing(DomainError):
    """There is no such thing, or nobody may know that there is."""

    def __init__(self, kind: str, id: UUID | str) -> None:
        super().__init__(kind, id)
        self.kind, self.id = kind, id


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field of what was sent."""

    field: str
    code: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)


class Invalid(DomainError):
    """What was sent is not acceptable; every problem names its field."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*(f"{problem.field}: {problem.code}" for problem in self.problems))


class Taken(Invalid):
    """A value that must be unique has an owner already."""

    def __init__(self, kind: str, value: str) -> None:
        super().__init__([Problem(kind, "taken", {"value": value})])
        self.kind, self.value = kind, value


class Broken(DomainError):
    """The present state forbids what was asked for."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Stale(DomainError):
    """Somebody else changed the thing since it was read: it is at `current`, the change was made for `version`."""

    def __init__(self, kind: str, id: UUID | str, version: int, current: int | None = None) -> None:
        super().__init__(kind, id, version, current)
        self.kind, self.id, self.version, self.current = kind, id, version, current
