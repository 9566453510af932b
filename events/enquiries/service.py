"""What people can do with enquiries: founders ask, the managers of the incubator answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from events.actor import Actor
from events.enquiries.aggregate import Enquiry
from events.errors import Broken, Missing, Refused, Taken
from events.incubators.aggregate import Incubator
from events.introductions import choices as choose
from events.log import Log
from events.service import Service
from events.startups.aggregate import Startup
from events.startups.standing import ACTIVE
from events.store import Keys, Transaction

OPEN = "open_enquiry"
MOST_OPEN = 5
MOST_A_DAY = 10


class Questions(Protocol):
    """Implemented by a read model."""

    def asked(self, tx: Transaction, startup: UUID, now: datetime) -> tuple[int, int]:
        """How many enquiries of a startup wait, and how many it has made within a day."""


@dataclass(frozen=True, slots=True)
class MayAsk:
    """The guard of an enquiry."""

    questions: Questions
    startup: UUID
    now: datetime

    def __call__(self, tx: Transaction) -> None:
        waiting, today = self.questions.asked(tx, self.startup, self.now)
        if waiting >= MOST_OPEN:
            raise Broken("too_many_enquiries", most=MOST_OPEN)
        if today >= MOST_A_DAY:
            raise Broken("too_many_enquiries_today", most=MOST_A_DAY)


class Enquiries(Service):
    """Commands on enquiries."""

    def __init__(self, log: Log, keys: Keys, questions: Questions) -> None:
        super().__init__(log, keys)
        self.questions = questions

    def ask(self, by: Actor, startup: UUID, about: UUID, incubator: UUID, typed: Mapping[str, Any]) -> Enquiry:
        """A founder asks the incubator of an unclaimed startup to be the go-between."""
        mine = self.log.get(Startup, startup)
        mine.must_be_founder(by)
        theirs, house = self.log.get(Startup, about), self.log.get(Incubator, incubator)
        if theirs.profile["visibility"] == "hidden" or theirs.standing != ACTIVE:
            raise Missing("startup", about)
        if not theirs.unclaimed:
            raise Broken("already_claimed")
        if mine.standing != ACTIVE:
            raise Broken("own_profile_suspended")
        if mine.profile["visibility"] == "hidden":
            raise Broken("own_profile_hidden")
        if mine.profile["country"] == theirs.profile["country"]:
            raise Broken("same_country")
        if incubator not in theirs.incubators() or not house.managers:
            raise Broken("no_go_between")
        chosen = choose.checked(typed)
        message = self.personal(by, "message", typed.get("message"), most=2000, least=10)
        if message is None:  # `least` has refused that
            raise Refused("sign_in")
        enquiry = Enquiry.begin(
            by, self.log.clock(), startup=startup, about=about, incubator=incubator, choices=chosen, message=message
        )  # fmt: skip
        try:
            self.log.save(
                enquiry,
                claim=[(OPEN, _key(startup, about), enquiry.id)],
                guards=[MayAsk(self.questions, startup, self.log.clock())],
            )
        except Taken as taken:
            raise Broken("enquiry_exists") from taken
        return enquiry

    def answer(self, by: Actor, enquiry: UUID, answer: object, message: object = None) -> Enquiry:
        """A manager says what was done."""
        found = self.log.get(Enquiry, enquiry)
        self.log.get(Incubator, found.incubator).must_be_manager(by)
        text = self.personal(by, "message", message, most=1000)
        found.answer(by, self.log.clock(), answer if isinstance(answer, str) else "", text)
        return self._over(found)

    def withdraw(self, by: Actor, enquiry: UUID) -> Enquiry:
        """A founder takes the question back."""
        found = self.log.get(Enquiry, enquiry)
        self.log.get(Startup, found.startup).must_be_founder(by)
        found.withdraw(by, self.log.clock())
        return self._over(found)

    def _over(self, found: Enquiry) -> Enquiry:
        self.log.save(found, release=[(OPEN, _key(found.startup, found.about))])
        return found


def _key(startup: UUID, about: UUID) -> str:
    return f"{startup.hex}:{about.hex}"
