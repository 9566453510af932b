"""What the accounts answer with, and what can go wrong that is not the fault of a field."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

LANGUAGES = ("en", "ru", "ur", "ky", "uz")


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in. `epoch` grows when other sign-ins must end."""

    id: UUID
    email: str
    name: str
    language: str
    time_zone: str
    phone: str | None
    whatsapp: str | None
    telegram: str | None
    epoch: int
    created_at: datetime
    letters: str = "at_once"  # or daily, never: how they want to hear of what waits and what happened


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person; shown only to those whom they said yes to."""

    name: str
    email: str
    phone: str | None
    whatsapp: str | None
    telegram: str | None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What somebody typed to register; `next` is the page they wanted when they were asked to."""

    email: str
    password: str
    name: str
    language: str = "en"
    time_zone: str = "UTC"
    next: str | None = None


class LinkFailed(Exception):
    """A link from a mail that does not work: never made here, too old, or used before."""

    def __init__(self, reason: Literal["unknown", "expired", "used"]) -> None:
        super().__init__(reason)
        self.reason = reason


class TooManyAttempts(Exception):
    """A limit was reached; it frees at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
