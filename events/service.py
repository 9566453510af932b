"""What every service shares: the log, the clock, sealing what people type, trying again where two commands commute."""

from collections.abc import Callable
from typing import TypeVar

from events.actor import Actor
from events.checks import Checker
from events.errors import Refused, Stale
from events.log import Log
from events.store import Keys, PersonalText

T = TypeVar("T")


class Service:
    """Base of the services; they hold no state of their own and may be shared by threads."""

    def __init__(self, log: Log, keys: Keys) -> None:
        self.log = log
        self.keys = keys

    def personal(self, by: Actor, field: str, typed: object, *, most: int, least: int = 0) -> PersonalText | None:
        """Seal what a person typed under their own key; None where nothing was. Raises `Invalid`."""
        check = Checker()
        text = check.text(field, typed, most=most, least=least, lines=True)
        check.done()
        if not text:
            return None
        if by.account is None:
            raise Refused("sign_in")
        return self.keys.seal(by.account, text)

    @staticmethod
    def again(command: Callable[[], T], *, times: int = 4) -> T:
        """Run a command that commutes with others once more when somebody else was quicker."""
        for _ in range(times - 1):
            try:
                return command()
            except Stale:
                continue
        return command()


def signed_in(by: Actor) -> None:
    """Raise `Refused` for a visitor."""
    if by.account is None and by.system is None:
        raise Refused("sign_in")
