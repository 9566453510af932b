"""What organisers say of an incubator, and a page that a decision hides: facts and rules."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.personal import PersonalText

if TYPE_CHECKING:
    from events.incubators.aggregate import Incubator


class IncubatorVerified(Fact, topic="incubator.verified"):
    """An office ('*': that of all countries) has seen something of the incubator; `note` as for a startup."""

    class_version = 2
    what: str
    office: str
    note: PersonalText | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["note"] = None

    def apply(self, incubator: "Incubator") -> None:
        incubator.verified = {**incubator.verified, self.what: self.timestamp}


class IncubatorVerificationWithdrawn(Fact, topic="incubator.verification_withdrawn"):
    """The organisers do not say it any more."""

    what: str

    def apply(self, incubator: "Incubator") -> None:
        incubator.verified = {what: at for what, at in incubator.verified.items() if what != self.what}


class PageHidden(Fact, topic="incubator.hidden"):
    """A decision hid the page until it is lifted."""

    decision: UUID
    reason: str

    def apply(self, incubator: "Incubator") -> None:
        incubator.hidden_by = {**incubator.hidden_by, self.decision.hex: incubator.page["visibility"]}
        incubator.page = {**incubator.page, "visibility": "hidden"}


class PageShownAgain(Fact, topic="incubator.shown_again"):
    """The decision does not hide the page any more; `visibility` is what it has from now on."""

    decision: UUID
    visibility: str

    def apply(self, incubator: "Incubator") -> None:
        incubator.hidden_by = {key: was for key, was in incubator.hidden_by.items() if key != self.decision.hex}
        incubator.page = {**incubator.page, "visibility": self.visibility}


def verify(incubator: "Incubator", by: Actor, now: datetime, what: str, office: str, note: PersonalText | None) -> None:
    """Say what was seen; once more makes it fresh."""
    incubator.record(IncubatorVerified, by, now, what=what, office=office, note=note)


def withdraw(incubator: "Incubator", by: Actor, now: datetime, what: str) -> None:
    """Take it back."""
    if what not in incubator.verified:
        raise Broken("not_verified")
    incubator.record(IncubatorVerificationWithdrawn, by, now, what=what)


def hide(incubator: "Incubator", by: Actor, now: datetime, decision: UUID, reason: str) -> None:
    """Hide a page by decision."""
    incubator.record(PageHidden, by, now, decision=decision, reason=reason)


def show_again(incubator: "Incubator", by: Actor, now: datetime, decision: UUID) -> None:
    """Take one hiding back: the page is as visible as it was, unless another decision hides it."""
    if (before := incubator.hidden_by.get(decision.hex)) is None:
        return
    others = [was for key, was in incubator.hidden_by.items() if key != decision.hex]
    incubator.record(PageShownAgain, by, now, decision=decision, visibility="hidden" if others else before)


def must_not_be_hidden(incubator: "Incubator", visibility: str) -> None:
    """Raise `Broken` where somebody would show what a decision hides."""
    if incubator.hidden_by and visibility != "hidden":
        raise Broken("hidden_by_decision")
