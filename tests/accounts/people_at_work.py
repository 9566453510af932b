"""What the tests of accounts begin with: a clock to turn, a mailbox to read, people who registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher

from bridge.accounts import Account, Accounts, NewAccount
from bridge.accounts.passwords import Passwords
from bridge.mail import Outbox
from bridge.mail.outbox import Leased
from events.store import Database

# As weak as the library allows: these tests are about rules, not about the strength of the hash.
FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "seven blue kettles"
HERE = "192.0.2.1"


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class World:
    """The accounts on one database."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    demo: bool = True

    def __post_init__(self) -> None:
        self.outbox = Outbox(self.database, self.clock)
        self.accounts = Accounts(
            self.database, self.outbox, secret_key="k" * 40, clock=self.clock, demo=self.demo, passwords=FAST
        )

    def letters(self) -> list[Leased]:
        """Every letter that came since the last look."""
        letters = self.outbox.lease(most=100)
        for letter in letters:
            self.outbox.sent(letter)
        return sorted(letters, key=lambda leased: leased.letter.kind)

    def token(self) -> str:
        """The secret part of the link in the one letter that came."""
        (leased,) = self.letters()
        assert leased.letter.path is not None
        return leased.letter.path.rpartition("/")[2]

    def asks_to_register(self, email: str = "aisha@startup.example", **details: str) -> None:
        new = NewAccount(email=email, password=PASSWORD, name="Aisha", **details)
        self.accounts.register(new, HERE)

    def member(self, email: str = "aisha@startup.example", **details: str) -> Account:
        """Somebody who registered and confirmed."""
        self.asks_to_register(email, **details)
        account, _ = self.accounts.confirm(self.token())
        return account
