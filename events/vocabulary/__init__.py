"""The controlled vocabulary: what startups do, need and offer, and the choices people make, as codes with labels."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from events.vocabulary.places import Countries, Languages
from events.vocabulary.terms import FALLBACK, LANGUAGES, Side, Terms

__all__ = [
    "FALLBACK", "LANGUAGES", "LISTS", "Countries", "Languages", "Side", "Terms",
    "countries", "decision_reasons", "decline_reasons", "dismiss_reasons", "exchange", "fact_fields", "fact_notes",
    "incubator_kinds", "incubator_verifications", "languages", "levels", "markets", "meeting_answers",
    "meeting_formats", "milestones", "next_steps", "nothing_reasons", "partnership_kinds", "report_reasons",
    "sectors", "services", "stages", "technologies", "verifications",
]  # fmt: skip


def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files(__name__) / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _terms(name: str) -> Terms:
    return Terms(name, _data(name))


sectors = _terms("sectors")
technologies = _terms("technologies")
exchange = _terms("exchange")
services = _terms("services")
stages = _terms("stages")
levels = _terms("levels")
partnership_kinds = _terms("partnership_kinds")
milestones = _terms("milestones")
incubator_kinds = _terms("incubator_kinds")
fact_fields = _terms("fact_fields")
fact_notes = _terms("fact_notes")
next_steps = _terms("next_steps")
meeting_formats = _terms("meeting_formats")
meeting_answers = _terms("meeting_answers")
decline_reasons = _terms("decline_reasons")
dismiss_reasons = _terms("dismiss_reasons")
nothing_reasons = _terms("nothing_reasons")
report_reasons = _terms("report_reasons")
decision_reasons = _terms("decision_reasons")
verifications = _terms("verifications")
incubator_verifications = _terms("incubator_verifications")
languages = Languages("languages", _data("languages"))

_all_countries = _data("countries")
countries = Countries("countries", {code: fact for code, fact in _all_countries.items() if fact["member"]})
markets = Countries("markets", _all_countries)

LISTS: dict[str, Terms] = {
    terms.name: terms
    for terms in (
        sectors, technologies, exchange, services, stages, levels, partnership_kinds, milestones, incubator_kinds,
        fact_fields, fact_notes, next_steps, meeting_formats, meeting_answers, decline_reasons, dismiss_reasons,
        nothing_reasons, report_reasons, decision_reasons, verifications, incubator_verifications, languages,
        countries, markets,
    )
}  # fmt: skip
