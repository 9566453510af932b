"""One row of the table: a rule, a valid request to it, the answer for every role and the effect of an allowed one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.answers import Effect, expected


@dataclass(frozen=True)
class Row:
    """`path` and `fields` hold placeholders for the world's names; `variant` is what the rule is asked about."""

    method: str
    rule: str
    variant: str
    path: str
    answers: Mapping[str, str]
    effects: tuple[Effect, ...]
    fields: Mapping[str, str]
    program: bool = False  # asks with the role's token, and sends `body` as JSON
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.rule}" + (f" [{self.variant}]" if self.variant else "")


def get(rule: str, path: str, answers: str, *effects: Effect, of: str = "") -> Row:
    """A page."""
    return Row("GET", rule, of, path, expected(answers), effects, {})


def post(
    rule: str, path: str, answers: str, *effects: Effect, of: str = "", fields: Mapping[str, str] | None = None
) -> Row:
    """A form that was filled in and sent."""
    return Row("POST", rule, of, path, expected(answers), effects, fields or {})


def call(
    method: str,
    path: str,
    rule: str,
    answers: str,
    *effects: Effect,
    of: str = "",
    body: Any = None,
    headers: Mapping[str, str] | None = None,
) -> Row:
    """An operation of the API; addresses are those after its base."""
    base = "/api/v1"
    told = expected(answers)
    return Row(method, base + rule, of, base + path, told, effects, {}, True, body, headers or {})
