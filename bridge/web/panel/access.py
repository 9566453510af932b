"""The panel of a hackathon in front of somebody who runs it, and what forms say of a judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint

from bridge.accounts.guests import Asked, Guest, JudgeLink, as_asked
from bridge.composition import Reading
from bridge.juries import Juries
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import Seen, look
from bridge.web.i18n import page_language
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Missing, Problem, Refused

blueprint = Blueprint("panel", __name__)
HERE = "/hackathons/<slug>/manage/judges"
ONE = f"{HERE}/<uuid:judge>"


@dataclass(frozen=True, slots=True)
class Panel:
    """All judges, gone ones last, and the mentors."""

    seen: Seen
    judges: Sequence[sa.RowMapping]
    links: dict[UUID, JudgeLink]
    declared: dict[UUID, int]
    guests: dict[UUID, Guest]
    mentors: Sequence[sa.RowMapping]
    names: dict[UUID, str | None]
    asked: dict[UUID, Asked]  # who has not come in yet is known as whoever asked them wrote it

    @property
    def address(self) -> str:
        return f"{self.seen.address}/manage/judges"

    @property
    def may_invite(self) -> bool:
        return "judging" in self.seen.rights

    @property
    def sitting(self) -> list[sa.RowMapping]:
        return [row for row in self.judges if row["left_at"] is None]

    @property
    def gone(self) -> list[sa.RowMapping]:
        return [row for row in self.judges if row["left_at"] is not None]

    def erasable(self, judge: UUID) -> bool:
        """Whether a name and an address are kept here that can be erased."""
        return judge in self.guests or (judge in self.asked and bool(self.asked[judge].email))

    def judge(self, id: UUID) -> sa.RowMapping:
        """One judge. Raises `Missing`."""
        found = next((row for row in self.judges if row["judge"] == id), None)
        if found is None:
            raise Missing("judge", id)
        return found


def panel_in_front(slug: str, *rights: str) -> Panel:
    """The panel, for somebody with one of these rights."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        seen = look(reading, slug)
        must_have(seen, *rights)
        judging = reading.views.judging
        judges = judging.panel(reading.connection, seen.id, gone=True)
        mentors = judging.mentors_of(reading.connection, seen.id)
        declared = judging.declared_by(reading.connection, seen.id)
    people = [row["judge"] for row in judges] + [row["mentor"] for row in mentors]
    names = bridge.accounts.names(people) if people else {}
    guests = bridge.guests.among(people) if people else {}
    asked = bridge.guests.asked_as(seen.id)
    return Panel(
        seen, judges, bridge.guests.links_of(seen.id), declared, guests, mentors, as_asked(names, asked), asked
    )


def must_have(seen: Seen, *rights: str) -> None:
    """Refuse those who have none of these rights."""
    if not seen.rights.intersection(rights):
        raise Refused("no_right_in_hackathon", right=rights[0])


def led_by(slug: str, *rights: str) -> Seen:
    """The hackathon alone, for somebody with one of these rights."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
    must_have(seen, *rights)
    return seen


def juries() -> Juries:
    """Whoever looks at the page asks, and letters are in the language of the page."""
    viewer = current_viewer()
    return Juries(current_bridge(), viewer.actor, viewer.name or "", page_language())


def seat_typed(form: Form) -> dict[str, Any]:
    """What a form says of a judge. Raises `Invalid` for an address that leads to nothing."""
    with current_bridge().reading() as reading:
        ties = {kind: _ties(reading, form, kind) for kind in ("incubators", "startups")}
    return {
        "languages": form.many("languages"), "country": form.one("country"), "tracks": form.many("tracks"),
        "most": form.text("most"), **ties,
    }  # fmt: skip


def _ties(reading: Reading, form: Form, kind: str) -> list[UUID]:
    """Incubators or startups by the addresses of their pages."""
    directory, actor, found = reading.views.directory, current_viewer().actor, []
    find = directory.incubator_by_slug if kind == "incubators" else directory.by_slug
    for word in form.words(kind):
        row = find(reading.connection, actor, word.rstrip("/").rpartition("/")[2])
        if row is None:
            raise Invalid([Problem(kind, "no_such_page", {"address": word})])
        found.append(row["id"])
    return found


def seat_stored(reading: Reading, row: sa.RowMapping) -> dict[str, Any]:
    """What the form of a judge begins with; ties as the addresses of their pages."""
    seat, actor = unpacked(row["seat"]), current_viewer().actor
    incubators = reading.views.incubators.rows
    houses = sa.select(incubators.c.slug).where(incubators.c.id.in_([UUID(id) for id in seat["incubators"]]))
    startups = reading.views.directory.by_ids(reading.connection, actor, [UUID(id) for id in seat["startups"]])
    return {
        **seat,
        "incubators": [f"/incubators/{slug}" for slug in reading.connection.scalars(houses.order_by("slug"))],
        "startups": [f"/startups/{one['slug']}" for one in startups.values()],
    }
