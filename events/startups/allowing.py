"""Who may do what to a startup: what its services ask before they act."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Refused
from events.incubators.aggregate import Incubator
from events.service import Service, signed_in
from events.startups.aggregate import Startup


class Allowing(Service):
    """Base of the service of startups."""

    def _as_founder(self, by: Actor, startup: UUID, act: Callable[[Startup, datetime], None]) -> Startup:
        def command() -> Startup:
            found = self.log.get(Startup, startup)
            found.must_be_founder(by)
            act(found, self.log.clock())
            self.log.save(found)
            return found

        return self.again(command)

    def _must_edit(self, by: Actor, startup: Startup) -> None:
        """A claimed profile belongs to its founders; an unclaimed one is kept by its incubator or the organisers."""
        signed_in(by)
        if startup.unclaimed:
            self._must_run(by, startup)
        else:
            startup.must_be_founder(by)

    def _must_run(self, by: Actor, startup: Startup) -> None:
        if by.system is not None or by.organises(startup.profile["country"]):
            return
        if not any(self.log.get(Incubator, incubator).is_manager(by) for incubator in startup.incubators()):
            raise Refused("not_a_manager")

    def _must_organise(self, by: Actor, country: object) -> None:
        if not (isinstance(country, str) and by.organises(country)):
            raise Refused("not_an_organiser")

    def _must_manage(self, by: Actor, incubator: UUID) -> None:
        found = self.log.get(Incubator, incubator)
        if by.system is None:
            found.must_be_manager(by)
