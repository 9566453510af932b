"""A program of the demonstration: a founder's own token, whose secret nobody has."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bridge.demo.timeline import Cast, Moment

if TYPE_CHECKING:
    from bridge.composition import Bridge

PERSON = "founder-peshawar@demo.example"


class Programs:
    """Tokens as people make them; made lately, so that they work."""

    def __init__(self, bridge: "Bridge", cast: Cast, until: datetime) -> None:
        self.bridge, self.cast, self.until = bridge, cast, until

    def moments(self) -> Iterator[Moment]:
        """What is made, and when."""
        yield Moment(self.until - timedelta(days=6), self._make)

    def _make(self) -> None:
        account = self.cast.accounts.get(PERSON)
        if account is None:
            return
        made, _ = self.bridge.machines.tokens.make(account, "Spreadsheet of our leads", ["read"], 90)
        self.bridge.machines.tokens.used(made)
