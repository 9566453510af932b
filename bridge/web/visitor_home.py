"""What the start page shows to a visitor; the view fills it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PublicStartup:
    """A startup in a few words, as everybody may see it."""

    name: str
    href: str
    country: str
    city: str
    one_liner: Mapping[str, str]
    logo: str | None = None
    labels: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PublicPair:
    """Two startups of different countries and the sentences that say why they should meet."""

    one: PublicStartup
    other: PublicStartup
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class VisitorHome:
    """The sentence form ('I am in A, seeking B in C'), its answer, one pair, and what there is already."""

    countries: Sequence[tuple[str, str]]  # (code, name) to choose from, for both sides
    needs: Sequence[tuple[str, str]]  # (exchange code, its phrase as something sought, "a distributor")
    home_country: str
    need: str
    country: str
    count: int
    found: Sequence[PublicStartup]  # at most three
    pair: PublicPair | None
    startups: int = 0
    countries_with_startups: int = 0
    incubators: int = 0
    partnerships: int = 0
    anywhere: int = 0  # how many fit in all countries, for when there are none in the asked one
    hackathon: Mapping[str, Any] | None = None  # the next one
    asked: bool = False  # whether the visitor chose, or this is the example
