"""What every page of an incubator begins with: the incubator as the viewer may see it, and what they are to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, request

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.directory import Page as Found
from bridge.web.app import current_bridge
from bridge.web.names import pick_text
from bridge.web.pagination import Page, asked_number, page_of
from bridge.web.viewer import current_viewer
from events.errors import Missing, Refused

blueprint = Blueprint("incubators", __name__)


@dataclass(frozen=True)
class Seen:
    """An incubator in front of a viewer; `manages` for its managers, `organises` for its country's organisers."""

    row: sa.RowMapping
    managers: list[UUID]
    manages: bool
    organises: bool

    @cached_property
    def page(self) -> dict[str, Any]:
        found: dict[str, Any] = unpacked(self.row["page"])
        return found

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def name(self) -> str:
        return pick_text(self.page["name"])

    @property
    def address(self) -> str:
        return f"/incubators/{self.row['slug']}"

    @property
    def unclaimed(self) -> bool:
        return bool(self.row["unclaimed"])

    @property
    def leads(self) -> bool:
        """Whether the viewer may invite managers and take them off."""
        return self.manages or self.organises

    @property
    def may_see_history(self) -> bool:
        return self.manages or bool(current_viewer().actor.roles)

    def must(self, allowed: bool) -> None:
        """Refuse the page to those whom it is not for."""
        if not allowed:
            raise Refused("not_a_manager")


def look(reading: Reading, slug: str) -> Seen:
    """Find an incubator by its address; one that the viewer may not see is missing."""
    actor, directory = current_viewer().actor, reading.views.directory
    row = directory.incubator_by_slug(reading.connection, actor, slug)
    if row is None:
        raise Missing("incubator", slug)
    managers = directory.managers(reading.connection, row["id"])
    manages = actor.account is not None and actor.account in managers
    return Seen(row, managers, manages, actor.organises(row["country"]))


def seen_by(slug: str) -> Seen:
    """The same for pages that read nothing else."""
    with current_bridge().reading() as reading:
        return look(reading, slug)


def managed(slug: str) -> Seen:
    """An incubator of which the viewer is a manager."""
    seen = seen_by(slug)
    seen.must(seen.manages)
    return seen


def paged(find: Callable[[int, int], Found], size: int) -> tuple[Found, Page]:
    """The asked page of a list, found by (limit, offset); past the end it is the last one instead of nothing."""
    number = asked_number(request.args)
    found = find(size, (number - 1) * size)
    page = page_of(request.args, found.total, size)
    return (found, page) if page.number == number else (find(size, page.offset), page)


@blueprint.app_template_filter("host")
def host(address: str) -> str:
    """The name of the site behind an address, as people say it."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
