"""Countries and languages: codes of ours, names from CLDR, and the facts that pages need about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from babel import Locale

from events.vocabulary.terms import FALLBACK, LANGUAGES, Terms, language


class Countries(Terms):
    """Countries by ISO 3166 code, with time zones and languages."""

    def __init__(self, name: str, facts: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(name, {code: _entry(code, fact, "territories") for code, fact in facts.items()})
        self._facts = facts

    def zone(self, code: str) -> str:
        """The IANA time zone of the capital: the default for people of that country."""
        return self.zones(code)[0]

    def zones(self, code: str) -> tuple[str, ...]:
        """All IANA time zones of the country, the capital's first."""
        return tuple(self._facts[code]["zones"])

    def spoken(self, code: str) -> tuple[str, ...]:
        """Languages that companies of the country commonly work in, the most common first."""
        return tuple(self._facts[code]["languages"])


class Languages(Terms):
    """Languages by ISO 639 code, found by the name that their speakers use too."""

    def __init__(self, name: str, facts: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(name, {code: _entry(code, fact, "languages") for code, fact in facts.items()})


def _entry(code: str, fact: Mapping[str, Any], names: str) -> dict[str, object]:
    # `names` in the data stands before CLDR's: ru 'Киргизия' is not what people of Kyrgyzstan call their country.
    chosen: Mapping[str, str] = fact.get("names", {})
    labels = {lang: chosen.get(lang) or _cldr(lang, names)[code] for lang in LANGUAGES}
    synonyms: dict[str, Sequence[str]] = dict(fact.get("synonyms", {}))
    synonyms["cldr"] = [_cldr(lang, names)[code] for lang in LANGUAGES]
    synonyms["own"] = [str(fact.get("endonym", code))]
    return {"labels": labels, "synonyms": synonyms}


@cache
def _cldr(lang: str, names: str) -> Mapping[str, str]:
    found: Mapping[str, str] = getattr(Locale.parse(language(lang or FALLBACK)), names)
    return found
