"""One row of a list as the profile of a startup, in the vocabulary's codes; what was folded or left out is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bridge.importing.languages import language_of
from bridge.importing.topics import topics
from events import vocabulary
from events.vocabulary import Terms
from events.vocabulary.fold import fold, words

LONGEST_ONE_LINER = 160
LONGEST_TAG = 40
MOST_TAGS = 12
_TELLING = 120  # characters of a description that would mention the technology

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad]")
_SENTENCE = re.compile(r"(?<=[.!?۔])\s+")
_QUOTES = "\"'«»“”„‟‘’"
_SEPARATORS = re.compile(r"[,;/|]+")
_NOTHING = frozenset(
    fold(word) for word in ("", "-", "n/a", "none", "null", "nan", "other", "others", "другое", "digər")
)
# Where a list files everything that fits nowhere else; what the startup says of itself goes before these.
_CATCH_ALL = frozenset(map(fold, ("Marketinq", "Qacetlər", "Software/SAAS", "Technology", "IT", "Прочее")))
_CLOSED = frozenset(map(fold, ("Bağlanıb", "closed", "dead", "inactive", "закрыт", "закрыта", "yopilgan")))


@dataclass(slots=True)
class Draft:
    """A profile as typed, not yet checked; `notes` are (field, code, params)."""

    row_id: str
    profile: dict[str, Any]
    notes: list[tuple[str, str, dict[str, object]]] = field(default_factory=list)

    def note(self, name: str, code: str, **params: object) -> None:
        """Tell something about a field that does not keep the row out."""
        self.notes.append((name, code, params))


def draft(values: Mapping[str, str], defaults: Mapping[str, str]) -> Draft:
    """Make a profile of a row's cells by field. `defaults` stand in for columns that the list does not have."""
    made = Draft("", {})
    cell = {name: _clean(made, name, value) for name, value in values.items()}
    for name, value in defaults.items():
        if not cell.get(name):
            cell[name] = value
    name = _without_quotes(" ".join(cell.get("name", "").split()))
    country = cell.get("country", "")
    code = vocabulary.countries.match(country)
    if country and code is None:
        # Kept as written, so that the check refuses it beside its column.
        code = country
    made.row_id = cell.get("id") or _id_from_name(name, code)
    profile: dict[str, Any] = {"name": name, "country": code, "city": " ".join(cell.get("city", "").split())}
    profile.update(_numbers(cell))
    headline, description = _texts(made, cell)
    profile["one_liner"] = {language_of(f"{headline} {description}"): headline} if headline else {}
    profile["description"] = {language_of(description): description} if description else {}
    profile.update(_codes(made, cell, headline, description))
    if cell.get("site"):
        profile["site"] = cell["site"]
    made.profile = profile
    return made


def _clean(made: Draft, name: str, value: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", value))
    text = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text).replace("\t", " ")
    kept = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    if len(kept) != len(text):
        made.note(name, "control_characters_removed")
    kept = kept.strip()
    # The mark that keeps spreadsheets from running a cell; our own files of bad rows have it.
    return kept[1:] if kept[:1] == "'" and kept[1:2] in ("=", "+", "-", "@") else kept


def _without_quotes(name: str) -> str:
    if len(name) > 2 and name[0] in _QUOTES and name[-1] in _QUOTES:
        return name[1:-1].strip()
    return name


def _id_from_name(name: str, country: str | None) -> str:
    key = "".join(words(name)) or name.lower()
    return f"name:{(country or '').lower()}:{key}"[:120]


def _numbers(cell: Mapping[str, str]) -> dict[str, Any]:
    """Years and sizes as spreadsheets export them: '2022.0', '2019-05-01'."""
    found: dict[str, Any] = {}
    for name in ("founded", "team_size"):
        value = cell.get(name, "")
        if fold(value) in _NOTHING:
            continue
        whole = re.fullmatch(r"(\d+)[.,]0*", value)
        dated = re.fullmatch(r"(\d{4})[-./]\d{1,2}[-./]\d{1,2}.*", value) if name == "founded" else None
        match = whole or dated
        found[name] = match[1] if match else value
    return found


def _texts(made: Draft, cell: Mapping[str, str]) -> tuple[str, str]:
    """The one line and the description. Without a one-liner the first sentence is it."""
    headline = " ".join(cell.get("one_liner", "").split())
    description = cell.get("description", "")
    if headline and description.startswith(f"{headline} | "):
        description = description.removeprefix(f"{headline} | ").strip()
    description = description.replace(" | ", "\n\n")
    if not headline and description:
        headline = _shortened(" ".join(_SENTENCE.split(description, maxsplit=1)[0].split()))
    elif len(headline) > LONGEST_ONE_LINER:
        made.note("one_liner", "shortened", most=LONGEST_ONE_LINER)
        description = description or headline
        headline = _shortened(headline)
    return headline, "" if description == headline else description


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_ONE_LINER:
        return text
    return text[: LONGEST_ONE_LINER - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"


def _codes(made: Draft, cell: Mapping[str, str], headline: str, description: str) -> dict[str, Any]:
    tags: list[str] = []
    sectors = _sectors(made, cell, headline, description, tags)
    technologies = _folded(made, "technologies", cell.get("technologies", ""), vocabulary.technologies, tags)
    technologies += _tagged(made, cell.get("tags", ""), headline, description, tags)
    technologies += topics("technologies", headline, description)[:4]
    kept_tags = [tag for tag in dict.fromkeys(tag.lower() for tag in tags) if len(tag) <= LONGEST_TAG]
    return {
        "sectors": list(dict.fromkeys(sectors))[:3],
        "technologies": list(dict.fromkeys(technologies))[:6],
        "tags": kept_tags[:MOST_TAGS],
        "stage": _stage(made, cell.get("stage", "")),
    }


def _sectors(made: Draft, cell: Mapping[str, str], headline: str, description: str, tags: list[str]) -> list[str]:
    """What the list says, and what the text says clearly; where the list says nothing definite, the text alone."""
    industry = cell.get("industry", "")
    listed = _folded(made, "industry", industry, vocabulary.sectors, tags)
    listed += _folded(made, "subindustry", cell.get("subindustry", ""), vocabulary.sectors, tags)
    told = topics("sectors", headline, description)[:3]
    if not listed or fold(industry) in _CATCH_ALL:
        weaker = topics("sectors", headline, description, enough=1)[:1]
        return told or listed or weaker or topics("sectors", cell.get("name", ""), "")[:1]
    if len(listed) > 1 and ";" in industry:
        return listed  # one by one, as our own files list them: nothing to guess
    if len(listed) > 1 and told:
        # 'Finance and e-commerce' is a drawer with two things in it: the text says which.
        meant = [code for code in listed if code in told] or listed[:1]
        return [*meant, *told]
    # Beside one definite sector another one must be very clear, or the only subject of a single sentence.
    return listed + topics("sectors", headline, description, enough=4 if description else 2)[:2]


def _tagged(made: Draft, text: str, headline: str, description: str, tags: list[str]) -> list[str]:
    """Technologies among a list's tags. Lists tag generously: what a long description never mentions stays a tag."""
    codes = _folded(made, "tags", text, vocabulary.technologies, tags)
    if len(description) < _TELLING:
        return codes
    mentioned = topics("technologies", headline, description, enough=1)
    for code in codes:
        if code not in mentioned:
            tags.append(vocabulary.technologies.label(code))
            made.note("tags", "not_in_text", word=vocabulary.technologies.label(code))
    return [code for code in codes if code in mentioned]


def _folded(made: Draft, name: str, text: str, terms: Terms, tags: list[str]) -> list[str]:
    if fold(text) in _NOTHING:
        return []
    codes = terms.matches(text)
    if codes:
        # Of several parts some may be unknown still: those become tags too.
        parts = [part for part in _SEPARATORS.split(text) if not terms.matches(part)] if len(text) < 1000 else []
    else:
        parts = _SEPARATORS.split(text)
    for part in parts:
        word = " ".join(part.split())
        if fold(word) not in _NOTHING:
            tags.append(word)
            made.note(name, "unknown_word", word=word)
    return codes


def _stage(made: Draft, text: str) -> str | None:
    if fold(text) in _NOTHING:
        return None
    if fold(text) in _CLOSED:
        made.note("stage", "closed")
        return None
    code = vocabulary.stages.match(text)
    if code is None:
        made.note("stage", "unknown_word", word=text)
    return code
