"""What every page of a startup begins with: the startup as the viewer may see it, and what they are to it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint

from bridge import seeing
from bridge.composition import Reading
from bridge.web.app import current_bridge
from bridge.web.layout import lead_to_its_address
from bridge.web.names import day
from bridge.web.viewer import current_viewer
from events.errors import Missing
from events.startups.aggregate import BELONGS

blueprint = Blueprint("startups", __name__)


@dataclass(frozen=True)
class Seen(seeing.SeenStartup):
    """A startup in front of a viewer, as its page shows it."""

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def address(self) -> str:
        return f"/startups/{self.row['slug']}"

    @property
    def changed_at(self) -> datetime:
        return datetime.fromisoformat(self.row["changed_at"])

    @property
    def organises(self) -> bool:
        return self.actor.organises(self.row["country"])

    @property
    def may_edit(self) -> bool:
        return self.own or self.keeps

    @property
    def may_see_history(self) -> bool:
        return self.own or self.manages or bool(self.actor.roles)

    @property
    def incubators(self) -> list[UUID]:
        """The incubators that it belongs to or finished."""
        return [row["incubator"] for row in self.admissions if row["state"] in BELONGS]


@blueprint.app_template_filter("iso_day")
def iso_day(text: str) -> str:
    """Write a day that a read model keeps as text, `2026-11-30` or a moment of that day."""
    return day(date.fromisoformat(text[:10]))


def look(reading: Reading, slug: str) -> Seen:
    """Find a startup by its address; an earlier address leads to the present one, a hidden startup is missing."""
    found = seeing.startup(reading, current_viewer().actor, slug)
    lead_to_its_address("startups", slug, found.row["slug"])
    return Seen(found.actor, found.row, found.founders, found.admissions, found.manages)


def look_back(reading: Reading, row: sa.RowMapping) -> Seen:
    """A startup that was withdrawn: it is missing, but for those with roles and the managers of its incubators."""
    actor = current_viewer().actor
    founders, admissions, manages = seeing.around_startup(reading, actor, row)
    if not manages and not actor.roles:
        raise Missing("startup", row["slug"])
    return Seen(actor, row, founders, admissions, manages)


def seen_by(slug: str) -> Seen:
    """The same for pages that read nothing else."""
    with current_bridge().reading() as reading:
        return look(reading, slug)


def logo_address(digest: str | None) -> str | None:
    """Where a logo can be looked at."""
    return f"/files/{digest}.webp" if digest else None
