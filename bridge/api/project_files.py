"""Files of projects: uploaded by the team before it submits a version that names them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.naming import GROUP, TEAM, WRITE, own_team
from bridge.api.operation import operation
from bridge.api.words import Asked, Line, Told
from bridge.project_drafts import StoredFile
from bridge.project_files import take_in
from bridge.sniffing import OFFICE, OPEN
from events.errors import Invalid, Missing, Problem
from events.hackathons.aggregate import Hackathon

# What a file is, its first bytes say: any of these, or none that is told.
FILES = (
    "application/octet-stream", "application/pdf", "application/zip", "image/png", "image/jpeg", "image/webp",
    "image/gif", *(media for _, _, media in OFFICE.values()), *OPEN,
)  # fmt: skip
MOST_BYTES = 50_000_000  # the widest limit that a hackathon may set


class Called(Asked):
    """What is sent beside a file."""

    name: Annotated[Line, Field(description="What the file is called, with the ending of what it is: plan.pdf.")] = ""


class ProjectFile(Told):
    """A file that a team uploaded; a version of its project names it by its digest."""

    digest: str
    name: str
    media_type: str
    kind: Annotated[str, Field(description="`pdf`, `image`, `slides`, `document` or `archive`.")]
    size: Annotated[int, Field(description="In bytes.")]


class ProjectFiles(Told):
    """What a team uploaded, the oldest first."""

    items: list[ProjectFile]


@operation("GET", TEAM + "/files", GROUP)
def list_project_files(call: Call, hackathon: str, team: UUID) -> ProjectFiles:
    """List the files that your team uploaded, submitted or not"""
    found = own_team(call, hackathon, team)
    return ProjectFiles(items=[_told(file) for file in call.bridge.project_drafts.files_of(found.id)])


@operation("POST", TEAM + "/files", GROUP, scope=WRITE, status=201, takes=FILES, most=MOST_BYTES)
def upload_project_file(call: Call, hackathon: str, team: UUID, query: Called, body: bytes) -> ProjectFile:
    """Upload a file of your team's project

    The body is the file: PDF, picture, slides, document or ZIP, as the rules of the hackathon allow. What it is, its
    content says, and the ending of its name must agree; pictures are drawn anew. It is part of a project when a version
    that is submitted names its digest.
    """
    found = own_team(call, hackathon, team)
    if not query.name:
        raise Invalid([Problem("name", "required")])
    rules = call.bridge.log.get(Hackathon, found.hackathon).setup.get("rules") or {}
    return _told(take_in(call.bridge, found.id, call.account, rules, "body", query.name, body))


@operation("DELETE", TEAM + "/files/{digest}", GROUP, scope=WRITE)
def remove_project_file(call: Call, hackathon: str, team: UUID, digest: str) -> None:
    """Take a file out of what your team may submit; versions that were submitted keep theirs"""
    found = own_team(call, hackathon, team)
    if all(file.digest != digest for file in call.bridge.project_drafts.files_of(found.id)):
        raise Missing("file", digest)
    call.bridge.project_drafts.remove_file(found.id, digest)


def _told(file: StoredFile) -> ProjectFile:
    return ProjectFile(
        digest=file.digest, name=file.name, media_type=file.media_type, kind=file.kind, size=file.size
    )  # fmt: skip
