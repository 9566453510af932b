"""The profile's form: which fields stand on which step, how they are read, and what can be chosen."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext

from bridge.web.app import current_bridge
from bridge.web.forms import Form, whole
from bridge.web.names import country, language
from bridge.web.names import locale as reader_locale
from bridge.web.startup_labels import LABELS
from bridge.web.startups.access import logo_address
from events import vocabulary
from events.errors import Invalid, Problem
from events.startups.profile import EMPTY, checked

STEPS: tuple[tuple[str, ...], ...] = (
    ("name", "country", "city", "founded", "stage", "team_size", "site", "one_liner", "description", "logo"),
    ("sectors", "technologies", "tags"),
    ("needs", "offers", "markets", "languages", "outsourcing", "visibility"),
)
# Shown first; the others are folded away.
COMMON_LANGUAGES = ("en", "ru", "ur", "ky", "uz", "kk")
MOST_ROWS = 9


def read(form: Form, fields: tuple[str, ...]) -> dict[str, Any]:
    """What was typed into some fields, raw, in the shape of a profile; the logo is a file and read elsewhere."""
    return {field: _READERS[field](form) for field in fields if field in _READERS}


def problems_of(raw: Mapping[str, Any], fields: tuple[str, ...]) -> list[Problem]:
    """What is wrong with some fields, told by the domain's own check."""
    try:
        checked({**EMPTY, **raw}, year=current_bridge().clock().year)
    except Invalid as invalid:
        return [problem for problem in invalid.problems if problem.field.partition(".")[0] in fields]
    return []


def _text(field: str) -> Any:
    return lambda form: form.text(field)


def _many(field: str) -> Any:
    return lambda form: form.many(field)


def _outsourcing(form: Form) -> dict[str, Any]:
    return {"services": form.many("outsourcing.services"), "team": form.text("outsourcing.team")}


def _exchange(side: str) -> Any:
    def rows(form: Form) -> list[dict[str, Any]]:
        found = [
            {
                "code": form.text(f"{side}.{n}.code"),
                "sectors": form.many(f"{side}.{n}.sectors"),
                "countries": form.many(f"{side}.{n}.countries"),
                "text": form.mapping(f"{side}.{n}.text"),
            }
            for n in form.rows(side)
        ]
        # A row of which nothing was filled in is not meant.
        return [row for row in found if any(row.values())]

    return rows


_READERS: dict[str, Any] = {
    **{field: _text(field) for field in ("name", "country", "city", "founded", "stage", "team_size", "site")},
    **{field: _many(field) for field in ("sectors", "technologies", "markets")},
    "one_liner": lambda form: form.mapping("one_liner"),
    "description": lambda form: form.mapping("description"),
    "tags": lambda form: form.words("tags"),
    "needs": _exchange("needs"),
    "offers": _exchange("offers"),
    "languages": lambda form: form.mapping("languages"),
    "outsourcing": _outsourcing,
    "visibility": _text("visibility"),
}


def with_rows(raw: dict[str, Any], action: str) -> dict[str, Any] | None:
    """The profile after 'add.needs' or 'drop.offers.1', the buttons that work without scripts; None for others."""
    verb, _, rest = action.partition(".")
    side, _, number = rest.partition(".")
    if side not in ("needs", "offers"):
        return None
    rows = list(raw.get(side) or [])
    if verb == "add":
        return {**raw, side: [*rows, {}][:MOST_ROWS]}
    if verb == "drop" and (dropped := whole(number)) is not None:
        return {**raw, side: [row for i, row in enumerate(rows) if i != dropped]}
    return None


def choices() -> dict[str, Any]:
    """What the fields offer, in the reader's language and its order."""
    lang = reader_locale().language

    def listed(terms: vocabulary.Terms) -> list[tuple[str, str]]:
        return sorted(((code, terms.label(code, lang)) for code in terms), key=lambda pair: pair[1].casefold())

    others = sorted((c for c in vocabulary.languages if c not in COMMON_LANGUAGES), key=language)
    return {
        "labels": LABELS,
        "countries": sorted(((c, country(c)) for c in vocabulary.countries), key=lambda pair: pair[1]),
        "markets": sorted(((c, country(c)) for c in vocabulary.markets), key=lambda pair: pair[1]),
        "sectors": listed(vocabulary.sectors),
        "technologies": listed(vocabulary.technologies),
        "services": listed(vocabulary.services),
        "stages": vocabulary.stages.choices(lang),
        "levels": vocabulary.levels.choices(lang),
        "needs": vocabulary.exchange.choices(lang, "need"),
        "offers": vocabulary.exchange.choices(lang, "offer"),
        "common_languages": [(c, language(c)) for c in COMMON_LANGUAGES],
        "other_languages": [(c, language(c)) for c in others],
        "visibilities": [
            ("public", gettext("Everybody"), gettext("Also visitors and search engines.")),
            ("members", gettext("Members"), gettext("Only people who are signed in.")),
            ("hidden", gettext("Nobody yet"), gettext("Only your own team; nobody can propose anything.")),
        ],
        "most_rows": MOST_ROWS,
        "logo_address": logo_address,
    }
