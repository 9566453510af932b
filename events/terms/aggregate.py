"""Decisions about words: one aggregate, few writers."""

from datetime import datetime
from uuid import UUID

from events.actor import Actor
from events.errors import Broken
from events.fact import Root
from events.terms import events as facts

TERM_USE_ID = UUID("7d1f5c52-6b1d-5c1e-8f4e-3b9ad1a0c7e4")


class TermUse(Root, created=facts.TermUseOpened):
    """`folds` maps a tag to [kind, code]; `replaced` maps 'kind:code' to its successor."""

    def __init__(self) -> None:
        self.folds: dict[str, list[str]] = {}
        self.replaced: dict[str, str] = {}

    def fold(self, by: Actor, now: datetime, tag: str, kind: str, code: str) -> None:
        """Let a free tag mean a code."""
        if self.folds.get(tag) == [kind, code]:
            raise Broken("already_folded")
        self.record(facts.TagFolded, by, now, tag=tag, kind=kind, code=code)

    def unfold(self, by: Actor, now: datetime, tag: str) -> None:
        """Take a fold back."""
        if tag not in self.folds:
            raise Broken("not_folded")
        self.record(facts.TagUnfolded, by, now, tag=tag)

    def replace(self, by: Actor, now: datetime, kind: str, code: str, successor: str) -> None:
        """Let one code stand for another; never in a circle."""
        step: str | None = successor
        while step is not None:
            if step == code:
                raise Broken("replaced_in_a_circle")
            step = self.replaced.get(f"{kind}:{step}")
        if f"{kind}:{code}" in self.replaced:
            raise Broken("already_replaced")
        self.record(facts.TermReplaced, by, now, kind=kind, code=code, successor=successor)
