"""Deciding what words mean: free tags folded into the lists of codes, and codes that others stand for."""

from typing import Annotated

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.words import OneOf, Sent, Text
from bridge.listings import FOLDS, REPLACED
from events.terms.service import KINDS

GROUP = "vocabulary"
WRITE = "write:vocabulary"
KIND = Annotated[str, OneOf(tuple(KINDS))]


class Tag(Sent):
    """A free tag."""

    tag: Annotated[Text, Field(description="At most 40 characters.")]


class Fold(Tag):
    """A free tag, and the code that it means."""

    kind: KIND
    code: Annotated[Text, Field(description="A code of `sectors` or `technologies`, as `kind` says.")]


class Replacement(Sent):
    """A code, and the one that stands for it from now on."""

    kind: KIND
    code: Text
    successor: Annotated[Text, Field(description="Another code of the same list.")]


listed(
    "list_folded_tags", "/tags/folds", GROUP, FOLDS, "List tags that count as codes",
    "The last decision first; for organisers.",
)  # fmt: skip
listed(
    "list_replaced_codes", "/codes/replacements", GROUP, REPLACED, "List codes that others stand for",
    "The last decision first; for organisers.",
)  # fmt: skip


@operation("POST", "/tags/fold", GROUP, scope=WRITE, example={"tag": "yurts", "kind": "sector", "code": "construction"})
def fold_tag(call: Call, body: Fold) -> None:
    """Let a free tag count as a code

    In every profile, past and future. For organisers.
    """
    call.bridge.terms.fold(call.actor, body.tag, body.kind, body.code)


@operation("POST", "/tags/unfold", GROUP, scope=WRITE, example={"tag": "yurts"})
def unfold_tag(call: Call, body: Tag) -> None:
    """Let a tag stand for itself again"""
    call.bridge.terms.unfold(call.actor, " ".join(body.tag.lower().split()))


@operation("POST", "/codes/replace", GROUP, scope=WRITE,
           example={"kind": "technology", "code": "iot", "successor": "robotics"})  # fmt: skip
def replace_code(call: Call, body: Replacement) -> None:
    """Let one code stand for another

    The old one stays readable for ever. For organisers.
    """
    call.bridge.terms.replace(call.actor, body.kind, body.code, body.successor)
