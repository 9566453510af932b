"""The parts about those who take part: who may, and what they are asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.hackathons.rows import rows_of

WHO = ("anyone", "students", "founders")
ADMISSIONS = ("open", "approval")
QUESTION_KINDS = ("line", "text", "yes_no", "choice", "number")


def taking_part(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Who may take part, in teams of which size, and whether somebody looks at each registration."""
    least = check.number("team_least", typed.get("team_least", 1), 1, 50) or 1
    most = check.number("team_most", typed.get("team_most", 5), 1, 50) or 5
    if least > most:
        check.problem("team_most", "team_sizes_crossed")
    return {
        "countries": check.codes("countries", typed.get("countries"), vocabulary.countries, most=30),
        "who": check.code("who", typed.get("who") or "anyone", WHO),
        "least_age": check.number("least_age", typed.get("least_age"), 10, 99),
        "team_least": least,
        "team_most": most,
        "admission": check.code("admission", typed.get("admission") or "open", ADMISSIONS),
        "places": check.number("places", typed.get("places"), 1, 100_000),
        "waiting_list": typed.get("waiting_list") in (True, "yes"),
        "text": check.texts("text", typed.get("text"), vocabulary.languages, most=4000, lines=True),
        "chat": check.address("chat", typed.get("chat")),
    }


def questions(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What people are asked when they register, and the day after which the answers are deleted."""
    languages = vocabulary.languages
    found: list[dict[str, Any]] = []
    for path, key, row in rows_of(check, "questions", typed.get("questions"), most=30):
        kind = check.code(f"{path}.kind", row.get("kind"), QUESTION_KINDS, required=True)
        label = check.texts(f"{path}.label", row.get("label"), languages, most=300)
        if not label:
            check.problem(f"{path}.label", "required")
        options = [
            {"key": option_key, "label": check.texts(f"{at}.label", option.get("label"), languages, most=120)}
            for at, option_key, option in rows_of(check, f"{path}.options", row.get("options"), most=30)
        ]
        options = [option for option in options if option["label"]]
        if kind == "choice" and len(options) < 2:
            check.problem(f"{path}.options", "too_few_options")
        required = row.get("required") in (True, "yes")
        found.append({"key": key, "label": label, "kind": kind, "required": required, "options": options})
    return {"questions": found, "keep_until": _day(check, "keep_until", typed.get("keep_until"))}


def _day(check: Checker, field: str, typed: object) -> str | None:
    if typed in (None, ""):
        return None
    try:
        return date.fromisoformat(str(typed)).isoformat()
    except ValueError:
        check.problem(field, "not_a_date")
        return None
