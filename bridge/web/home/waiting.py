"""What waits for a founder: the few things that only they can do, the oldest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask_babel import gettext
from markupsafe import Markup

from bridge.composition import Reading
from bridge.readmodels import figures
from bridge.readmodels.base import unpacked
from bridge.web.names import bdi, day, pick_text
from bridge.web.viewer import current_viewer

MOST = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line: what is asked, and where it is answered."""

    text: Markup
    address: str
    icon: str
    since: str


def waiting_for(reading: Reading, startups: list[sa.RowMapping], now: datetime) -> list[Waiting]:
    """At most five lines for the founder of some startups."""
    ids = [row["id"] for row in startups]
    if not ids:
        return []
    connection, views = reading.connection, reading.views
    introductions = figures.waiting_introductions(connection, views, ids)
    partnerships = figures.waiting_partnerships(connection, views, ids)
    others = {_other(row, ids, "proposer", "receiver") for row in introductions}
    others |= {_other(row, ids, "one", "other") for row in partnerships}
    directory, actor = views.directory, current_viewer().actor
    found = directory.by_ids(connection, actor, others, introduced=True) if others else {}
    lines = [_introduction(row, ids, found, now) for row in introductions]
    lines += [_partnership(row, ids, found) for row in partnerships]
    lines += _offers(reading, startups, ids)
    return sorted((line for line in lines if line is not None), key=lambda line: line.since)[:MOST]


def _introduction(
    row: sa.RowMapping, mine: list[UUID], found: dict[UUID, sa.RowMapping], now: datetime
) -> Waiting | None:
    name = bdi(found[_other(row, mine, "proposer", "receiver")]["name"])
    side = "proposer" if row["proposer"] in mine else "receiver"
    if row["state"] == "proposed":
        if not figures.still_open(row, now):
            return None
        until = day(datetime.fromisoformat(row["expires_at"]))
        text = gettext("%(name)s proposes an introduction. Please answer until %(day)s.", name=name, day=until)
    elif row["meeting_at"] is not None:
        if datetime.fromisoformat(row["meeting_at"]) > now:
            return None
        text = gettext("Did you meet %(name)s? Mark it as met.", name=name)
    elif row["offered_by"] is None:
        text = gettext("You and %(name)s both said yes. Propose a time to meet.", name=name)
    elif row["offered_by"] != side:
        text = gettext("%(name)s proposes times to meet. Choose one.", name=name)
    else:
        return None
    return Waiting(Markup(text), f"/introductions/{row['id']}", "hands", row["changed_at"])  # noqa: S704  # names are escaped


def _partnership(row: sa.RowMapping, mine: list[UUID], found: dict[UUID, sa.RowMapping]) -> Waiting:
    name = bdi(found[_other(row, mine, "one", "other")]["name"])
    text = gettext("%(name)s recorded a partnership with you. Is it so?", name=name)
    return Waiting(Markup(text), f"/partnerships/{row['id']}", "check", row["recorded_at"])  # noqa: S704  # escaped


def _offers(reading: Reading, startups: list[sa.RowMapping], ids: list[UUID]) -> list[Waiting]:
    rows = figures.offered_admissions(reading.connection, reading.views, ids)
    if not rows:
        return []
    wanted = [row["incubator"] for row in rows]
    found = reading.views.directory.incubators_by_ids(reading.connection, current_viewer().actor, wanted)
    slugs = {row["id"]: row["slug"] for row in startups}
    lines = []
    for row in rows:
        incubator = found.get(row["incubator"])
        name = bdi(pick_text(unpacked(incubator["page"])["name"]) if incubator else gettext("An incubator"))
        text = gettext("%(name)s invites your startup.", name=name)
        address = f"/startups/{slugs[row['startup']]}/incubators"
        lines.append(Waiting(Markup(text), address, "incubator", row["changed_at"]))  # noqa: S704  # names are escaped
    return lines


def _other(row: sa.RowMapping, mine: list[UUID], one: str, other: str) -> Any:
    return row[other] if row[one] in mine else row[one]
