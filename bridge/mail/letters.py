"""What is to be said to whom; the words are a template, written when the letter leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

WISHES = ("at_once", "daily", "never")
"""How people want to hear of what waits and what happened."""

DIGEST = "digest"
ALWAYS = frozenset({
    "confirm", "already_registered", "reset", "password_changed", "email_confirm", "email_requested", "email_changed",
    "email_taken", "invitation", "erased", "decision_made", "appeal_answered", "judge_link", "judge_receipts",
})  # fmt: skip
"""Letters about an account itself, and decisions that its person may appeal only for so long: whoever wants no news
gets these all the same."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: to an account (address and language looked up when it leaves) or, before there is one, to an address.

    `kind` names `templates/mail/<kind>.txt`; `params` are its values (JSON); `path` is where its button leads; letters
    of one `thread` ("introduction:<id>") stand together in the reader's mail program.
    """

    kind: str
    account: UUID | None = None
    email: str | None = None
    language: str | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    path: str | None = None
    thread: str | None = None

    def __post_init__(self) -> None:
        if (self.account is None) == (self.email is None):
            raise ValueError("a letter goes to an account or to an address")
        if self.path is not None and not self.path.startswith("/"):
            raise ValueError("a letter's button leads to a page of the site")

    @property
    def always(self) -> bool:
        """Whether it leaves whatever its reader wishes."""
        return self.kind in ALWAYS
