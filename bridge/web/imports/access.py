"""What every page of an import begins with: the incubator, the import, and whether the viewer may see its file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, request

from bridge.importing import steps
from bridge.importing.jobs import BEFORE, MOST_BYTES, Job
from bridge.web.app import current_bridge
from bridge.web.incubators.access import Seen, seen_by
from bridge.web.names import moment
from bridge.web.viewer import current_viewer
from events.errors import Missing

blueprint = Blueprint("imports", __name__)
BASE = "/incubators/<slug>/manage/import"
ONE = f"{BASE}/<uuid:job>"
# A file that is too big is taken in to be refused beside its field, up to here.
ROOM = 3 * MOST_BYTES


@blueprint.url_value_preprocessor
def make_room(endpoint: str | None, values: object) -> None:
    """Let members send a list; runs before anything reads the form."""
    if endpoint == "imports.send" and current_viewer().signed_in:
        request.max_content_length = ROOM


@dataclass(frozen=True, slots=True)
class At:
    """An import of an incubator in front of a viewer."""

    seen: Seen
    job: Job

    @property
    def address(self) -> str:
        return f"{self.seen.address}/manage/import/{self.job.id}"

    @property
    def reads_file(self) -> bool:
        """Whether the cells may be shown: the list has people's contacts, which are no organiser's business."""
        return may_read(self.seen, self.job)


def led(slug: str) -> Seen:
    """An incubator that the viewer may bring lists into; for everybody else there is no such page."""
    seen = seen_by(slug)
    if not seen.leads:
        raise Missing("import", slug)
    return seen


def may_read(seen: Seen, job: Job) -> bool:
    """Whether the viewer may see what is in the file."""
    return steps.may_read(current_viewer().actor, job, manages=seen.manages)


def look(slug: str, job: UUID) -> At:
    """An import by its address. What is not in the log yet is there only for those who may read the file."""
    seen = led(slug)
    found = current_bridge().import_jobs.get(job)
    if found is None or found.incubator != seen.id or (found.state in BEFORE and not may_read(seen, found)):
        raise Missing("import", job)
    return At(seen, found)


def look_inside(slug: str, job: UUID) -> At:
    """The same for pages that show or change what is in the file."""
    at = look(slug, job)
    if not at.reads_file:
        raise Missing("import", job)
    return at


@blueprint.app_template_filter("iso_moment")
def iso_moment(text: str) -> str:
    """A moment as read models keep it, as the reader's language writes it."""
    return moment(datetime.fromisoformat(text))
