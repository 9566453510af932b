"""The letter of those who want one a day: what waits for them, and what happened since the last one."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from babel.support import NullTranslations, Translations
from eventsourcing.persistence import InterfaceError, OperationalError

from bridge.accounts import Account
from bridge.folders import TRANSLATIONS
from bridge.mail import Letter
from bridge.mail.letters import DIGEST
from bridge.texts import best_text
from bridge.todo import line_of, waiting_for

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
FROM, TO = 8, 20
"""Hours of a person's own day: in the morning, and where nobody was at work then, later, but not at night."""
AT_ONCE = 50
MOST = 30
"""Things that a letter lists; the page has all of them."""


class Digests:
    """Makes the daily letters. A row of the account says which day was thought of: two of them never make it twice."""

    def __init__(self, bridge: "Bridge") -> None:
        self.bridge = bridge

    def step(self) -> int:
        """Think of everybody for whom it is time; answers how many letters that made."""
        due = self.bridge.accounts.due_for_digest(FROM, TO, AT_ONCE)
        return sum(self._try(account, day) for account, day in due) + self._let_go()

    def _try(self, account: Account, day: date) -> bool:
        """One person's trouble must not cost the others their letters; what was kept for them stays kept."""
        try:
            return self._think_of(account, day)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("the daily letter of %s cannot be made today", account.id)
            with self.bridge.db.change() as tx:
                self.bridge.accounts.take_day(tx.connection, account.id, day)
            return False

    def _think_of(self, account: Account, day: date) -> bool:
        waiting = self._waiting(account)
        with self.bridge.db.change() as tx:
            if not self.bridge.accounts.take_day(tx.connection, account.id, day):
                return False
            held = self.bridge.outbox.take_held(tx.connection, account.id)
            if not waiting and not held:
                return False
            params = {"name": account.name, "waiting": waiting, "news": _news(held, waiting)}
            letter = Letter(DIGEST, account=account.id, language=account.language, params=params, path="/todo")
            self.bridge.outbox.put(tx.connection, letter, key=f"digest:{account.id}:{day}")
        return True

    def _waiting(self, account: Account) -> list[dict[str, str]]:
        """What waits, in the reader's language."""
        translate = _gettext(account.language)
        with self.bridge.reading() as reading:
            actor = reading.actor(account.id)
            now = self.bridge.clock()
            items = waiting_for(reading.connection, reading.views, actor, account.email, now, limit=MOST)
        lines = [line_of(item, translate, lambda name: _name(name, account.language)) for item in items]
        return [{"text": line.text, "path": line.address} for line in lines]

    def _let_go(self) -> int:
        """Letters that were kept for a daily one which their reader does not want any more: the mailer asks again."""
        held_for = self.bridge.outbox.held_for()
        if not held_for:
            return 0
        wishes = self.bridge.accounts.wishes(held_for)
        return self.bridge.outbox.let_go([account for account in held_for if wishes.get(account) != "daily"])


def _news(held: Sequence[Letter], waiting: Sequence[Mapping[str, str]]) -> list[dict[str, object]]:
    """What happened, without what the list of waiting things says as well: the letter names a thing once."""
    asked = {_thing(line["path"]) for line in waiting}
    told: list[dict[str, object]] = [
        {
            "kind": letter.kind, "path": letter.path,
            "params": {name: value for name, value in letter.params.items() if name != "calendar"},
        }
        for letter in held
        if letter.path is None or _thing(letter.path) not in asked
    ]  # fmt: skip
    return told[:MOST]


def _thing(path: str) -> str:
    """What a page is about: '/introductions/<id>' of all its parts."""
    return "/".join(path.partition("#")[0].split("/")[:3])


def _name(name: str | Mapping[str, str], language: str) -> str:
    return name if isinstance(name, str) else best_text(name, language)


@cache
def _gettext(language: str) -> Callable[[str], str]:
    translations: NullTranslations = Translations.load(TRANSLATIONS, [language])
    return translations.gettext
