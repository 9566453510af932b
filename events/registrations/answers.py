"""Answers to a hackathon's registration questions: checked one by one, kept as one text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from events.checks import Checker

MOST, MOST_LONG, BIGGEST = 300, 2000, 10**9


def checked(check: Checker, questions: Sequence[Mapping[str, Any]], typed: object) -> str | None:
    """The answers as the text that is sealed; problems stand beside `answers.<question>`. None without any."""
    given, kept = check.mapping("answers", typed), {}
    for question in questions:
        answer = _answer(check, f"answers.{question['key']}", question, given.get(str(question["key"])))
        if answer:
            kept[str(question["key"])] = answer
    return json.dumps(kept, ensure_ascii=False) if kept else None


def _answer(check: Checker, field: str, question: Mapping[str, Any], typed: object) -> str:
    kind, required = question["kind"], bool(question.get("required"))
    if kind == "choice":
        options = [str(option["key"]) for option in question.get("options", ())]
        return check.code(field, typed, options, required=required) or ""
    if kind == "yes_no":
        return check.code(field, typed, ("yes", "no"), required=required) or ""
    if kind == "number":
        before = len(check.problems)
        number = check.number(field, typed, -BIGGEST, BIGGEST)
        if number is None and required and len(check.problems) == before:
            check.problem(field, "required")
        return "" if number is None else str(number)
    long = kind == "text"
    return check.text(field, typed, most=MOST_LONG if long else MOST, least=1 if required else 0, lines=long)


def read(text: str | None) -> dict[str, str]:
    """The answers that a sealed text held; none where they were forgotten."""
    found: dict[str, str] = json.loads(text) if text else {}
    return found
