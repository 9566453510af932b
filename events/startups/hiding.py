"""A profile that a decision hides, a decision's suspension that ends while another goes on: facts and their rules."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.startups.confirming import looked_after
from events.startups.standing import SUSPENDED, StartupReinstated, StartupSuspended

if TYPE_CHECKING:
    from events.startups.aggregate import Startup


class ProfileHidden(Fact, topic="startup.hidden"):
    """A decision hid the profile: its people see it and can change it, and it stays hidden until that is lifted."""

    decision: UUID
    reason: str

    def apply(self, startup: "Startup") -> None:
        startup.hidden_by = {**startup.hidden_by, self.decision.hex: startup.profile["visibility"]}
        startup.profile = {**startup.profile, "visibility": "hidden"}


class ProfileShownAgain(Fact, topic="startup.shown_again"):
    """The decision does not hide the profile any more; `visibility` is what it has from now on."""

    decision: UUID
    visibility: str

    def apply(self, startup: "Startup") -> None:
        startup.hidden_by = {key: was for key, was in startup.hidden_by.items() if key != self.decision.hex}
        startup.profile = {**startup.profile, "visibility": self.visibility}
        looked_after(startup, self.timestamp)


class SuspensionEnded(Fact, topic="startup.suspension_ended"):
    """One of several suspensions ended; the startup stays suspended by the others."""

    decision: UUID

    def apply(self, startup: "Startup") -> None:
        startup.suspensions = [key for key in startup.suspensions if key != self.decision.hex]


def suspend(startup: "Startup", by: Actor, now: datetime, decision: UUID, reason: str, until: str | None) -> None:
    """Take a startup out of everything, once a decision."""
    if decision.hex not in startup.suspensions:
        startup.record(StartupSuspended, by, now, decision=decision, reason=reason, until=until)


def reinstate(startup: "Startup", by: Actor, now: datetime, decision: UUID) -> None:
    """End one suspension; what others keep suspended stays so."""
    if decision.hex not in startup.suspensions:
        return
    last = startup.suspensions == [decision.hex]
    startup.record(StartupReinstated if last else SuspensionEnded, by, now, decision=decision)


def hide(startup: "Startup", by: Actor, now: datetime, decision: UUID, reason: str) -> None:
    """Hide a profile by decision."""
    startup.record(ProfileHidden, by, now, decision=decision, reason=reason)


def show_again(startup: "Startup", by: Actor, now: datetime, decision: UUID) -> None:
    """Take one hiding back: the profile is as visible as it was, unless another decision hides it."""
    if (before := startup.hidden_by.get(decision.hex)) is None:
        return
    others = [was for key, was in startup.hidden_by.items() if key != decision.hex]
    startup.record(ProfileShownAgain, by, now, decision=decision, visibility="hidden" if others else before)


def must_not_be_hidden(startup: "Startup", visibility: str) -> None:
    """Raise `Broken` where somebody would show what a decision hides."""
    if startup.hidden_by and visibility != "hidden":
        raise Broken("hidden_by_decision")


def is_suspended(startup: "Startup") -> bool:
    """Whether a decision keeps a startup out of everything."""
    return startup.standing == SUSPENDED
