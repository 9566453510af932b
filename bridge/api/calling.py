"""What an operation is called with: who asks, by which token, and the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from bridge.machines import Token
from events.actor import VISITOR, Actor
from events.errors import Refused

if TYPE_CHECKING:
    from bridge.composition import Bridge, Reading


B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Answer(Generic[B]):
    """What an operation may return instead of its model: where the new thing is, or how the list goes on."""

    body: B
    location: str | None = None
    links: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One request. `version` is the one that the caller means to change, None for whichever there is."""

    bridge: "Bridge"
    actor: Actor = VISITOR
    token: Token | None = None
    version: int | None = None

    @contextmanager
    def reading(self) -> Iterator["Reading"]:
        """One consistent look."""
        with self.bridge.reading() as reading:
            yield reading

    @property
    def account(self) -> UUID:
        """The person who answers for the request."""
        if self.actor.account is None:
            raise Refused("sign_in")
        return self.actor.account
