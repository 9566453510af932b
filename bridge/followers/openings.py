"""Letters about what only the clock brings up: after a meeting, 'did you meet?'"""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from bridge.followers.notifier import LATEST
from bridge.mail import Letter
from bridge.readmodels.todo import Item, Kind

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
LETTERS: Mapping[Kind, str] = {Kind.DID_YOU_MEET: "did_you_meet"}
OVERLAP = timedelta(hours=1)
"""Looked at again each time: clocks of servers differ, and a long transaction commits late."""


class Openings:
    """The rows of `todo` are what is due: each row that opens is one letter a person, known by its key for ever."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge
        self.after: datetime | None = None

    def step(self) -> int:
        """Write letters about what has opened; answers how many that were."""
        now = self.bridge.clock()
        with self.bridge.reading() as reading:
            todo, connection = reading.views.todo, reading.connection
            opened = todo.opened(connection, self.after or now - LATEST, now, kinds=list(LETTERS))
            people = [(item, todo.accounts_of(connection, item.owner)) for item in opened]
        letters = [(key, letter) for item, accounts in people for key, letter in _letters(item, accounts)]
        if letters:
            try:
                with self.bridge.db.change() as tx:
                    for key, letter in letters:
                        self.bridge.outbox.put(tx.connection, letter, key=key)
            except IntegrityError:
                logger.info("another timer wrote these letters")
                return 0
        self.after = now - OVERLAP
        return len(letters)


def _letters(item: Item, accounts: list[UUID]) -> Iterator[tuple[str, Letter]]:
    if item.owned_by is None or item.with_whom is None:
        return
    told = {"mine": item.owned_by.name, "theirs": item.with_whom.name}
    for account in accounts:
        letter = Letter(
            LETTERS[item.kind], account=account, params=told, path=f"/introductions/{item.subject}/held",
            thread=f"introductions:{item.subject}",
        )  # fmt: skip
        # The same item opens again when it was asked again: another moment, another letter.
        yield f"todo:{item.id}:{item.opens_at}:{account}", letter
