"""The reference data of incubators and parks: facts with source and year, checked when they are loaded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from events import vocabulary


class WrongReference(ValueError):
    """The data file says something that cannot be; the message names entry and field."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, where and when it was published; `note` says how far to trust it."""

    field: str
    value: Mapping[str, str]
    source: str
    year: int
    note: str | None

    def as_dict(self) -> dict[str, Any]:
        """The fact as the log keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reference:
    """One incubator as public sources describe it; nobody of its people has confirmed it yet."""

    slug: str
    kind: str
    country: str
    city: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    facts: Sequence[Fact]

    def page(self) -> dict[str, Any]:
        """What its page shows, in the shape that `events.incubators.page` checks."""
        return {
            "name": dict(self.name),
            "kind": self.kind,
            "country": self.country,
            "city": self.city,
            "description": dict(self.description),
        }


def load() -> tuple[Reference, ...]:
    """All incubators of the data file, in its order. Raises `WrongReference`."""
    text = files("bridge").joinpath("data", "incubators.json").read_text(encoding="utf-8")
    return checked(json.loads(text))


def checked(entries: Iterable[Mapping[str, Any]]) -> tuple[Reference, ...]:
    """The entries with every code, year and address verified. Raises `WrongReference`."""
    references = tuple(_reference(entry) for entry in entries)
    slugs = [reference.slug for reference in references]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise WrongReference(f"{slug}: listed twice")
    return references


def _reference(entry: Mapping[str, Any]) -> Reference:
    slug = str(entry.get("slug", ""))
    try:
        facts = tuple(_fact(slug, fact) for fact in entry["facts"])
        reference = Reference(**{**entry, "facts": facts})
    except (KeyError, TypeError) as missing:
        raise WrongReference(f"{slug or entry!r}: {missing}") from missing
    _must(slug == slug.lower() and slug.replace("-", "").isalnum() and slug.isascii(), slug, "slug")
    _must(reference.kind in vocabulary.incubator_kinds, slug, "kind")
    _must(reference.country in vocabulary.countries, slug, "country")
    _must(bool(facts), slug, "facts")
    _texts(slug, "name", reference.name)
    _texts(slug, "description", reference.description)
    return reference


def _fact(slug: str, entry: Mapping[str, Any]) -> Fact:
    fact = Fact(**entry)
    _must(fact.field in vocabulary.fact_fields, slug, f"fact {fact.field}")
    _must(fact.note is None or fact.note in vocabulary.fact_notes, slug, f"note of {fact.field}")
    _must(entry["year"] in range(2000, 2101), slug, f"year of {fact.field}")
    address = urlsplit(fact.source)
    _must(address.scheme in ("http", "https") and "." in address.netloc, slug, f"source of {fact.field}")
    _texts(slug, fact.field, fact.value)
    return fact


def _texts(slug: str, field: str, texts: Mapping[str, Any]) -> None:
    _must("en" in texts, slug, f"{field} in English")
    for lang, text in texts.items():
        known = lang in vocabulary.languages and isinstance(text, str) and text == text.strip() != ""
        _must(known, slug, f"{field} in {lang}")


def _must(true: bool, slug: str, what: str) -> None:
    if not true:
        raise WrongReference(f"{slug}: wrong {what}")
