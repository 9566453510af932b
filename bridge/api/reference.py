"""The vocabulary: every list of codes with its labels in five languages."""

from typing import Annotated

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import Texts, Told
from bridge.listings import TAGS
from events import vocabulary
from events.errors import Missing
from events.vocabulary import Side

GROUP = "vocabulary"


class Term(Told):
    """A code and what it is called."""

    code: str
    labels: Annotated[Texts, Field(description="By language.")]
    offer_labels: Annotated[
        Texts | None, Field(description="As an offer, where that is called otherwise than the need.")
    ]


class Terms(Told):
    """One list."""

    name: str
    items: list[Term]


class Lists(Told):
    """The names of all lists."""

    items: list[str]


@operation("GET", "/vocabulary", GROUP, public=True)
def list_vocabulary(call: Call) -> Lists:
    """List the lists of codes"""
    return Lists(items=sorted(vocabulary.LISTS))


@operation("GET", "/vocabulary/{name}", GROUP, public=True)
def read_vocabulary(call: Call, name: str) -> Terms:
    """Read one list of codes"""
    terms = vocabulary.LISTS.get(name)
    if terms is None:
        raise Missing("vocabulary", name)
    sided = name == "exchange"

    def labels(code: str, side: Side | None) -> dict[str, str]:
        return {language: terms.label(code, language, side) for language in vocabulary.LANGUAGES}

    def term(code: str) -> Term:
        offer = labels(code, "offer") if sided else None
        return Term(code=code, labels=labels(code, "need" if sided else None), offer_labels=offer)

    return Terms(name=name, items=[term(code) for code in terms])


listed(
    "list_free_tags", "/tags", GROUP, TAGS, "List free tags",
    "What people wrote themselves and nobody has taken into a list yet, the commonest first; for organisers.",
)  # fmt: skip
