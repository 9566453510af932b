"""The parts of a hackathon's setup: plain dictionaries, each checked and saved by itself.

Texts that people read are `{language: text}`. Shapes::

    about        {title, summary, description, binding code, sectors [code]}
    place        {form "online"|"in_person"|"hybrid", country code|None, city str, venue str, link url|None}
    dates        {zone, phases {name: {opens moment|None, closes moment|None}}}
    taking_part  {countries [code], who code, least_age int|None, team_least, team_most, admission "open"|"approval",
                  places int|None, waiting_list bool, text, chat url|None}
    questions    {questions [{key, label, kind, required, options [{key, label}]}], keep_until "2027-06-30"|None}
    tracks       {tracks [{key, kind "track"|"challenge", name, text, sponsor str, site url|None}]}
    prizes       {prizes [{key, name, text, worth str, track key|None}], people True where there is a people's choice}
    schedule     {items [{key, title, text, starts moment, ends moment|None, where str}]}
    rubric       {criteria [{key, name, text, weight int}], low, high, method, tie, views int, same_country bool}
    rules        {conduct, late {rule "refused"|"penalty"|"reason", minutes int|None, penalty int|None},
                  files {most, megabytes, kinds [code]}, video "no"|"asked"|"required"}
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.errors import Missing
from events.hackathons import dates, judged, people_parts, program

FORMS = ("online", "in_person", "hybrid")
Part = dict[str, Any]
Check = Callable[[Checker, Mapping[str, Any]], Part]


def about(check: Checker, typed: Mapping[str, Any]) -> Part:
    """What it is called and what it is for, and which language binds where the texts differ."""
    languages = vocabulary.languages
    return {
        "title": check.texts("title", typed.get("title"), languages, most=120),
        "summary": check.texts("summary", typed.get("summary"), languages, most=300),
        "description": check.texts("description", typed.get("description"), languages, most=20_000, lines=True),
        "binding": check.code("binding", typed.get("binding"), languages, required=True),
        "sectors": check.codes("sectors", typed.get("sectors"), vocabulary.sectors, most=12),
    }


def place(check: Checker, typed: Mapping[str, Any]) -> Part:
    """Where it happens."""
    form = check.code("form", typed.get("form"), FORMS, required=True)
    there = {
        "form": form,
        "country": check.code("country", typed.get("country"), vocabulary.countries),
        "city": check.text("city", typed.get("city"), most=80),
        "venue": check.text("venue", typed.get("venue"), most=300, lines=True),
        "link": check.address("link", typed.get("link")),
    }
    if form in ("in_person", "hybrid"):
        for field in ("country", "city"):
            if not there[field] and not any(problem.field == field for problem in check.problems):
                check.problem(field, "required")
    return there


_CHECKS: dict[str, Check] = {
    "about": about,
    "place": place,
    "taking_part": people_parts.taking_part,
    "questions": people_parts.questions,
    "tracks": program.tracks,
    "prizes": program.prizes,
    "rubric": judged.rubric,
    "rules": judged.rules,
}
PARTS = (
    "about", "place", "dates", "taking_part", "questions", "tracks", "prizes", "schedule", "rubric", "rules",
)  # fmt: skip
NEEDS_EVERY_HOST = ("dates", "taking_part", "prizes", "rubric", "rules")


def checked(part: str, typed: Mapping[str, Any], setup: Mapping[str, Any], now: datetime | None) -> Part:
    """A part, cleaned. Raises `Invalid` with a problem beside each wrong field, `Missing` for an unknown part."""
    check = Checker()
    if part == "dates":
        value = dates.checked(check, typed, setup.get("dates") or {}, now)
    elif part == "schedule":
        value = program.schedule(check, typed, (setup.get("dates") or {}).get("zone") or "UTC")
    elif part in _CHECKS:
        value = _CHECKS[part](check, typed)
    else:
        raise Missing("part", part)
    if part == "prizes":
        program.known_tracks(check, value, setup)
    check.done()
    return value
