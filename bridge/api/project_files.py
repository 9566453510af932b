"""Files of projects: uploaded by the team before it submits a version that names them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.naming import GROUP, TEAM, WRITE, hackathon_named, own_team
from bridge.api.operation import operation
from bridge.api.projects import PROJECT, seen_project
from bridge.api.words import Asked, Line, Told
from bridge.project_drafts import StoredFile
from bridge.project_files import submitted, take_in
from bridge.sniffing import OFFICE, OPEN
from events.errors import Invalid, Missing, Problem
from events.hackathons.aggregate import Hackathon

ANY = "application/octet-stream"
# What a file is, its first bytes say: any of these, or none that is told.
FILES = (
    ANY, "application/pdf", "application/zip", "image/png", "image/jpeg", "image/webp",
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


@operation("GET", TEAM + "/files/{digest}", GROUP, media=ANY)
def download_file_of_team(call: Call, hackathon: str, team: UUID, digest: str) -> bytes:
    """Download a file that your team uploaded, submitted or not

    Its bytes; what they are is said by the list of files.
    """
    found = own_team(call, hackathon, team)
    if all(file.digest != digest for file in call.bridge.project_drafts.files_of(found.id)):
        raise Missing("file", digest)
    return _bytes(call, digest)


@operation("GET", PROJECT + "/files/{digest}", GROUP, public=True, media=ANY)
def download_file_of_project(call: Call, hackathon: str, project: UUID, digest: str) -> bytes:
    """Download a file of a submitted project

    Of the version that stands, for whoever may see the project; of any version for its team and those who run the
    hackathon. The version says what the bytes are.
    """
    with call.reading() as reading:
        row, inside = seen_project(call, reading, hackathon_named(call, hackathon), project)
        if submitted(reading, row, digest, inside=inside) is None:
            raise Missing("file", digest)
    return _bytes(call, digest)


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


def _bytes(call: Call, digest: str) -> bytes:
    found = call.bridge.files.read(digest)
    if found is None:
        raise Missing("file", digest)
    return found[0]


def _told(file: StoredFile) -> ProjectFile:
    return ProjectFile(
        digest=file.digest, name=file.name, media_type=file.media_type, kind=file.kind, size=file.size
    )  # fmt: skip
