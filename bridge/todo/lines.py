"""An item in words: the same sentence on the page, in the daily mail and in a feed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bridge.readmodels.todo import Item, Party
from bridge.todo.kinds import WORDS

Name = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked, of which of a person's startups or incubators, and where it is answered."""

    item: Item
    text: str
    of: str
    address: str
    action: str
    icon: str


def line_of(item: Item, translate: Callable[[str], str], name: Callable[[Name], str]) -> Line:
    """Put an item into words. `translate` is gettext in the reader's language; `name` writes a name: a startup's is a
    text, an incubator's a text by language. For HTML it must escape, and the line's text is then HTML."""
    words = WORDS[item.kind]
    says = words.alone if "%(theirs)s" in words.says and item.with_whom is None else words.says
    names = {"mine": _written(item.owned_by, name), "theirs": _written(item.with_whom, name)}
    parties = {"mine": _address(item.owned_by), "theirs": _address(item.with_whom)}
    named = {name: item.params.get(name, "") for name in ("slug", "number")}
    address = words.address.format(subject=item.subject, **named, **parties)
    return Line(item, translate(says) % names, names["mine"], address, translate(words.action), words.icon)


def _written(party: Party | None, name: Callable[[Name], str]) -> str:
    return "" if party is None else name(party.name)


def _address(party: Party | None) -> str:
    return "" if party is None else party.address
