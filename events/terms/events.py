"""How the vocabulary grows in use: free tags folded into codes, codes replaced by better ones, never deleted."""

from typing import TYPE_CHECKING

from events.fact import Created, Fact

if TYPE_CHECKING:
    from events.terms.aggregate import TermUse


class TermUseOpened(Created, topic="term.use_opened"):
    """The record of decisions about words began."""


class TagFolded(Fact, topic="term.tag_folded"):
    """A free tag means a code from now on, in every profile that carries it."""

    tag: str
    kind: str
    code: str

    def apply(self, terms: "TermUse") -> None:
        terms.folds = {**terms.folds, self.tag: [self.kind, self.code]}


class TagUnfolded(Fact, topic="term.tag_unfolded"):
    """That was a mistake."""

    tag: str

    def apply(self, terms: "TermUse") -> None:
        terms.folds = {tag: to for tag, to in terms.folds.items() if tag != self.tag}


class TermReplaced(Fact, topic="term.replaced"):
    """A code is not offered any more; what carries it counts as another one."""

    kind: str
    code: str
    successor: str

    def apply(self, terms: "TermUse") -> None:
        terms.replaced = {**terms.replaced, f"{self.kind}:{self.code}": self.successor}
