"""Looking after profiles: its people confirm one, the timer asks them to, incubators say what they have seen."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Refused
from events.incubators import trust
from events.incubators.aggregate import Incubator
from events.service import Service, signed_in
from events.startups import confirming, verifying
from events.startups.aggregate import Startup

MOST_NOTE = 300  # letters: a badge is no letter


class Confirmations(Service):
    """Commands on how fresh a profile is."""

    def confirm(self, by: Actor, startup: UUID) -> bool:
        """Its founders, or those who keep an unclaimed one, say that all is still right; False where that was known."""

        def command() -> bool:
            found = self.log.get(Startup, startup)
            self._must_keep(by, found)
            news = confirming.confirm(found, by, self.log.clock())
            if news:
                self.log.save(found)
            return news

        return self.again(command)

    def remind(self, by: Actor, startup: UUID) -> bool:
        """The timer's command: ask, ask again, or let the profile leave suggestions, where that is due."""
        if by.system is None:
            raise Refused("system_only")

        def command() -> bool:
            found = self.log.get(Startup, startup)
            due = confirming.remind(found, by, self.log.clock())
            if due:
                self.log.save(found)
            return due

        return self.again(command)

    def _must_keep(self, by: Actor, startup: Startup) -> None:
        signed_in(by)
        if not startup.unclaimed:
            startup.must_be_founder(by)
            return
        if by.system is not None or by.organises(startup.profile["country"]):
            return
        if not any(self.log.get(Incubator, incubator).is_manager(by) for incubator in startup.incubators()):
            raise Refused("not_a_manager")


class Verifications(Service):
    """Commands on what somebody has seen with their own eyes."""

    def verify(self, by: Actor, startup: UUID, incubator: UUID, what: object, note: object = None) -> Startup:
        """A manager says what the incubator has seen of a startup of its own, with a few words of theirs."""
        code, text = _code(what, vocabulary.verifications), self.personal(by, "note", note, most=MOST_NOTE)

        def act(found: Startup, now: datetime) -> None:
            verifying.verify(found, by, now, incubator, code, text)

        return self._of_startup(by, startup, incubator, act)

    def withdraw(self, by: Actor, startup: UUID, incubator: UUID, what: object) -> Startup:
        """Take that back; managers may even when the startup has left."""
        code = _code(what, vocabulary.verifications)

        def act(found: Startup, now: datetime) -> None:
            verifying.withdraw(found, by, now, incubator, code)

        return self._of_startup(by, startup, incubator, act)

    def verify_incubator(self, by: Actor, incubator: UUID, what: object, note: object = None) -> Incubator:
        """An organiser of its country says what they have seen of an incubator."""
        code = _code(what, vocabulary.incubator_verifications)
        text = self.personal(by, "note", note, most=MOST_NOTE)

        def act(found: Incubator, now: datetime) -> None:
            trust.verify(found, by, now, code, by.office or "*", text)

        return self._of_incubator(by, incubator, act)

    def withdraw_incubator(self, by: Actor, incubator: UUID, what: object) -> Incubator:
        """Take that back."""
        code = _code(what, vocabulary.incubator_verifications)
        return self._of_incubator(by, incubator, lambda found, now: trust.withdraw(found, by, now, code))

    def _of_startup(self, by: Actor, startup: UUID, incubator: UUID, act: "StartupAct") -> Startup:
        def command() -> Startup:
            house = self.log.get(Incubator, incubator)
            if by.system is None:
                house.must_be_manager(by)
            found = self.log.get(Startup, startup)
            if by.account is not None and by.account in found.founders:
                raise Refused("own_thing")
            act(found, self.log.clock())
            self.log.save(found)
            return found

        return self.again(command)

    def _of_incubator(self, by: Actor, incubator: UUID, act: "IncubatorAct") -> Incubator:
        def command() -> Incubator:
            found = self.log.get(Incubator, incubator)
            if by.system is None and not by.organises(found.page["country"]):
                raise Refused("not_an_organiser")
            if found.is_manager(by):
                raise Refused("own_thing")
            act(found, self.log.clock())
            self.log.save(found)
            return found

        return self.again(command)


StartupAct = Callable[[Startup, datetime], None]
IncubatorAct = Callable[[Incubator, datetime], None]


def _code(what: object, terms: vocabulary.Terms) -> str:
    check = Checker()
    code = check.choice("what", what, terms)
    check.done()
    return code
