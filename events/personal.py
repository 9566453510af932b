"""Text that people typed to or about people, as the log and the read models hold it: sealed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonalText:
    """A text sealed under its subject's key; only `Keys.open` reads it, and not after the subject was forgotten."""

    subject: UUID
    sealed: str

    def __str__(self) -> str:
        """The token that read models keep in a text column."""
        return f"{self.subject.hex}.{self.sealed}"

    @classmethod
    def parse(cls, token: str) -> "PersonalText":
        """Read the token of a text column back."""
        subject, _, sealed = token.partition(".")
        return cls(UUID(subject), sealed)
