"""Who may do what in a hackathon, for every service about hackathons."""

from uuid import UUID

from events.actor import Actor
from events.errors import Missing
from events.hackathons.aggregate import Hackathon
from events.incubators.aggregate import Incubator
from events.service import Service


class HackathonService(Service):
    """Base of them: managers of a host may do everything for its side, others what they have the rights for."""

    def sides(self, by: Actor, hackathon: Hackathon, *, invited: bool = False) -> list[UUID]:
        """The hosts that somebody manages; with `invited` those that were asked as well."""
        if by.account is None:
            return []
        hosts = [*hackathon.accepted, *(hackathon.invited if invited else ())]
        return [host for host in hosts if self.log.get(Incubator, host).is_manager(by)]

    def may(self, by: Actor, hackathon: Hackathon, right: str) -> bool:
        """Whether somebody may do something in a hackathon."""
        return hackathon.may(by, right, self.sides(by, hackathon))

    def led(self, by: Actor, hackathon: UUID, right: str) -> Hackathon:
        """The hackathon, for somebody with a right in it. Raises `Refused`, and `Missing` for a stranger's draft."""
        found = self.log.get(Hackathon, hackathon)
        sides = self.sides(by, found, invited=found.state == "draft")
        if found.state == "draft" and by.system is None and not sides and not self._helps(by, found):
            raise Missing("hackathon", hackathon)
        found.must(by, right, sides)
        return found

    def speaks_for(self, by: Actor, hackathon: Hackathon) -> list[UUID]:
        """The hosts that somebody speaks for; system actors speak for all of them."""
        return hackathon.accepted if by.system is not None else self.sides(by, hackathon)

    @staticmethod
    def _helps(by: Actor, hackathon: Hackathon) -> bool:
        return by.account is not None and by.account.hex in hackathon.people and by.only in (None, hackathon.id)
