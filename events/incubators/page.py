"""What an incubator says of itself: a plain dictionary, checked here.

Shape::

    name {lang: str} · kind code · country code · city str · site url|None · description {lang: str}
    offers {lang: str} (what startups get) · visibility "public" | "members" | "hidden"
"""

from collections.abc import Mapping
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.startups.profile import VISIBILITIES

Page = dict[str, Any]


def checked(typed: Mapping[str, Any]) -> Page:
    """The whole page, cleaned. Raises `Invalid` with a problem beside each wrong field."""
    check = Checker()
    languages = vocabulary.languages
    page = {
        "name": check.texts("name", typed.get("name"), languages, most=160),
        "kind": check.code("kind", typed.get("kind"), vocabulary.incubator_kinds, required=True),
        "country": check.code("country", typed.get("country"), vocabulary.countries, required=True),
        "city": check.text("city", typed.get("city"), most=80),
        "site": check.address("site", typed.get("site")),
        "description": check.texts("description", typed.get("description"), languages, most=4000, lines=True),
        "offers": check.texts("offers", typed.get("offers"), languages, most=2000, lines=True),
        "visibility": check.code("visibility", typed.get("visibility", "public"), VISIBILITIES, required=True),
    }
    if not page["name"] and not any(p.field.startswith("name") for p in check.problems):
        check.problem("name", "required")
    check.done()
    return page


def changes(before: Page, after: Page) -> Page:
    """The fields of `after` that differ from `before`."""
    return {field: value for field, value in after.items() if before.get(field) != value}
