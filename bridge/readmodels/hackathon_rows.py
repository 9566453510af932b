"""What a hackathon's setup says, as columns and as words to be found by; the times of its phases from their rows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bridge.readmodels.base import packed
from bridge.readmodels.words import document
from events import vocabulary
from events.hackathons.phases import Times


def times(opens: str | None, closes: str | None, hand: str | None) -> Times:
    """The times of a phase from its row."""
    return Times(
        datetime.fromisoformat(opens) if opens else None,
        datetime.fromisoformat(closes) if closes else None,
        hand == "opened",
        hand == "closed",
    )


def at_of(value: dict[str, str] | None) -> str | None:
    """When a moment of a setup is."""
    return None if value is None else value["at"]


def row_of(setup: dict[str, Any]) -> dict[str, Any]:
    """What lists find, order and show."""
    about, place, dates = (setup.get(part) or {} for part in ("about", "place", "dates"))
    title = about.get("title") or {}
    phases = dates.get("phases") or {}
    moments = [at_of(edge) for edges in phases.values() for edge in edges.values() if edge is not None]
    return {
        "form": place.get("form"), "zone": dates.get("zone"), "setup": packed(setup),
        "sort_name": title.get("en") or next(iter(title.values()), ""),
        "starts": at_of((phases.get("building") or {}).get("opens")), "ends": max(filter(None, moments), default=None),
    }  # fmt: skip


def document_of(setup: dict[str, Any]) -> str:
    """The words that search finds it by."""
    about, place = setup.get("about") or {}, setup.get("place") or {}
    sectors = [
        vocabulary.sectors.label(code, language)
        for code in about.get("sectors") or ()
        for language in vocabulary.LANGUAGES
    ]
    texts = [text for name in ("title", "summary", "description") for text in (about.get(name) or {}).values()]
    tracks = (setup.get("tracks") or {}).get("tracks") or ()
    names = [text for track in tracks for text in (*track["name"].values(), track["sponsor"])]
    return document(*texts, place.get("city") or "", *sectors, *names)


def words_of(setup: dict[str, Any], countries: set[str]) -> list[tuple[str, str]]:
    """What the filters of the list find it by; `countries` are those of its hosts."""
    about, place = setup.get("about") or {}, setup.get("place") or {}
    here = {place["country"]} if place.get("country") else set()
    words = [("country", code) for code in sorted(countries | here)]
    words += [("sector", code) for code in about.get("sectors") or ()]
    return words + [("language", code) for code in sorted(about.get("title") or {})]


def next_of(phases: Iterable[Mapping[str, Any]]) -> str | None:
    """The first moment of some phases that nobody has recorded."""
    waiting: list[str] = []
    for phase in phases:
        waiting += [phase["opens"]] if phase["opens"] and not phase["opened_at"] else []
        waiting += [phase["closes"]] if phase["closes"] and not phase["closed_at"] else []
    return min(waiting, default=None)
