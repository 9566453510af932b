"""Who has seen what of a startup or an incubator, and when: words for pages and cards. Their absence says nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from babel.dates import format_skeleton
from flask_babel import gettext
from markupsafe import Markup, escape

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.names import bdi, country, label, locale, pick_text
from events.actor import Actor


def month(text: str) -> str:
    """Write the month of a moment that a read model keeps: 'March 2026'."""
    return str(format_skeleton("yMMMM", date.fromisoformat(text[:10]), locale=locale()))


@dataclass(frozen=True, slots=True)
class Badge:
    """What somebody has seen, with what they added."""

    sentence: Markup
    note: str | None


def badges_of(reading: Reading, actor: Actor, subjects: Iterable[UUID]) -> dict[UUID, list[Markup]]:
    """What holds now of some startups and incubators, the latest first; in two queries for a whole page."""
    said: dict[UUID, list[Markup]] = {}
    for row, sentence in _told(reading, actor, subjects):
        said.setdefault(row["subject"], []).append(sentence)
    return said


def badges_in_full(reading: Reading, actor: Actor, subject: UUID) -> list[Badge]:
    """The same of one, with the notes: for its own page."""
    told = list(_told(reading, actor, [subject]))
    reading.fetch_keys(row["note"] for row, _ in told)
    return [Badge(sentence, reading.open(row["note"])) for row, sentence in told]


def _told(reading: Reading, actor: Actor, subjects: Iterable[UUID]) -> Iterator[tuple[sa.RowMapping, Markup]]:
    subjects = list(subjects)
    if not subjects:
        return
    rows = reading.views.trust.badges(reading.connection, subjects, current_bridge().clock())
    houses = {row["verifier"] for row in rows if row["office"] is None}
    directory, connection = reading.views.directory, reading.connection
    names = {
        id: pick_text(unpacked(house["page"])["name"])
        for id, house in (directory.incubators_by_ids(connection, actor, houses) if houses else {}).items()
    }
    for row in rows:
        # An incubator that the reader may not know of is no witness for them.
        if row["office"] is not None or row["verifier"] in names:
            yield row, _sentence(row, names)


def _sentence(row: sa.RowMapping, names: Mapping[UUID, str]) -> Markup:
    when = month(row["at"])
    if row["office"] is None:
        what = label(row["what"], "verifications")
        text = gettext("Verified by %(name)s: %(what)s (%(month)s)")
        return escape(text) % {"name": bdi(names[row["verifier"]]), "what": what, "month": when}
    what = label(row["what"], "incubator_verifications")
    if row["office"] == "*":
        return escape(gettext("Verified by the organisers: %(what)s (%(month)s)")) % {"what": what, "month": when}
    text = gettext("Verified by the organisers of %(country)s: %(what)s (%(month)s)")
    return escape(text) % {"country": country(row["office"]), "what": what, "month": when}
