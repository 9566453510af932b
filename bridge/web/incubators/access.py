"""What every page of an incubator begins with: the incubator as the viewer may see it, and what they are to it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Blueprint, request

from bridge import seeing
from bridge.composition import Reading
from bridge.readmodels.directory import Page as Found
from bridge.web.app import current_bridge
from bridge.web.layout import lead_to_its_address
from bridge.web.names import pick_text
from bridge.web.pagination import Page, asked_number, page_of
from bridge.web.viewer import current_viewer

blueprint = Blueprint("incubators", __name__)


@dataclass(frozen=True)
class Seen(seeing.SeenIncubator):
    """An incubator in front of a viewer, as its page shows it."""

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
    def organises(self) -> bool:
        return self.actor.organises(self.row["country"])

    @property
    def may_see_history(self) -> bool:
        return self.manages or bool(self.actor.roles)


def look(reading: Reading, slug: str) -> Seen:
    """Find an incubator by its address; one that the viewer may not see is missing."""
    found = seeing.incubator(reading, current_viewer().actor, slug)
    lead_to_its_address("incubators", slug, found.row["slug"])
    return Seen(found.actor, found.row, found.managers)


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
