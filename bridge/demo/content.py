"""The demonstration's texts, typed: who there is, and what happened between them from 2022 to 2026.

Everything is invented: sites and addresses end in `.example`, people are called after their part.
`load()` reads the files beside this module; `bridge.demo.consistency.problems` says what is wrong with them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

Texts = Mapping[str, str]
Row = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DemoIncubator:
    """`page` has the shape that `events.incubators.page.checked` takes."""

    slug: str
    page: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoStartup:
    """`profile` has the shape that `events.startups.profile.checked` takes; `joined` is the day of registration."""

    slug: str
    incubator: str | None
    joined: date
    profile: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An account: its roles, the incubators it manages, the startups it founded."""

    email: str
    name: str
    locale: str
    zone: str
    roles: tuple[str, ...]
    office: str | None
    manages: tuple[str, ...]
    founds: tuple[str, ...]
    letters: str = "at_once"


@dataclass(frozen=True, slots=True)
class Stay:
    """A startup was admitted to an incubator, or graduated from it."""

    startup: str
    incubator: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """A startup asks an incubator, or the incubator invites it (`by`), and nobody has answered."""

    startup: str
    incubator: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A startup said 'not interested' of a suggested one."""

    startup: str
    other: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind`: accepted, declined (with a reason), withdrawn, expired."""

    kind: str
    at: datetime
    reason: str | None
    message: Texts


@dataclass(frozen=True, slots=True)
class Meeting:
    """The proposer offers `wall` time in `zone`, the other side confirms it, or has not yet; `met_at` is when it was
    marked as held."""

    offered_at: datetime
    confirmed_at: datetime | None
    format: str
    place: str
    wall: str
    zone: str
    start: datetime
    minutes: int
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that came of a partnership."""

    kind: str
    on: date
    note: Texts
    amount_usd: int | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """The proposer records a partnership, the other side confirms it, or has not yet."""

    kind: str
    since: date
    recorded_at: datetime
    confirmed_at: datetime | None
    summary: Texts
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """They met and it led to nothing."""

    at: datetime
    reason: str
    note: Texts


@dataclass(frozen=True, slots=True)
class DemoIntroduction:
    """From proposal to outcome. No answer: it still waits."""

    proposer: str
    receiver: str
    at: datetime
    want: str
    offer: str
    next_step: str
    language: str
    message: Texts
    answer: Answer | None
    meeting: Meeting | None
    partnership: Agreed | None
    nothing: Nothing | None

    @property
    def over_at(self) -> datetime | None:
        """When it stopped to be open; None while it is."""
        if self.nothing is not None:
            return self.nothing.at
        return self.answer.at if self.answer is not None and self.answer.kind != "accepted" else None


@dataclass(frozen=True, slots=True)
class Content:
    """All of it, every list in the order of time where it has one."""

    incubators: tuple[DemoIncubator, ...]
    startups: tuple[DemoStartup, ...]
    people: tuple[DemoPerson, ...]
    admissions: tuple[Stay, ...]
    graduations: tuple[Stay, ...]
    dismissals: tuple[Dismissal, ...]
    requests: tuple[Request, ...]
    introductions: tuple[DemoIntroduction, ...]


def load(folder: Traversable | None = None) -> Content:
    """Read the files of `folder`, by default those of this package."""
    folder = folder or files(__package__)
    story = _json(folder / "story.json")
    countries = sorted((folder / "startups").iterdir(), key=lambda file: file.name)
    return Content(
        incubators=tuple(DemoIncubator(row["slug"], row["page"]) for row in _json(folder / "incubators.json")),
        startups=tuple(_startup(row) for file in countries if file.name.endswith(".json") for row in _json(file)),
        people=tuple(_person(row) for row in _json(folder / "people.json")),
        admissions=tuple(_stay(row) for row in story["admissions"]),
        graduations=tuple(_stay(row) for row in story["graduations"]),
        dismissals=tuple(Dismissal(**{**row, "at": _at(row["at"])}) for row in story["dismissals"]),
        requests=tuple(Request(**{**row, "at": _at(row["at"])}) for row in story["requests"]),
        introductions=tuple(_introduction(row) for row in story["introductions"]),
    )


def _json(file: Traversable) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe(build: Callable[[Any], T], value: Any) -> T | None:
    return None if value is None else build(value)


def _startup(row: Row) -> DemoStartup:
    return DemoStartup(row["slug"], row["incubator"], date.fromisoformat(row["joined"]), row["profile"])


def _person(row: Row) -> DemoPerson:
    lists = {field: tuple(row[field]) for field in ("roles", "manages", "founds")}
    return DemoPerson(**{**row, **lists})


def _stay(row: Row) -> Stay:
    return Stay(row["startup"], row["incubator"], _at(row["at"]))


def _introduction(row: Row) -> DemoIntroduction:
    return DemoIntroduction(
        proposer=row["from"], receiver=row["to"], at=_at(row["at"]), want=row["want"], offer=row["offer"],
        next_step=row["next_step"], language=row["language"], message=row["message"],
        answer=_maybe(lambda a: Answer(**{**a, "at": _at(a["at"])}), row["answer"]),
        meeting=_maybe(_meeting, row["meeting"]),
        partnership=_maybe(_agreed, row["partnership"]),
        nothing=_maybe(lambda n: Nothing(**{**n, "at": _at(n["at"])}), row["nothing"]),
    )  # fmt: skip


def _meeting(row: Row) -> Meeting:
    times = {field: _maybe(_at, row[field]) for field in ("offered_at", "confirmed_at", "start", "met_at")}
    return Meeting(**{**row, **times})


def _agreed(row: Row) -> Agreed:
    return Agreed(
        row["kind"], date.fromisoformat(row["since"]), _at(row["recorded_at"]),
        _maybe(_at, row["confirmed_at"]),
        row["summary"],
        tuple(Milestone(**{**m, "on": date.fromisoformat(m["on"])}) for m in row["milestones"]),
    )  # fmt: skip
