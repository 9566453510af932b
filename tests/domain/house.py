"""A whole house without pages: services on a fresh database, with a clock that tests set."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher

from bridge.accounts.passwords import Passwords
from bridge.composition import Bridge
from bridge.settings import Settings
from events.actor import Actor
from events.hackathons.aggregate import Hackathon
from events.introductions.aggregate import Introduction
from events.startups.aggregate import Startup
from tests.domain.hackathon_setup import setup

FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class Clock:
    """Stands still until it is told to move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class Person(Actor):
    """Somebody with an account, for sure."""

    account: UUID


class House(Bridge):
    """The bridge with short ways to the things that tests begin from."""

    clock: Clock

    def __init__(self, settings: Settings, clock: Clock) -> None:
        super().__init__(settings, clock)
        object.__setattr__(self.accounts._parts, "passwords", FAST)

    def person(self) -> "Person":
        return Person(uuid4())

    def moderator(self, office: str = "*") -> "Person":
        """Somebody of an office, who decides about reports."""
        return Person(uuid4(), frozenset({"organiser"}), office)

    def startup(self, founder: Actor, country: str = "PK", name: str = "Anor", **profile: Any) -> Startup:
        return self.startups.register(founder, {"name": name, "country": country, **profile})

    def incubator(self, country: str = "PK", managers: tuple[Actor, ...] = ()) -> UUID:
        page = {"name": {"en": f"Incubator {country}"}, "kind": "it_park", "country": country}
        incubator = self.incubators.list(SYSTEM, page, [])
        for manager in managers:
            invitation = uuid4()
            self.incubators.invite_manager(SYSTEM, incubator.id, invitation)
            self.incubators.join(manager, incubator.id, invitation)
        return incubator.id

    def propose(self, founder: Actor, mine: Startup, theirs: Startup, **more: Any) -> Introduction:
        choices = {"want": "distribution", "offer": "talent", "next_step": "call", "language": "ru"}
        return self.introductions.propose(founder, mine.id, theirs.id, {**choices, **more})

    def hackathon(
        self, one: Actor | None = None, other: Actor | None = None, *, announced: bool = True, **parts: Any
    ) -> Hackathon:
        """A hackathon of incubators in Pakistan and Kyrgyzstan that `one` and `other` manage, each a host."""
        one, other = one or self.person(), other or self.person()
        mine, theirs = self.incubator("PK", (one,)), self.incubator("KG", (other,))
        found = self.hackathons.draft(one, mine, {**setup(self.clock.now), **parts})
        self.hackathons.invite_host(one, found.id, theirs)
        self.hackathons.answer_host(other, found.id, theirs, True)
        if announced:
            self.hackathons.agree(other, found.id)
            self.hackathons.announce(one, found.id)
        return self.log.get(Hackathon, found.id)

    def topics(self, of: UUID) -> list[str]:
        return [entry.fact.TOPIC for entry in self.log.entries(of=of)]


SYSTEM = Actor(system="test")
