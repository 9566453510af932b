"""The accounts as the rest of the house sees them."""

from collections.abc import Callable
from datetime import datetime

from bridge.accounts.credentials import Credentials
from bridge.accounts.invitations import Invitations
from bridge.accounts.parts import Parts
from bridge.accounts.passwords import Passwords
from bridge.accounts.people import People
from bridge.accounts.registration import Registration
from bridge.accounts.throttle import Limit, Throttle
from bridge.accounts.tokens import Tokens
from bridge.mail import Outbox
from events.store import Database


class Accounts(Registration, Credentials, People):
    """People, sign-in and contact; roles are facts of the log and not here."""

    def __init__(
        self,
        db: Database,
        outbox: Outbox,
        *,
        secret_key: str,
        clock: Callable[[], datetime],
        demo: bool = False,
        passwords: Passwords | None = None,
    ) -> None:
        People.__init__(self, db, clock, demo=demo)
        self._parts = Parts(db, outbox, passwords or Passwords(), Throttle(secret_key, clock), Tokens(clock), clock)

    def may(self, limit: Limit, subject: str) -> bool:
        """Count something costly that somebody asks for; False when it is one too many."""
        with self.db.change() as tx:
            return self._parts.throttle.count(tx.connection, limit, subject) is None

    def sweep(self) -> None:
        """Forget old links, counted attempts, and whom old invitations were for."""
        Invitations(self.db, self.clock).sweep()
        with self.db.change() as tx:
            self._parts.tokens.sweep(tx.connection)
            self._parts.throttle.sweep(tx.connection)
