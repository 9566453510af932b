"""Whether a profile is still right: asked after half a year, asked again, then out of suggestions. Facts and rules."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from events.actor import Actor
from events.fact import Fact
from events.startups.standing import ACTIVE

if TYPE_CHECKING:
    from events.startups.aggregate import Startup

ASK_AFTER = timedelta(days=182)
ASK_AGAIN_AFTER = timedelta(days=14)
STALE_AFTER = timedelta(days=28)
WAITS = (ASK_AFTER, ASK_AGAIN_AFTER, STALE_AFTER)
"""How long after the last step the next one is due, by how often it has been asked already."""
REPEATED_WITHIN = timedelta(days=1)  # pressing the button twice says it once


class ProfileConfirmed(Fact, topic="startup.profile_confirmed"):
    """Its people say that all is still right."""

    def apply(self, startup: "Startup") -> None:
        looked_after(startup, self.timestamp)


class ConfirmationAsked(Fact, topic="startup.confirmation_asked"):
    """Its people are asked whether all is still right, for the `time`th time."""

    time: int

    def apply(self, startup: "Startup") -> None:
        startup.asked, startup.step_on = self.time, self.timestamp


class ProfileWentStale(Fact, topic="startup.profile_went_stale"):
    """Nobody answered: the profile leaves suggestions until somebody does."""

    def apply(self, startup: "Startup") -> None:
        startup.stale, startup.step_on = True, self.timestamp


def looked_after(startup: "Startup", at: datetime) -> None:
    """How facts by which its people look after a profile change it."""
    startup.asked, startup.stale, startup.step_on = 0, False, at


def next_step(asked: int, since: datetime) -> datetime:
    """When the next step is due."""
    return since + WAITS[asked]


def confirm(startup: "Startup", by: Actor, now: datetime) -> bool:
    """Say that all is still right; answers whether that was news."""
    if not startup.asked and not startup.stale and now < startup.step_on + REPEATED_WITHIN:
        return False
    startup.record(ProfileConfirmed, by, now)
    return True


def remind(startup: "Startup", by: Actor, now: datetime) -> bool:
    """Take the next step where it is due: ask, ask again, go stale. Answers whether there was one."""
    hidden = startup.profile["visibility"] == "hidden"
    if startup.stale or hidden or startup.standing != ACTIVE or now < next_step(startup.asked, startup.step_on):
        return False
    if startup.asked < len(WAITS) - 1:
        startup.record(ConfirmationAsked, by, now, time=startup.asked + 1)
    else:
        startup.record(ProfileWentStale, by, now)
    return True
