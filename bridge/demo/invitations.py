"""Open doors in the demonstration: somebody who is invited, and a link that has ended and is asked for anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid5

from bridge.demo.timeline import Cast, Moment
from events.actor import Actor

if TYPE_CHECKING:
    from bridge.composition import Bridge

HOST, GUEST, NAMED = "founder-peshawar@demo.example", "newcomer@demo.example", "Gulnara"


class Guests:
    """What a founder sees under People, and the newcomer under what waits for them."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until

    def moments(self) -> Iterator[Moment]:
        yield Moment(self.until - timedelta(days=20), partial(self._invite, None, NAMED))
        yield Moment(self.until - timedelta(days=3), partial(self._invite, GUEST, None))
        yield Moment(self.until - timedelta(days=1), self._ask)

    def _invite(self, email: str | None, name: str | None) -> None:
        account = self.cast.accounts.get(HOST)
        slug = next((slug for slug, founder in self.cast.founders.items() if founder.account == account), None)
        if account is None or slug is None:
            return  # the demonstration ends before they came
        startup = self.cast.startups[slug]
        id = uuid5(startup, email or name or "")
        self.bridge.startups.invite_founder(Actor(account=account), startup, id)
        with self.bridge.db.change() as tx:
            self.bridge.invitations.add(tx.connection, id, "startup", startup, email, account, name=name)

    def _ask(self) -> None:
        for startup in self.cast.startups.values():
            with self.bridge.db.change() as tx:
                if self.bridge.invitations.ask(tx.connection, uuid5(startup, NAMED), None):
                    return
