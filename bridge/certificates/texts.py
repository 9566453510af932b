"""What is on a paper, in the words of one language: everything is text already, drawing decides nothing about it."""

from dataclasses import dataclass
from datetime import date

RIGHT_TO_LEFT = frozenset({"ur"})
ISOLATE, ISOLATED = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """A name inside a sentence, which does not turn the signs around it however it is written (`<bdi>` of pages)."""
    return f"{ISOLATE}{text.translate({ord(ISOLATE): None, ord(ISOLATED): None})}{ISOLATED}" if text else ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs above a line, and as what."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class CertificateText:
    """A certificate in one language.

    `title` is what the paper is ("Certificate"), `lead` and `reason` stand before and after the name ("This is to
    certify that", "won the first prize as a member of Amber"), `check` before the address that verifies it.
    """

    language: str
    title: str
    lead: str
    name: str
    reason: str
    hackathon: str
    when: str
    hosts: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    check: str
    address: str
    code: str
    issued: date


@dataclass(frozen=True, slots=True)
class Badge:
    """What somebody wears: name, role, and a code that the desk reads."""

    name: str
    role: str
    hackathon: str
    address: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """One line of a score sheet: what is judged, what that means, its weight as text, and the scale's ends."""

    title: str
    help: str
    weight: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A paper for one judge and one project, typed in afterwards.

    `labels` are the words of the form by the names in LABELS: comments are for the team, notes for the jury.
    """

    hackathon: str
    round: str
    judge: str
    project: str
    number: str
    criteria: tuple[SheetCriterion, ...]
    labels: dict[str, str]
    address: str


LABELS = ("judge", "project", "comments", "notes", "signature", "weight")
