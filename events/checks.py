"""Checking what people typed: problems are collected field by field, so that a form can show all of them at once."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from events.errors import Invalid, Problem

# Marks that turn the direction of what follows: in a name they can make one company look like another.
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029")


class Checker:
    """Collects problems; `done` raises `Invalid` when there are any.

    Every method takes the field's path (`needs.0.text.en`) and the value as it came, and answers the cleaned value.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, field: str, code: str, **params: object) -> None:
        """Note one problem beside a field."""
        self.problems.append(Problem(field, code, params))

    def done(self) -> None:
        """Raise what was found, if anything was."""
        if self.problems:
            raise Invalid(self.problems)

    def text(self, field: str, value: object, *, most: int, least: int = 0, lines: bool = False) -> str:
        """A text of `least` to `most` characters, NFC, without control characters or direction marks."""
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.problem(field, "not_text")
            return ""
        cleaned = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", value)).strip()
        if _DIRECTION_MARKS.search(cleaned):
            self.problem(field, "direction_mark")
        elif any(unicodedata.category(c) in ("Cc", "Cs", "Co") and not (lines and c in "\n\t") for c in cleaned):
            self.problem(field, "control_character")
        elif len(cleaned) > most:
            self.problem(field, "too_long", most=most, length=len(cleaned))
        elif not cleaned and least:
            self.problem(field, "required")
        elif len(cleaned) < least:
            self.problem(field, "too_short", least=least)
        return cleaned

    def texts(
        self, field: str, value: object, languages: Container[str], *, most: int, lines: bool = False
    ) -> dict[str, str]:
        """The same text in several languages: `{language: text}` without the empty ones."""
        found = {}
        for language, text in self.mapping(field, value).items():
            if language not in languages:
                self.problem(f"{field}.{language}", "unknown_code")
                continue
            if cleaned := self.text(f"{field}.{language}", text, most=most, lines=lines):
                found[language] = cleaned
        return found

    def code(self, field: str, value: object, terms: Container[str], *, required: bool = False) -> str | None:
        """One code of a list, or None where nothing was chosen."""
        if value in (None, ""):
            if required:
                self.problem(field, "required")
            return None
        if not isinstance(value, str) or value not in terms:
            self.problem(field, "unknown_code")
            return None
        return value

    def choice(self, field: str, value: object, terms: Container[str]) -> str:
        """One code of a list that must be chosen; empty only where a problem was noted."""
        return self.code(field, value, terms, required=True) or ""

    def codes(self, field: str, value: object, terms: Container[str], *, most: int) -> list[str]:
        """Several codes of a list, each once, in the order given."""
        chosen = [v for v in self.sequence(field, value) if v not in (None, "")]
        unknown = [v for v in chosen if not isinstance(v, str) or v not in terms]
        if unknown:
            self.problem(field, "unknown_code")
        kept = list(dict.fromkeys(v for v in chosen if isinstance(v, str) and v not in unknown))
        if len(kept) > most:
            self.problem(field, "too_many", most=most)
        return kept

    def words(self, field: str, value: object, *, most: int, longest: int) -> list[str]:
        """Free words (tags): cleaned, lower case, each once."""
        kept: dict[str, None] = {}
        for word in self.sequence(field, value):
            cleaned = " ".join(self.text(field, word, most=longest).lower().split())
            if cleaned:
                kept[cleaned] = None
        if len(kept) > most:
            self.problem(field, "too_many", most=most)
        return list(kept)

    def number(self, field: str, value: object, low: int, high: int) -> int | None:
        """A whole number within bounds, or None where nothing was typed."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            # Persian and Arabic digits are digits to int() too.
            digits = value.strip()
            value = int(digits) if re.fullmatch(r"[+-]?\d{1,12}", digits) else value
        if isinstance(value, bool) or not isinstance(value, int):
            self.problem(field, "not_a_number")
            return None
        if not low <= value <= high:
            self.problem(field, "out_of_range", low=low, high=high)
            return None
        return value

    def day(self, field: str, value: object, *, today: date) -> str:
        """A day that has come already, as `2026-11-30`; empty only where a problem was noted."""
        if value in (None, ""):
            self.problem(field, "required")
            return ""
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.problem(field, "not_a_date")
            return ""
        # One day of grace: it is already tomorrow further east.
        if day > today + timedelta(days=1):
            self.problem(field, "in_the_future")
        elif day.year < 2000:
            self.problem(field, "too_long_ago")
        return day.isoformat()

    def address(self, field: str, value: object, *, most: int = 300) -> str | None:
        """A web address with http or https; a bare host gets https."""
        text = self.text(field, value, most=most)
        if not text:
            return None
        candidate = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(candidate)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError:
            self.problem(field, "not_an_address")
            return None
        if parts.scheme not in ("http", "https") or "." not in host or " " in candidate or parts.username is not None:
            self.problem(field, "not_an_address")
            return None
        return candidate

    def mapping(self, field: str, value: object) -> Mapping[str, object]:
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.problem(field, "wrong_type")
            return {}
        return value

    def sequence(self, field: str, value: object) -> Sequence[object]:
        if value is None:
            return ()
        if isinstance(value, (str, bytes)) or not isinstance(value, Sequence):
            self.problem(field, "wrong_type")
            return ()
        return value
