"""The world that requests are sent into: one of each kind of thing, planted through the services."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from argon2 import PasswordHasher
from eventsourcing.application import LRUCache

from bridge.accounts import Accounts
from bridge.accounts.passwords import Passwords
from bridge.composition import Bridge
from bridge.machines.limits import Left, Limits
from bridge.settings import Settings
from events.actor import Actor
from events.startups.aggregate import Startup
from events.store.repository import REMEMBERED

SYSTEM = Actor(system="test")


class Site(Bridge):
    """The bridge with passwords that cost nothing."""

    def __init__(self, settings: Settings, clock: "Clock") -> None:
        super().__init__(settings, clock)
        cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.accounts = Accounts(
            self.db, self.outbox, secret_key=settings.secret_key, clock=clock, demo=True, passwords=cheap
        )

    def forget(self) -> None:
        """Let go of connections, and of what memory holds of a database that is about to be another one."""
        self.db.close()
        self.log.roots.memory = LRUCache(REMEMBERED)
        self.keys._remembered.clear()


class Clock:
    """Stands still until the planting moves it."""

    def __init__(self, now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class Patient(Limits):
    """Counts, and never has enough: a whole table is walked within one minute of the clock."""

    def count(self, who: str, most: int) -> Left:
        return Left(most, most, 60)


@dataclass
class World:
    """What was planted: `names` fill the placeholders of requests, `accounts` are the people by role."""

    bridge: Bridge
    clock: Clock
    names: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, UUID] = field(default_factory=dict)

    def actor(self, who: str) -> Actor:
        """A person as the services know them."""
        return self.bridge.actor_for(self.accounts[who])

    def startup(self, name: str, who: str | None, country: str = "PK", **profile: object) -> Startup:
        """Register a startup; its slug and id become placeholders."""
        slug = name.split()[0].lower()
        typed = {"name": name, "country": country, "city": "Here", "one_liner": {"en": f"About {slug}"}, **profile}
        if who is None:
            made = self.bridge.startups.register_unclaimed(SYSTEM, typed, source="list", row=slug)
        else:
            made = self.bridge.startups.register(self.actor(who), typed)
        self.names |= {slug: made.slug, f"{slug}_id": str(made.id), f"{slug}_version": str(made.version)}
        return made

    def id(self, name: str) -> UUID:
        """The id of a planted thing."""
        return UUID(self.names[f"{name}_id"])


def settings(folder: Path, database_url: str) -> Settings:
    """A developer's machine: the only place that has every page, the mailbox too."""
    environment = {"BRIDGE_ENV": "development", "BRIDGE_DATA": str(folder), "BRIDGE_BASE_URL": "http://localhost"}
    return Settings.load({**environment, "DATABASE_URL": database_url})
