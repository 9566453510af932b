"""What people can do: participants ask, managers answer in sight of everybody and write to groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from events.actor import Actor
from events.errors import Broken, Missing, Refused, Stale
from events.hackathons.access import HackathonService
from events.hackathons.aggregate import Hackathon
from events.hackathons.talking import announcement as announcing
from events.hackathons.talking.announcement import Announcement, announcement_id
from events.hackathons.talking.question import Question
from events.incubators.aggregate import Incubator
from events.log import Log
from events.personal import PersonalText
from events.registrations.aggregate import Registration, registration_id
from events.store import Keys, Transaction

MOST_WAITING = 5


class Listeners(Protocol):
    """Implemented by a read model."""

    def questions_waiting(self, tx: Transaction, hackathon: UUID, account: UUID) -> int:
        """How many questions of somebody wait for an answer."""

    def readers(self, hackathon: UUID, group: str, track: str | None) -> list[UUID]:
        """The accounts that are in a group now."""


@dataclass(frozen=True, slots=True)
class MayAsk:
    """The guard of a question."""

    listeners: Listeners
    hackathon: UUID
    account: UUID

    def __call__(self, tx: Transaction) -> None:
        if self.listeners.questions_waiting(tx, self.hackathon, self.account) >= MOST_WAITING:
            raise Broken("too_many_questions", most=MOST_WAITING)


class Talking(HackathonService):
    """Commands on questions and announcements."""

    def __init__(self, log: Log, keys: Keys, listeners: Listeners) -> None:
        super().__init__(log, keys)
        self.listeners = listeners

    # -- questions ----------------------------------------------------------------------------------------------

    def ask(self, by: Actor, hackathon: UUID, text: object) -> Question:
        """Ask in sight of everybody; for people who take part."""
        if by.account is None or by.only is not None:
            raise Refused("sign_in")
        found = self.log.get(Hackathon, hackathon)
        if found.state == "draft":
            raise Missing("hackathon", hackathon)
        if found.state != "announced":
            raise Broken("hackathon_cancelled")
        if not self._takes_part(hackathon, by.account):
            raise Refused("only_registered_ask")
        sealed = self._needed(by, text, most=2000)
        made = Question.begin(by, self.log.clock(), hackathon=hackathon, text=sealed)
        self.log.save(made, guards=[MayAsk(self.listeners, hackathon, by.account)])
        return made

    def answer(self, by: Actor, question: UUID, text: object) -> Question:
        """Answer a question, or put a better answer in its place."""
        found = self.log.get(Question, question)
        self.led(by, found.hackathon, "messages")
        found.answer(by, self.log.clock(), self._needed(by, text, most=4000))
        self.log.save(found)
        return found

    def withdraw(self, by: Actor, question: UUID) -> Question:
        """Take one's own question back."""
        found = self.log.get(Question, question)
        if by.account is None or by.account != found.asker:
            raise Refused("not_your_question")
        found.withdraw(by, self.log.clock())
        self.log.save(found)
        return found

    def hide(self, by: Actor, question: UUID, why: object) -> Question:
        """Take a question out of sight: managers, and those who look after the whole site."""
        found = self._moderated(by, question)
        found.hide(by, self.log.clock(), self._needed(by, why, most=1000, field="why"))
        self.log.save(found)
        return found

    def show_again(self, by: Actor, question: UUID) -> Question:
        """Show a hidden question after all."""
        found = self._moderated(by, question)
        found.show_again(by, self.log.clock())
        self.log.save(found)
        return found

    # -- announcements --------------------------------------------------------------------------------------------

    def checked(self, by: Actor, hackathon: UUID, typed: Mapping[str, Any]) -> dict[str, Any]:
        """What would be written, and (`readers`) to whom: for a look before it is sent."""
        found = self._announced(by, hackathon)
        plan = announcing.checked(typed, found.setup, self.log.clock())
        return {**plan, "readers": self.listeners.readers(hackathon, plan["group"], plan["track"])}

    def announce(self, by: Actor, hackathon: UUID, typed: Mapping[str, Any], once: str) -> Announcement:
        """Write to a group, now or at a moment. `once` tells forms apart: the same one sent again changes nothing."""
        found = self._announced(by, hackathon)
        id = announcement_id(hackathon, once)
        try:
            return self.log.get(Announcement, id)
        except Missing:
            pass
        now = self.log.clock()
        plan = announcing.checked(typed, found.setup, now)
        sealed = {
            language: {name: self._sealed(by, text) for name, text in texts.items()}
            for language, texts in plan["texts"].items()
        }
        made = Announcement.begin(
            by, now, id=id, hackathon=hackathon, group=plan["group"], track=plan["track"], texts=sealed,
            due=plan["due"],
        )  # fmt: skip
        if made.is_due(now):
            made.send(by, now, self._readers(made))
        try:
            self.log.save(made)
        except Stale:  # the same form, sent twice at once
            return self.log.get(Announcement, id)
        return made

    def cancel_announcement(self, by: Actor, announcement: UUID) -> Announcement:
        """Do not send what was scheduled."""
        found = self.log.get(Announcement, announcement)
        self.led(by, found.hackathon, "messages")
        found.cancel(by, self.log.clock())
        self.log.save(found)
        return found

    def send_due(self, by: Actor, announcement: UUID) -> bool:
        """The timer sends what is due; of a hackathon that was called off nothing goes out any more."""
        if by.system is None:
            raise Refused("not_a_host")
        found, now = self.log.get(Announcement, announcement), self.log.clock()
        if not found.is_due(now):
            return False
        if self.log.get(Hackathon, found.hackathon).state == "announced":
            found.send(by, now, self._readers(found))
        else:
            found.cancel(by, now)
        self.log.save(found)
        return True

    # -- inside ---------------------------------------------------------------------------------------------------

    def _announced(self, by: Actor, hackathon: UUID) -> Hackathon:
        found = self.led(by, hackathon, "messages")
        if found.state != "announced":
            raise Broken("hackathon_cancelled" if found.state == "cancelled" else "hackathon_not_announced")
        return found

    def _readers(self, announcement: Announcement) -> list[UUID]:
        found = self.listeners.readers(announcement.hackathon, announcement.group, announcement.track)
        return sorted(set(found))

    def _moderated(self, by: Actor, question: UUID) -> Question:
        found = self.log.get(Question, question)
        hosts = self.log.get(Hackathon, found.hackathon).accepted
        countries = {self.log.get(Incubator, host).page["country"] for host in hosts}
        if "administrator" not in by.roles and not any(by.organises(country) for country in countries):
            self.led(by, found.hackathon, "messages")
        return found

    def _takes_part(self, hackathon: UUID, account: UUID) -> bool:
        try:
            return self.log.get(Registration, registration_id(hackathon, account)).stands
        except Missing:
            return False

    def _needed(self, by: Actor, typed: object, *, most: int, field: str = "text") -> PersonalText:
        sealed = self.personal(by, field, typed, most=most, least=3)
        if sealed is None:  # `least` has refused that
            raise Refused("sign_in")
        return sealed

    def _sealed(self, by: Actor, text: str) -> PersonalText:
        if by.account is None:
            raise Refused("sign_in")
        return self.keys.seal(by.account, text)
