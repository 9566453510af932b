"""Everything that goes wrong, as application/problem+json (RFC 9457): the same codes as on the pages."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from flask import Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bridge.accounts.model import TooManyAttempts
from bridge.machines.repeats import Reused
from events.errors import Broken, DomainError, Invalid, Missing, Problem, Refused, Stale

MEDIA = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: "The request cannot be read",
    401: "No token that works",
    403: "Not allowed",
    404: "Not found",
    405: "Not a method of this address",
    409: "The present state forbids it",
    412: "Changed since it was read",
    413: "Too big",
    415: "Not a media type that is read here",
    422: "Something in it is not acceptable",
    428: "If-Match is missing",
    429: "Too many requests",
    500: "Our mistake",
}
# What the checks of types are called where the domain has a word for the same.
CODES: Mapping[str, str] = {
    "missing": "required",
    "string_type": "not_text",
    "int_type": "not_a_number",
    "int_parsing": "not_a_number",
    "int_from_float": "not_a_number",
    "extra_forbidden": "unknown_field",
    "unknown_code": "unknown_code",
    "string_pattern_mismatch": "control_character",
    "literal_error": "unknown_code",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_long": "too_many",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
    "date_from_datetime_parsing": "not_a_date",
    "date_parsing": "not_a_date",
    "datetime_parsing": "not_a_moment",
    "datetime_from_date_parsing": "not_a_moment",
    "timezone_aware": "not_a_moment",
}


class FieldProblem(BaseModel):
    """What is wrong with one field."""

    model_config = ConfigDict(extra="forbid")
    field: str = Field(description="The path of the field, as in `needs.0.code`.")
    code: str = Field(description="What is wrong, as a code that stays the same.")
    params: dict[str, Any] = Field(description="What belongs to the code, such as `most` for `too_long`.")


class ProblemAnswer(BaseModel):
    """What went wrong: `code` is for programs, `errors` names fields."""

    model_config = ConfigDict(extra="forbid", title="Problem")
    type: str = Field(description="Where the code is explained.")
    title: str
    status: int
    code: str
    params: dict[str, Any] = Field(description="What belongs to the code, such as `version` for `stale`.")
    errors: list[FieldProblem]


class Failed(Exception):
    """A request that ends here with a problem."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        errors: Iterable[Problem] = (),
        headers: Mapping[str, str] | None = None,
        **params: Any,
    ) -> None:
        super().__init__(status, code)
        self.status, self.code, self.params = status, code, params
        self.errors, self.headers = tuple(errors), dict(headers or {})


def failed(error: DomainError | TooManyAttempts, *, matched: bool = False) -> Failed:
    """A refusal of the domain in the words of HTTP; `matched` where the caller said which version was meant."""
    match error:
        case Invalid():
            return Failed(422, "invalid", errors=error.problems)
        case Refused():
            return Failed(403, error.code, **_plain(error.params))
        case Missing():
            return Failed(404, "missing")
        case Broken():
            return Failed(409, error.code, **_plain(error.params))
        case Stale():
            return Failed(412 if matched else 409, "stale", version=error.current)
        case Reused():
            return Failed(422, "idempotency_key_reused")
        case TooManyAttempts():
            return Failed(429, "too_many_attempts", until=error.until.isoformat())
        case _:
            raise error


def of_validation(error: ValidationError, at: str = "") -> list[Problem]:
    """The problems that a model found, with the codes that the domain has for them."""
    found = []
    for one in error.errors(include_url=False, include_input=False):
        path = ".".join(str(part) for part in one["loc"] if part not in ("function-after", "str", "nullable"))
        found.append(Problem(path or at, CODES.get(one["type"], "wrong_type"), _params(one.get("ctx", {}))))
    return found


def _params(context: Mapping[str, Any]) -> dict[str, Any]:
    names = {"max_length": "most", "min_length": "least", "ge": "low", "le": "high"}
    return {new: context[old] for old, new in names.items() if old in context}


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """What a problem may say of itself: codes, numbers, days; nothing that a page would have to open first."""
    return {
        name: value if isinstance(value, (str, int, float, bool, list)) else str(value)
        for name, value in params.items()
    }


def response(problem: Failed, base: str) -> Response:
    """The answer to a request that failed."""
    body = {
        "type": f"{base}/api/v1/docs#problem-{problem.code}", "title": TITLES[problem.status], "status": problem.status,
        "code": problem.code, "params": problem.params,
        "errors": [{"field": e.field, "code": e.code, "params": _plain(e.params)} for e in problem.errors],
    }  # fmt: skip
    answer = Response(orjson.dumps(body, default=str), problem.status, content_type=MEDIA)
    answer.headers.update(problem.headers)
    return answer
