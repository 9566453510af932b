"""What managers do for the startups of their incubator beyond admitting them: hand profiles over, ask for news."""

from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Invalid, Problem
from events.incubators.aggregate import Incubator
from events.service import Service
from events.startups import handing_over
from events.startups.aggregate import Startup
from events.startups.keepers import managed, must_keep


class Keeping(Service):
    """Commands on profiles in an incubator's care."""

    def hand_over(self, by: Actor, startup: UUID, incubator: UUID, why: object = None) -> Startup:
        """Offer an unclaimed profile to another incubator, which has to accept; an organiser says why."""
        found, to = self.log.get(Startup, startup), self.log.get(Incubator, incubator)
        must_keep(self.log, by, found)
        mine = managed(self.log, by, found)
        reason = self.personal(by, "why", why, most=1000)
        if by.system is None and not mine and reason is None:
            raise Invalid([Problem("why", "required", {})])
        if not to.managers:
            raise Broken("nobody_to_accept")
        keeps = next((id for id in [*mine, *found.incubators()] if found.admission(id) == "admitted"), None)
        handing_over.offer(found, by, self.log.clock(), incubator, keeps, reason)
        self.log.save(found)
        return found

    def answer_handover(self, by: Actor, startup: UUID, incubator: UUID, yes: bool, why: object = None) -> Startup:
        """A manager of the other incubator takes the profile, or does not."""
        self.log.get(Incubator, incubator).must_be_manager(by)
        found, now = self.log.get(Startup, startup), self.log.clock()
        if yes:
            handing_over.take(found, by, now, incubator)
        else:
            reason = self.personal(by, "why", why, most=1000)
            handing_over.end(found, by, now, incubator, "declined", reason)
        self.log.save(found)
        return found

    def withdraw_handover(self, by: Actor, startup: UUID) -> Startup:
        """Take the offer back."""
        found = self.log.get(Startup, startup)
        must_keep(self.log, by, found)
        if (incubator := handing_over.handed_to(found)) is None:
            raise Broken("handover_not_waiting")
        handing_over.end(found, by, self.log.clock(), incubator, "withdrawn", None)
        self.log.save(found)
        return found

    def ask_update(self, by: Actor, startup: UUID, incubator: UUID) -> Startup:
        """Ask the founders of a startup of the programme to look through their profile."""
        self.log.get(Incubator, incubator).must_be_manager(by)
        found = self.log.get(Startup, startup)
        handing_over.ask_update(found, by, self.log.clock(), incubator)
        self.log.save(found)
        return found
