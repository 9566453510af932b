"""What happened to several things in one list: each line says whom it is about before it says what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from markupsafe import Markup

from bridge.composition import Reading
from bridge.readmodels import figures
from bridge.web.history import lines
from bridge.web.names import bdi, day
from bridge.web.viewer import current_viewer

# These name both startups themselves.
COMPLETE = ("introduction.proposed", "partnership.recorded")


@dataclass(frozen=True, slots=True)
class Happening:
    """One line as `ui.timeline` shows it; what people wrote is left out: it was not written for these readers."""

    event: int
    when: str
    what: Markup
    detail: Markup
    side: str


def told(reading: Reading, rows: Sequence[sa.RowMapping], page: UUID | None = None) -> list[Happening]:
    """Say what happened; `page` is the thing whose own page this is, which need not be named again."""
    about = [row["about"] for row in rows]
    pairs = figures.introduced(reading.connection, reading.views, about) if rows else {}
    things = {*about, *(startup for pair in pairs.values() for startup in pair)}
    actor = current_viewer().actor
    names = figures.names(reading.connection, reading.views, actor, list(things)) if rows else {}
    found = []
    for row, line in zip(rows, lines(reading, rows), strict=True):
        subjects = pairs.get(row["about"], (row["about"],))
        shown = [_named(names[subject]) for subject in subjects if subject in names and subject != page]
        whom = Markup(" – ").join(shown) if row["topic"] not in COMPLETE else Markup("")
        what = Markup("{}: {}").format(whom, line.what) if whom else line.what
        side = "two" if row["topic"].startswith(("introduction.", "partnership.")) else ""
        found.append(Happening(row["event_id"], day(line.at), what, line.who, side))
    return found


def _named(found: sa.Row[Any]) -> Markup:
    return Markup('<a href="/{}/{}">{}</a>').format(found.kind, found.slug, bdi(found.name))
