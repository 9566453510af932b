"""Lines of a history as sentences: what happened, who did it, and what they wrote about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask_babel import gettext
from markupsafe import Markup, escape

from bridge.accounts.guests import as_asked, asked_as
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.history_sentences import SENTENCES
from bridge.web.names import pick_text
from bridge.web.viewer import current_viewer

_PEOPLE = ("account", "founder", "judge", "mentor")
_OF_JUDGES = ("panel.", "judging_round.")
_STARTUPS = ("other", "proposer", "receiver", "recorder", "into", "startup", "about")
# Personal texts that a line may carry, in the order in which they are shown.
_TEXTS = ("message", "why", "note")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a moment, a sentence with names in it, the person, and what they wrote."""

    event: int
    at: datetime
    what: Markup
    who: Markup
    detail: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names that lines need, each looked up once for all of them."""

    people: dict[UUID, str | None]
    startups: dict[UUID, sa.RowMapping]
    incubators: dict[UUID, sa.RowMapping]

    def person(self, id: UUID | None) -> Markup:
        """A person's name; who has left is a former member."""
        name = self.people.get(id) if id else None
        return Markup("<bdi>{}</bdi>").format(name) if name else escape(gettext("a former member"))

    def startup(self, id: UUID | None) -> Markup:
        """A startup's name, leading to its page."""
        row = self.startups.get(id) if id else None
        if row is None:
            return escape(gettext("a startup that you cannot see"))
        return Markup('<a href="/startups/{}"><bdi>{}</bdi></a>').format(row["slug"], row["name"])

    def incubator(self, id: UUID | None) -> Markup:
        """An incubator's name, leading to its page."""
        row = self.incubators.get(id) if id else None
        if row is None:
            return escape(gettext("an incubator that you cannot see"))
        name = pick_text(unpacked(row["page"])["name"])
        return Markup('<a href="/incubators/{}"><bdi>{}</bdi></a>').format(row["slug"], name)

    def author(self, by: str) -> Markup:
        """Who did it: a person, or a part of the system by its name."""
        kind, _, name = by.partition(":")
        if kind == "system":
            return escape(
                {"import": gettext("an import"), "demo": gettext("the demonstration")}.get(name, gettext("the system"))
            )
        return self.person(_id(by))


def lines(reading: Reading, rows: Sequence[sa.RowMapping]) -> list[Line]:
    """Turn lines of `views.history.of` into sentences; texts of people who left stay closed."""
    details: list[dict[str, Any]] = [unpacked(row["details"]) for row in rows]
    names = _names(reading, rows, details)
    reading.fetch_keys(token for detail in details for token in _tokens(detail))
    return [_line(reading, names, row, detail) for row, detail in zip(rows, details, strict=True)]


def _line(reading: Reading, names: Names, row: sa.RowMapping, details: dict[str, Any]) -> Line:
    tell: Callable[[dict[str, Any], Names], str | Markup] | None = SENTENCES.get(row["topic"])
    what = escape(gettext("Something happened") if tell is None else tell(details, names))
    texts = [reading.open(token) for token in _tokens(details)]
    detail = "\n".join(text for text in texts if text)
    return Line(row["event_id"], datetime.fromisoformat(row["at"]), what, names.author(row["by"]), detail)


def _tokens(details: dict[str, Any]) -> list[str]:
    return [details[name] for name in _TEXTS if isinstance(details.get(name), str)]


def _names(reading: Reading, rows: Sequence[sa.RowMapping], details: list[dict[str, Any]]) -> Names:
    actor, directory, connection = current_viewer().actor, reading.views.directory, reading.connection
    people = {_id(row["by"]) for row in rows} | _ids(details, _PEOPLE)
    startups = _ids(details, _STARTUPS) | {row["about"] for row in rows if row["topic"].startswith("startup.")}
    startups |= {found for detail in details for value in detail.get("startups", ()) if (found := _id(value))}
    incubators = _ids(details, ("incubator", "go_between"))
    named = current_bridge().accounts.names(id for id in people if id) if any(people) else {}
    for hackathon in {row["subject"] for row in rows if row["topic"].startswith(_OF_JUDGES)}:
        named = as_asked(named, asked_as(connection, hackathon))  # who has not come in yet is known as they were asked
    return Names(
        named,
        directory.by_ids(connection, actor, startups) if startups else {},
        directory.incubators_by_ids(connection, actor, incubators) if incubators else {},
    )


def _ids(details: Iterable[dict[str, Any]], names: Sequence[str]) -> set[UUID]:
    return {found for detail in details for name in names if (found := _id(detail.get(name)))}


def _id(value: object) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
