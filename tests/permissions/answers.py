"""The words that the table answers with, and the effects that an allowed request has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from tests.permissions.roles import GROUPS, ROLES

# By word: the status codes that it stands for. `ok` and `done` are allowed; the others leave everything as it is.
STATUSES: Mapping[str, tuple[int, ...]] = {
    "ok": (200,),
    "done": (302, 303),
    "did": (200, 201, 204),  # a program's request
    "shows": (200,),  # the page without what the allowed read there; nothing happens
    "goes": (301, 302, 303),  # sent to another page of the site, while nothing happens
    "login": (303,),  # sent to the sign-in page, and back here afterwards
    "token": (401,),  # a program asks without a token
    "script": (401,),  # a script asks, into whose page a sign-in form would not fit
    "no": (403,),
    "hidden": (404,),
    "taken": (409,),  # the state of things forbids it now
    "gone": (410,),
}
ALLOWED = ("ok", "done", "did")


@dataclass
class Outcome:
    """What a request led to."""

    status: int
    location: str
    text: str
    changed: set[str] = field(default_factory=set)  # tables
    events: list[tuple[str, str]] = field(default_factory=list)  # topic, and who
    letters: list[str] = field(default_factory=list)  # kinds
    signed_in: UUID | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Effect = Callable[[Outcome, str], str | None]


def event(topic: str) -> Effect:
    """The topic was appended to the log in the name of whoever asked."""
    return lambda outcome, by: None if (topic, by) in outcome.events else f"no {topic} by {by}: {outcome.events}"


def rows(table: str) -> Effect:
    """Rows of a table were added, changed or taken away."""
    return lambda outcome, by: None if table in outcome.changed else f"{table} is as before: {outcome.changed}"


def mail(kind: str) -> Effect:
    """A letter waits to be sent."""
    return lambda outcome, by: None if kind in outcome.letters else f"no letter {kind}: {outcome.letters}"


def reads(text: str) -> Effect:
    """The page says something."""
    return lambda outcome, by: None if text in outcome.text else f"the page does not say {text!r}"


def expected(answers: str) -> dict[str, str]:
    """The answer for every role, from `visitor=login founder,manager=ok *=no`; each role is told once."""
    told: dict[str, str] = {}
    rest = ""
    for part in answers.split():
        names, _, word = part.partition("=")
        if word not in STATUSES:
            raise ValueError(f"no such answer: {part}")
        if names == "*":
            rest = word
            continue
        for name in names.split(","):
            for role in GROUPS.get(name, (name,)):
                if role not in ROLES or role in told:
                    raise ValueError(f"unknown or told twice: {role} in {answers!r}")
                told[role] = word
    missing = [role for role in ROLES if role not in told]
    if bool(missing) != bool(rest):
        raise ValueError(f"who is the rest in {answers!r}?")
    return {role: told.get(role, rest) for role in ROLES}
