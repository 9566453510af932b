"""What an incubator says that it has seen of a startup of its own: facts and rules."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

VALID_FOR = timedelta(days=730)
"""So long a badge says it; the history says it for ever."""


class StartupVerified(Fact, topic="startup.verified"):
    """An incubator has seen something of the startup with its own eyes; once more makes it fresh.

    `note` is what the person who saw it adds, for everybody who sees the badge.
    """

    class_version = 2
    incubator: UUID
    what: str
    note: PersonalText | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["note"] = None

    def apply(self, startup: "Startup") -> None:
        startup.verified = {**startup.verified, _key(self.incubator, self.what): self.timestamp}


class VerificationWithdrawn(Fact, topic="startup.verification_withdrawn"):
    """The incubator does not say it any more."""

    incubator: UUID
    what: str

    def apply(self, startup: "Startup") -> None:
        gone = _key(self.incubator, self.what)
        startup.verified = {key: at for key, at in startup.verified.items() if key != gone}


def verify(startup: "Startup", by: Actor, now: datetime, incubator: UUID, what: str, note: PersonalText | None) -> None:
    """Say what was seen; only of a startup that belongs to the incubator."""
    if incubator not in startup.incubators():
        raise Broken("not_admitted")
    startup.record(StartupVerified, by, now, incubator=incubator, what=what, note=note)


def withdraw(startup: "Startup", by: Actor, now: datetime, incubator: UUID, what: str) -> None:
    """Take it back."""
    if _key(incubator, what) not in startup.verified:
        raise Broken("not_verified")
    startup.record(VerificationWithdrawn, by, now, incubator=incubator, what=what)


def _key(incubator: UUID, what: str) -> str:
    return f"{incubator.hex}:{what}"
