"""The commands about who runs a hackathon: the hosts, and people who help with rights."""

from collections.abc import Iterable
from uuid import UUID

from events.actor import Actor
from events.hackathons import changing, hosting
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.incubators.aggregate import Incubator


class Together(HackathonService):
    """Hosts come and go, people are invited, get rights and leave."""

    # -- hosts -------------------------------------------------------------------------------------------------------

    def invite_host(self, by: Actor, hackathon: UUID, incubator: UUID) -> Hackathon:
        """Ask another incubator to host as well."""
        found = self.led(by, hackathon, "setup")
        self.log.get(Incubator, incubator)
        hosting.invite(found, by, self.log.clock(), incubator)
        self.log.save(found)
        return found

    def answer_host(self, by: Actor, hackathon: UUID, incubator: UUID, accept: bool) -> Hackathon:
        """A manager of the incubator that was asked says yes or no."""
        found = self.log.get(Hackathon, hackathon)
        if by.system is None:
            self.log.get(Incubator, incubator).must_be_manager(by)
        hosting.answer(found, by, self.log.clock(), incubator, accept)
        self.log.save(found)
        return found

    def leave_as_host(self, by: Actor, hackathon: UUID, incubator: UUID) -> Hackathon:
        """A host goes; an invitation that waits may be taken back by whoever sets the hackathon up."""
        found = self.led(by, hackathon, "setup")
        if by.system is None and incubator not in found.invited:
            self.log.get(Incubator, incubator).must_be_manager(by)
        now = self.log.clock()
        hosting.leave(found, by, now, incubator)
        changing.apply_agreed(found, by, now)
        self.log.save(found)
        return found

    # -- people ------------------------------------------------------------------------------------------------------

    def invite_person(self, by: Actor, hackathon: UUID, invitation: UUID, rights: object) -> Hackathon:
        """Invite somebody to help, with rights."""
        found = self.led(by, hackathon, "people")
        hosting.invite_person(found, by, self.log.clock(), invitation, self._given(by, found, rights))
        self.log.save(found)
        return found

    def revoke_invitation(self, by: Actor, hackathon: UUID, invitation: UUID) -> Hackathon:
        """Take an unused invitation back."""
        found = self.led(by, hackathon, "people")
        hosting.revoke_person(found, by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def renew_invitation(self, by: Actor, hackathon: UUID, invitation: UUID, newer: UUID) -> Hackathon:
        """Send another one with the same rights instead of an unused invitation: both in one transaction."""
        found, now = self.led(by, hackathon, "people"), self.log.clock()
        rights = found.invitations.get(invitation.hex, [])
        hosting.revoke_person(found, by, now, invitation)
        self._must_have(by, found, rights)  # whoever renews a link may get to see it
        hosting.invite_person(found, by, now, newer, rights)
        self.log.save(found)
        return found

    def join(self, by: Actor, hackathon: UUID, invitation: UUID) -> Hackathon:
        """Use an invitation; that it is this person's, the accounts have checked by its secret link."""
        found = self.log.get(Hackathon, hackathon)
        hosting.join(found, by, self.log.clock(), invitation)
        self.log.save(found)
        return found

    def change_rights(self, by: Actor, hackathon: UUID, account: UUID, rights: object) -> Hackathon:
        """Give somebody other rights."""
        found = self.led(by, hackathon, "people")
        self._must_have(by, found, found.people.get(account.hex, ()))
        hosting.change_rights(found, by, self.log.clock(), account, self._given(by, found, rights))
        self.log.save(found)
        return found

    def leave(self, by: Actor, hackathon: UUID, account: UUID) -> Hackathon:
        """Somebody stops helping, or is taken off."""
        if by.account == account and by.only is None:
            found = self.log.get(Hackathon, hackathon)
        else:
            found = self.led(by, hackathon, "people")
            self._must_have(by, found, found.people.get(account.hex, ()))
        hosting.remove_person(found, by, self.log.clock(), account)
        self.log.save(found)
        return found

    # -- inside ------------------------------------------------------------------------------------------------------

    def _given(self, by: Actor, hackathon: Hackathon, typed: object) -> list[str]:
        """The chosen rights; nobody gives one that they do not have."""
        chosen = hosting.rights(typed)
        self._must_have(by, hackathon, chosen)
        return chosen

    def _must_have(self, by: Actor, hackathon: Hackathon, rights: Iterable[str]) -> None:
        """Refuse what is about rights that somebody lacks."""
        for right in rights:
            hackathon.must(by, right, self.sides(by, hackathon))
