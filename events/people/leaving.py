"""Leaving for good: what a person's erasure changes in the log. Their rows and key are destroyed outside it."""

from collections.abc import Iterable
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused
from events.fact import Root
from events.incubators.aggregate import Incubator
from events.offices.aggregate import Grants, grants_id
from events.people.aggregate import Person, person_id
from events.service import Service
from events.startups.aggregate import Startup


class Departures(Service):
    """The one command by which a person stops being anybody here."""

    def may_leave(self, by: Actor, account: UUID) -> None:
        """Raise what keeps a person from being erased: only they ask for it, and an administrator hands over first."""
        if by.account != account and by.system is None:
            raise Refused("not_your_account")
        grants = self._grants(account)
        if grants is not None and "administrator" in grants.roles:
            raise Broken("administrator_hands_over_first")

    def leave(self, by: Actor, account: UUID, *, startups: Iterable[UUID], incubators: Iterable[UUID]) -> None:
        """Record that a person is gone, from what they founded, managed and held, all at once or not at all.

        A startup whose last founder goes is unclaimed again: its incubator looks after the profile.
        """
        self.may_leave(by, account)
        founded, managed = list(startups), list(incubators)

        def command() -> None:
            now = self.log.clock()
            changed: list[Root] = []
            for id in founded:
                startup = self.log.get(Startup, id)
                if account in startup.founders:
                    startup.leave(by, now, account, for_good=True)
                    changed.append(startup)
            for id in managed:
                incubator = self.log.get(Incubator, id)
                if account in incubator.managers:
                    incubator.leave(by, now, account)
                    changed.append(incubator)
            if (grants := self._grants(account)) is not None and grants.roles:
                for role in list(grants.roles):
                    grants.revoke(by, now, role)
                changed.append(grants)
            person = self._person(by, account)
            person.erase(by, now)
            if person.pending:
                changed.append(person)
            self.log.save(*changed)

        self.again(command)

    def forget_guest(self, by: Actor, guest: UUID) -> None:
        """Record that somebody without an account is gone: nothing is made in their name any more. Once is enough."""
        person = self._person(by, guest)
        person.erase(by, self.log.clock())
        if person.pending:
            self.log.save(person)

    def _grants(self, account: UUID) -> Grants | None:
        try:
            return self.log.get(Grants, grants_id(account))
        except Missing:
            return None

    def _person(self, by: Actor, account: UUID) -> Person:
        try:
            return self.log.get(Person, person_id(account))
        except Missing:
            return Person.begin(by, self.log.clock(), id=person_id(account), account=account)
