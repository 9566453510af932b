"""What spreadsheets show of a list: headings and values in the reader's language, codes beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from flask_babel import gettext

from bridge.listings import TODO, Column, Listing, Row
from bridge.readmodels.base import unpacked
from bridge.web import reasons
from bridge.web.imports.wording import reason
from bridge.web.names import country, label, language, pick_text
from bridge.web.twins.headings import HEADINGS, SAID
from events.vocabulary import Side

Cell = str | int | float | datetime | date | None
BETWEEN = "; "
KINDS = {"sector": "sectors", "technology": "technologies"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One column of a spreadsheet."""

    heading: str
    kind: str
    cell: Callable[[Row], Cell]


def shown(listing: Listing[Any], base_url: str) -> list[Shown]:
    """The columns for people, then the codes of those that are said in words."""
    columns = [column for column in listing.columns if column.name in HEADINGS and column.kind != "json"]
    if listing.key == "event_id":  # pages say these lines in sentences, made for the whole batch
        columns += [Column(name, partial(_added, name)) for name in ("what", "detail")]
    if listing is TODO:
        columns += [Column(name, partial(_added, name)) for name in ("what", "of")]
    said = [Shown(_heading(listing, column), column.kind, _saying(column, base_url)) for column in columns]
    codes = [column for column in columns if column.terms]
    return said + [
        Shown(gettext("%(column)s (code)", column=_heading(listing, column)), "text", _coding(column))
        for column in codes
    ]


def _added(name: str, row: Row) -> Any:
    return row.get(name)


def _heading(listing: Listing[Any], column: Column) -> str:
    return str(HEADINGS.get(f"{listing.name}.{column.name}") or HEADINGS[column.name])


def _saying(column: Column, base_url: str) -> Callable[[Row], Cell]:
    if column.kind in ("key", "keys"):
        return lambda row: BETWEEN.join(_called(row["setup"], column.terms, key) for key in codes_of(column.read(row)))
    return lambda row: said(column, column.read(row), base_url)


def _called(setup: str, part: str, key: str) -> str:
    return pick_text(_names(setup, part).get(key) or {"en": key})


@lru_cache(maxsize=16)
def _names(setup: str, part: str) -> dict[str, dict[str, str]]:
    """What a part of a hackathon's setup calls its rows, by key."""
    rows = (unpacked(setup).get(part) or {}).get(part) or ()
    return {row["key"]: row["name"] for row in rows}


def _coding(column: Column) -> Callable[[Row], Cell]:
    return lambda row: BETWEEN.join(codes_of(column.read(row)))


def codes_of(value: Any) -> list[str]:
    """The codes in a cell: one, several, those of wishes, or those of languages with their levels."""
    if not value:
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [f"{code}:{level}" for code, level in value.items()]
    return [row["code"] if isinstance(row, dict) else row for row in value]


def said(column: Column, value: Any, base_url: str) -> Cell:
    """A cell for people."""
    if value is None:
        return str(gettext("a former member")) if column.kind == "person" else None
    match column.kind:
        case "moment":
            return datetime.fromisoformat(value)
        case "day":
            return date.fromisoformat(value[:10])
        case "number":
            number: int | float = value
            return number
        case "flag":
            return str(gettext("Yes") if value else gettext("No"))
        case "texts":
            return pick_text(value)
        case "address":
            return f"{base_url}{value}"
        case "levels":
            return BETWEEN.join(f"{language(code)} ({label(level, 'levels')})" for code, level in value.items())
        case "problems":
            return BETWEEN.join(map(reason, value))
        case "reasons":
            return BETWEEN.join(reasons.in_words(value))
        case "code" | "codes" | "wishes":
            return BETWEEN.join(term(column.terms, code) for code in codes_of(value))
        case "term":
            return term(*value.split(":"))
        case "words":
            return BETWEEN.join(value)
    return str(value)


def term(terms: str, code: str) -> str:
    """A code in the reader's language."""
    if terms in SAID:
        return str(SAID[terms].get(code, code))
    if terms in KINDS:
        return label(code, KINDS[terms])
    if terms == "offices":
        return str(gettext("All countries")) if code == "*" else country(code)
    if terms in ("countries", "markets"):
        return country(code)
    if terms == "languages":
        return language(code)
    name, _, side = terms.partition(":")
    sides: dict[str, Side] = {"need": "need", "offer": "offer"}
    return label(code, name, sides.get(side))


def headings(columns: Sequence[Shown]) -> list[str]:
    """The first row."""
    return [column.heading for column in columns]
