"""What registration and credentials work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bridge.accounts.passwords import Passwords
from bridge.accounts.throttle import Throttle
from bridge.accounts.tokens import Tokens
from bridge.mail import Outbox
from events.store import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """The tools, wired once."""

    db: Database
    outbox: Outbox
    passwords: Passwords
    throttle: Throttle
    tokens: Tokens
    clock: Callable[[], datetime]
