"""What a startup says of itself: a plain dictionary of codes and texts, checked here and nowhere else.

Shape (every key is always present once checked)::

    name str · country code · city str · founded int|None · stage code|None · team_size int|None · site url|None
    one_liner {lang: str} · description {lang: str} · logo sha256|None
    sectors [code] · technologies [code] · tags [str]
    needs, offers [{"code": exchange code, "sectors": [code], "countries": [code], "text": {lang: str}}]
    markets [country] · languages {lang: level} · outsourcing {"services": [code], "team": int|None} | None
    visibility "public" | "members" | "hidden"
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from events import vocabulary
from events.checks import Checker

Profile = dict[str, Any]

VISIBILITIES = ("public", "members", "hidden")
EMPTY: Profile = {
    "name": "", "country": None, "city": "", "founded": None, "stage": None, "team_size": None, "site": None,
    "one_liner": {}, "description": {}, "logo": None, "sectors": [], "technologies": [], "tags": [], "needs": [],
    "offers": [], "markets": [], "languages": {}, "outsourcing": None, "visibility": "public",
}  # fmt: skip
_DIGEST = re.compile(r"[0-9a-f]{64}")


def checked(typed: Mapping[str, Any], *, year: int) -> Profile:
    """The whole profile, cleaned. `year` is the current one: nothing is founded later. Raises `Invalid`."""
    check = Checker()
    profile = {field: _FIELDS[field](check, typed.get(field, empty), year) for field, empty in EMPTY.items()}
    for field in typed:
        if field not in EMPTY:
            check.problem(str(field), "unknown_field")
    check.done()
    return profile


def changes(before: Profile, after: Profile) -> Profile:
    """The fields of `after` that differ from `before`."""
    return {field: after[field] for field in EMPTY if before.get(field, EMPTY[field]) != after[field]}


def _exchange(check: Checker, field: str, value: object) -> list[dict[str, Any]]:
    rows = []
    for i, row in enumerate(check.sequence(field, value)):
        path = f"{field}.{i}"
        row = check.mapping(path, row)
        code = check.code(f"{path}.code", row.get("code"), vocabulary.exchange, required=True)
        rows.append({
            "code": code,
            "sectors": check.codes(f"{path}.sectors", row.get("sectors"), vocabulary.sectors, most=5),
            "countries": check.codes(f"{path}.countries", row.get("countries"), vocabulary.markets, most=20),
            "text": check.texts(f"{path}.text", row.get("text"), vocabulary.languages, most=400, lines=True),
        })  # fmt: skip
    if len(rows) > 9:
        check.problem(field, "too_many", most=9)
    seen = [row["code"] for row in rows]
    if len(seen) != len(set(seen)):
        check.problem(field, "twice")
    return rows


def _levels(check: Checker, value: object) -> dict[str, str]:
    levels = {}
    for language, level in check.mapping("languages", value).items():
        if level in (None, ""):
            continue
        if language not in vocabulary.languages:
            check.problem(f"languages.{language}", "unknown_code")
        elif (known := check.code(f"languages.{language}", level, vocabulary.levels)) is not None:
            levels[language] = known
    return levels


def _outsourcing(check: Checker, value: object) -> dict[str, Any] | None:
    row = check.mapping("outsourcing", value)
    services = check.codes("outsourcing.services", row.get("services"), vocabulary.services, most=12)
    team = check.number("outsourcing.team", row.get("team"), 1, 100_000)
    return {"services": services, "team": team} if services or team else None


def _logo(check: Checker, value: object) -> str | None:
    if value is None or (isinstance(value, str) and _DIGEST.fullmatch(value)):
        return value
    check.problem("logo", "unknown_file")
    return None


_FIELDS: dict[str, Callable[[Checker, Any, int], Any]] = {
    "name": lambda c, v, y: c.text("name", v, least=2, most=120),
    "country": lambda c, v, y: c.code("country", v, vocabulary.countries, required=True),
    "city": lambda c, v, y: c.text("city", v, most=80),
    "founded": lambda c, v, y: c.number("founded", v, 1950, y),
    "stage": lambda c, v, y: c.code("stage", v, vocabulary.stages),
    "team_size": lambda c, v, y: c.number("team_size", v, 1, 100_000),
    "site": lambda c, v, y: c.address("site", v),
    "one_liner": lambda c, v, y: c.texts("one_liner", v, vocabulary.languages, most=160),
    "description": lambda c, v, y: c.texts("description", v, vocabulary.languages, most=4000, lines=True),
    "logo": lambda c, v, y: _logo(c, v),
    "sectors": lambda c, v, y: c.codes("sectors", v, vocabulary.sectors, most=8),
    "technologies": lambda c, v, y: c.codes("technologies", v, vocabulary.technologies, most=10),
    "tags": lambda c, v, y: c.words("tags", v, most=12, longest=40),
    "needs": lambda c, v, y: _exchange(c, "needs", v),
    "offers": lambda c, v, y: _exchange(c, "offers", v),
    "markets": lambda c, v, y: c.codes("markets", v, vocabulary.markets, most=20),
    "languages": lambda c, v, y: _levels(c, v),
    "outsourcing": lambda c, v, y: _outsourcing(c, v),
    "visibility": lambda c, v, y: c.code("visibility", v, VISIBILITIES, required=True) or "hidden",
}
