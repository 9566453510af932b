"""Who looks after an unclaimed profile: the managers of its incubators, the organisers of its country."""

from uuid import UUID

from events.actor import Actor
from events.errors import Refused
from events.incubators.aggregate import Incubator
from events.log import Log
from events.startups.aggregate import Startup


def managed(log: Log, by: Actor, startup: Startup) -> list[UUID]:
    """The incubators of a startup for which somebody acts."""
    return [id for id in startup.incubators() if log.get(Incubator, id).is_manager(by)]


def must_keep(log: Log, by: Actor, startup: Startup) -> None:
    """Raise `Refused` for everybody who does not look after a profile."""
    if by.system is None and not by.organises(startup.profile["country"]) and not managed(log, by, startup):
        raise Refused("not_a_manager")


def must_decide_claim(log: Log, by: Actor, startup: Startup, asks: UUID) -> None:
    """Who may say whether a profile is somebody's: its managers; organisers where no other manager is there.

    Nobody decides about their own request.
    """
    if by.account == asks:
        raise Refused("own_request")
    found = [log.get(Incubator, id) for id in startup.incubators()]
    if any(incubator.is_manager(by) for incubator in found):
        return
    others = {account for incubator in found for account in incubator.managers} - {asks}
    if others or not by.organises(startup.profile["country"]):
        raise Refused("not_a_manager")
