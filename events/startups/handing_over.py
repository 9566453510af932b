"""An unclaimed profile goes to another incubator that takes it; asking founders for news. Facts and rules."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Fact
from events.personal import PersonalText
from events.startups.events import AdmissionEnded, Admitted
from events.startups.standing import ACTIVE

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

HANDED = "handed"
"""How an unclaimed profile stands with an incubator to which it is offered."""
ASK_AGAIN = timedelta(days=14)


class HandoverOffered(Fact, topic="startup.handover_offered"):
    """Another incubator is asked to look after the profile; `giver` is the one that does so far."""

    incubator: UUID
    giver: UUID | None

    def apply(self, startup: "Startup") -> None:
        startup.giver = self.giver
        startup.admit(self.incubator, HANDED)


class HandoverEnded(Fact, topic="startup.handover_ended"):
    """The profile stays where it is: `how` is declined or withdrawn."""

    incubator: UUID
    how: str

    def apply(self, startup: "Startup") -> None:
        startup.giver = None
        startup.admit(self.incubator, self.how)


class UpdateAsked(Fact, topic="startup.update_asked"):
    """An incubator asks the founders to look through their profile."""

    incubator: UUID

    def apply(self, startup: "Startup") -> None:
        startup.update_asked = {**startup.update_asked, self.incubator.hex: self.timestamp}


def handed_to(startup: "Startup") -> UUID | None:
    """The incubator that the profile is offered to."""
    return next((UUID(key) for key, state in startup.admissions.items() if state == HANDED), None)


def offer(
    startup: "Startup", by: Actor, now: datetime, incubator: UUID, giver: UUID | None, why: PersonalText | None
) -> None:
    """Offer an unclaimed profile to another incubator."""
    if not startup.unclaimed:
        raise Broken("already_claimed")
    if startup.standing != ACTIVE:
        raise Broken("startup_not_active")
    if incubator in startup.incubators():
        raise Broken("belongs_there_already")
    if handed_to(startup) is not None:
        raise Broken("handover_waits")
    startup.record(HandoverOffered, by, now, why=why, incubator=incubator, giver=giver)


def take(startup: "Startup", by: Actor, now: datetime, incubator: UUID) -> None:
    """The other incubator takes the profile over; from now on it keeps it."""
    _must_wait(startup, incubator)
    if not startup.unclaimed:
        raise Broken("already_claimed")
    giver = startup.giver
    startup.record(Admitted, by, now, incubator=incubator, on=None)
    if giver is not None and startup.admission(giver) == "admitted":
        startup.record(AdmissionEnded, by, now, incubator=giver, how="left")


def end(startup: "Startup", by: Actor, now: datetime, incubator: UUID, how: str, why: PersonalText | None) -> None:
    """The other one declines, or the offer is taken back."""
    _must_wait(startup, incubator)
    startup.record(HandoverEnded, by, now, why=why, incubator=incubator, how=how)


def ask_update(startup: "Startup", by: Actor, now: datetime, incubator: UUID) -> None:
    """Ask the founders to look through their profile, at most once a fortnight."""
    if startup.admission(incubator) != "admitted":
        raise Broken("not_admitted")
    if startup.unclaimed:
        raise Broken("nobody_to_ask")
    last = startup.update_asked.get(incubator.hex)
    if last is not None and now < last + ASK_AGAIN:
        raise Broken("update_asked_lately", days=ASK_AGAIN.days)
    startup.record(UpdateAsked, by, now, incubator=incubator)


def _must_wait(startup: "Startup", incubator: UUID) -> None:
    if handed_to(startup) != incubator:
        raise Broken("handover_not_waiting")
