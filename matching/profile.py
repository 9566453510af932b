"""What the engine is told about a startup, and what it answers: plain values, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing that a startup needs or offers; `text` is free text by language."""

    code: str
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    text: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A startup as the engine sees it: codes of the vocabulary, and texts by language."""

    id: str
    country: str
    texts: Mapping[str, str] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    needs: tuple[Exchange, ...] = ()
    offers: tuple[Exchange, ...] = ()
    markets: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    stage: str | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a pair was suggested: a code and what fills its sentence, seen from the one who is shown the suggestion."""

    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another startup, what it is worth to this one (`there`), what this one is worth to it (`back`), and why."""

    other: str
    score: float
    there: float
    back: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of somebody else's list: `other` is shown in the list of `owner`, at `rank` counted from 1."""

    owner: str
    other: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary's labels and synonyms: code -> language -> words or phrases."""

    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
