"""What every page of a startup begins with: the startup as the viewer may see it, and what they are to it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, abort, redirect, request

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.names import day
from bridge.web.viewer import current_viewer
from events.actor import Actor
from events.errors import Missing, Refused
from events.startups.aggregate import BELONGS
from events.startups.profile import EMPTY

blueprint = Blueprint("startups", __name__)


@dataclass(frozen=True)
class Seen:
    """A startup in front of a viewer; `own` for its founders, `keeps` for those who look after an unclaimed one."""

    row: sa.RowMapping
    admissions: list[sa.RowMapping]
    own: bool
    manages: bool
    organises: bool

    @cached_property
    def profile(self) -> dict[str, Any]:
        return {**EMPTY, **unpacked(self.row["profile"])}

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

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
    def keeps(self) -> bool:
        return bool(self.row["unclaimed"]) and (self.manages or self.organises)

    @property
    def may_edit(self) -> bool:
        return self.own or self.keeps

    @property
    def may_see_history(self) -> bool:
        return self.own or self.manages or bool(current_viewer().actor.roles)

    @property
    def incubators(self) -> list[UUID]:
        """The incubators that it belongs to or finished."""
        return [row["incubator"] for row in self.admissions if row["state"] in BELONGS]

    def must(self, allowed: bool) -> None:
        """Refuse the page to those whom it is not for."""
        if not allowed:
            raise Refused("sign_in" if not current_viewer().signed_in else "not_a_founder")


@blueprint.app_template_filter("iso_day")
def iso_day(text: str) -> str:
    """Write a day that a read model keeps as text, `2026-11-30` or a moment of that day."""
    return day(date.fromisoformat(text[:10]))


def look(reading: Reading, slug: str) -> Seen:
    """Find a startup by its address; an earlier address leads to the present one, a hidden startup is missing."""
    actor = current_viewer().actor
    directory, connection = reading.views.directory, reading.connection
    row = directory.by_slug(connection, actor, slug)
    if row is None:
        raise Missing("startup", slug)
    if row["slug"] != slug and request.method == "GET":
        rest = request.full_path.removeprefix(f"/startups/{slug}").rstrip("?")
        abort(redirect(f"/startups/{row['slug']}{rest}", 301))
    admissions = directory.admissions_of(connection, row["id"])
    own = actor.account in directory.founders(connection, row["id"]) if actor.account else False
    belongs = {row["incubator"] for row in admissions if row["state"] in BELONGS}
    manages = bool(belongs & _managed(reading, actor))
    return Seen(row, admissions, own, manages, actor.organises(row["country"]))


def look_back(reading: Reading, row: sa.RowMapping) -> Seen:
    """A startup that was withdrawn: it is missing, but for those with roles and the managers of its incubators."""
    actor, admissions = current_viewer().actor, reading.views.directory.admissions_of(reading.connection, row["id"])
    manages = bool({one["incubator"] for one in admissions if one["state"] in BELONGS} & _managed(reading, actor))
    if not manages and not actor.roles:
        raise Missing("startup", row["slug"])
    return Seen(row, admissions, False, manages, actor.organises(row["country"]))


def seen_by(slug: str) -> Seen:
    """The same for pages that read nothing else."""
    with current_bridge().reading() as reading:
        return look(reading, slug)


def _managed(reading: Reading, actor: Actor) -> set[UUID]:
    if actor.account is None:
        return set()
    return {row["id"] for row in reading.views.directory.managed_by(reading.connection, actor.account)}


def logo_address(digest: str | None) -> str | None:
    """Where a logo can be looked at."""
    return f"/files/{digest}.webp" if digest else None
