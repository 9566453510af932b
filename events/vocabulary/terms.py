"""One list of the controlled vocabulary: codes with labels in five languages and the words that mean them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from events.vocabulary.fold import fold, words

Side = Literal["need", "offer"]
LANGUAGES = ("en", "ru", "ur", "ky", "uz")
FALLBACK = "en"

_PARTS = re.compile(r"[,;/|&+•·،؛()\[\]\n\r]+")
_AND = re.compile(r"\s+(?:and|и|va|və|жана|ve|اور)\s+", re.IGNORECASE)
_LONGEST = 4  # words in the longest run that is looked up inside a part
_SHORT = re.compile(r"\b[^\W_]{1,2}\b")


def language(tag: str) -> str:
    """The language of a locale tag: 'uz' for 'uz_Latn' or 'uz-UZ'."""
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


class Terms:
    """Codes in a fixed order; `code in terms`, labels with English as fallback, and codes found in free text."""

    def __init__(self, name: str, entries: Mapping[str, Mapping[str, object]]) -> None:
        self.name = name
        self.codes: tuple[str, ...] = tuple(entries)
        self._labels = {code: _by_side(entry["labels"]) for code, entry in entries.items()}
        self._phrases = {code: _by_side(entry.get("phrases", entry["labels"])) for code, entry in entries.items()}
        self.synonyms: dict[str, Mapping[str, Sequence[str]]] = {
            code: _synonyms(entry.get("synonyms")) for code, entry in entries.items()
        }
        self._keys = self._index()
        self._matches = lru_cache(maxsize=4096)(self._find)

    def __contains__(self, code: object) -> bool:
        return code in self._labels

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def label(self, code: str, lang: str = FALLBACK, side: Side | None = None) -> str:
        """The name of a term for a tag or a field; `side` tells a need from an offer where both have names."""
        return _pick(self._labels[code], lang, side)

    def phrase(self, code: str, lang: str = FALLBACK, side: Side | None = None) -> str:
        """The term as the object of a sentence ('seeks a distributor'); its label where it has no such form."""
        return _pick(self._phrases[code], lang, side)

    def choices(self, lang: str = FALLBACK, side: Side | None = None) -> list[tuple[str, str]]:
        """Pairs of code and label in the order of the list."""
        return [(code, self.label(code, lang, side)) for code in self.codes]

    def match(self, text: str) -> str | None:
        """The term that a text names, or the first of several."""
        found = self._matches(text)
        return found[0] if found else None

    def matches(self, text: str) -> list[str]:
        """All terms that a text such as 'Health/Health-tech' or 'A, B and C' names, in its order."""
        return list(self._matches(text))

    def _index(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for code in self.codes:
            keys[_key(words(code))] = code
        for code in self.codes:
            named = [text for sides in self._labels[code].values() for text in sides.values()]
            for text in [*named, *(word for group in self.synonyms[code].values() for word in group)]:
                keys.setdefault(_key(words(text)), code)
        keys.pop("", None)
        return keys

    def _find(self, text: str) -> tuple[str, ...]:
        whole = self._keys.get(_key(words(text)))
        if whole is not None:
            return (whole,)
        found: dict[str, None] = {}
        for part in _PARTS.split(text):
            for code in self._find_in_part(part):
                found[code] = None
        return tuple(found)

    def _find_in_part(self, part: str) -> list[str]:
        whole = self._keys.get(_key(words(part)))
        if whole is not None:
            return [whole]
        pieces = _AND.split(part)
        if len(pieces) > 1:
            return [code for piece in pieces for code in self._find_in_part(piece)]
        return self._find_in_words(words(part), {fold(word) for word in _SHORT.findall(part) if word.isupper()})

    def _find_in_words(self, tokens: list[str], shouted: set[str]) -> list[str]:
        # Two letters inside a longer text count only in capitals: 'IT' is a trade, 'it' and Russian 'по' are not.
        found: list[str] = []
        start = 0
        while start < len(tokens):
            for length in range(min(_LONGEST, len(tokens) - start), 0, -1):
                key = _key(tokens[start : start + length])
                code = self._keys.get(key)
                if code is not None and (len(key) > 2 or key in shouted):
                    found.append(code)
                    start += length
                    break
            else:
                start += 1
        return found


def _key(tokens: Sequence[str]) -> str:
    # Without spaces, so that 'Health-tech', 'health tech' and 'HealthTech' are one word.
    return "".join(tokens)


def _pick(sides: Mapping[str, Mapping[str, str]], lang: str, side: Side | None) -> str:
    labels = sides.get(side or "") or next(iter(sides.values()))
    return labels.get(language(lang)) or labels[FALLBACK]


def _by_side(value: object) -> Mapping[str, Mapping[str, str]]:
    """{side: {lang: text}}; plain labels have the one side ''."""
    if not isinstance(value, Mapping):
        raise TypeError(f"labels must be an object, not {value!r}")
    if FALLBACK in value:
        return {"": value}
    return {str(side): labels for side, labels in value.items()}


def _synonyms(value: object) -> Mapping[str, Sequence[str]]:
    return value if isinstance(value, Mapping) else {}
