"""One row of the table: a rule, a valid request to it, the answer for every role and the effect of an allowed one."""

from collections.abc import Mapping
from dataclasses import dataclass

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
