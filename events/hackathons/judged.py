"""The parts by which projects are judged: the rubric, and the rules of submitting."""

from collections.abc import Mapping
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.hackathons.rows import rows_of

METHODS = ("auto", "plain_mean", "mixed_model")
TIES = ("criterion", "shared", "jury")
LATE_RULES = ("refused", "penalty", "reason")
FILE_KINDS = ("pdf", "image", "slides", "document", "archive")
VIDEOS = ("no", "asked", "required")


def rubric(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Criteria with weights, the scale, how marks are made of scores, and what breaks a tie."""
    languages = vocabulary.languages
    criteria: list[dict[str, Any]] = []
    for path, key, row in rows_of(check, "criteria", typed.get("criteria"), most=20):
        name = check.texts(f"{path}.name", row.get("name"), languages, most=120)
        if not name:
            check.problem(f"{path}.name", "required")
        text = check.texts(f"{path}.text", row.get("text"), languages, most=1000, lines=True)
        weight = check.number(f"{path}.weight", row.get("weight", 1), 0, 1000)
        criteria.append({"key": key, "name": name, "text": text, "weight": weight or 0})
    if criteria and not sum(criterion["weight"] for criterion in criteria) and not check.problems:
        check.problem("criteria.0.weight", "weights_sum_to_zero")
    low = check.number("low", typed.get("low", 1), 0, 10)
    high = check.number("high", typed.get("high", 10), 1, 100)
    if low is not None and high is not None and low >= high:
        check.problem("high", "scale_upside_down")
    return {
        "criteria": criteria,
        "low": 1 if low is None else low,
        "high": 10 if high is None else high,
        "method": check.code("method", typed.get("method") or "auto", METHODS),
        "tie": check.code("tie", typed.get("tie") or "criterion", TIES),
        "views": check.number("views", typed.get("views", 3), 1, 50) or 3,
        "same_country": typed.get("same_country") in (True, "yes"),
    }


def rules(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The code of conduct, what may be handed in, and what happens after the deadline."""
    late = check.mapping("late", typed.get("late"))
    rule = check.code("late.rule", late.get("rule") or "refused", LATE_RULES)
    minutes = check.number("late.minutes", late.get("minutes"), 1, 20_160)
    penalty = check.number("late.penalty", late.get("penalty"), 1, 100)
    if rule == "penalty":
        for field, value in (("minutes", minutes), ("penalty", penalty)):
            if value is None and not any(problem.field == f"late.{field}" for problem in check.problems):
                check.problem(f"late.{field}", "required")
    files = check.mapping("files", typed.get("files"))
    return {
        "conduct": check.texts("conduct", typed.get("conduct"), vocabulary.languages, most=10_000, lines=True),
        "late": {
            "rule": rule,
            "minutes": minutes if rule == "penalty" else None,
            "penalty": penalty if rule == "penalty" else None,
        },
        "files": {
            "most": _number(check, "files.most", files.get("most"), 0, 20, 5),
            "megabytes": _number(check, "files.megabytes", files.get("megabytes"), 1, 50, 10),
            "kinds": check.codes("files.kinds", files.get("kinds"), FILE_KINDS, most=10) or list(FILE_KINDS),
        },
        "video": check.code("video", typed.get("video") or "asked", VIDEOS),
    }


def _number(check: Checker, field: str, typed: object, low: int, high: int, usual: int) -> int:
    found = check.number(field, typed, low, high)
    return usual if found is None else found
