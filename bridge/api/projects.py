"""Projects of hackathons: the list, one of them, submitting, and what those who run a hackathon decide about them."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import Field

from bridge.api.calling import Call
from bridge.api.lists import listed
from bridge.api.naming import GROUP, HERE, TEAM, WRITE, hackathon_named, oneself, team_named
from bridge.api.operation import operation
from bridge.api.registrations import Reason
from bridge.api.teams import Reply
from bridge.api.words import Moment, Sent, Text, Texts, Told, utc
from bridge.composition import Reading
from bridge.listings import PROJECTS
from bridge.listings import look as look_at
from bridge.listings.projects import runs_it
from bridge.readmodels.base import unpacked
from bridge.readmodels.hackathon_rows import times
from bridge.readmodels.projects import SHOWN
from events.errors import Missing
from events.projects.content import EMPTY

PROJECT = HERE + "/projects/{project}"
FILES = "Digests of files that the team uploaded."


class Link(Sent):
    """A link of a project."""

    label: Text = ""
    address: Text


class NewProject(Sent):
    """A version of a project: its text is Markdown, its summary is in its own language and a second one."""

    title: Text
    language: str
    text: Text
    summary: Texts
    links: list[Link] = []
    video: Text | None = None
    files: Annotated[list[str], Field(description=FILES)] = []
    tracks: list[str] = []
    challenges: list[str] = []


class Project(Told):
    """A project as it stands; `ruling` says when it was handed in, and under which rule and deadline."""

    id: UUID
    team: UUID
    state: Annotated[str, Field(description="`submitted`, `waiting`, `withdrawn` or `disqualified`.")]
    versions: int
    standing: int | None
    penalty: int
    content: dict[str, Any]
    ruling: dict[str, Any]
    submitted_at: Moment
    changed_at: Moment


class Version(Told):
    """A version of a project; `ruling` says when it was handed in, and under which rule and deadline."""

    number: int
    state: Annotated[str, Field(description="`in_time`, `penalty`, `waits`, `accepted` or `not_accepted`.")]
    stands: Annotated[bool, Field(description="Whether it is the one that is judged.")]
    content: dict[str, Any]
    ruling: dict[str, Any]
    why: Annotated[str | None, Field(description="The reason of who answered a late version.")]
    submitted_at: Moment


class Versions(Told):
    """Every version that the caller may read, the newest first."""

    items: list[Version]


def seen_project(call: Call, reading: Reading, hackathon: UUID, project: UUID) -> tuple[sa.RowMapping, bool]:
    """A project, and whether the caller is of its team or runs the hackathon: others see it later. Raises `Missing`."""
    views, connection, account = reading.views, reading.connection, oneself(call)
    row = views.projects.one(connection, project)
    if row is None or row["hackathon"] != hackathon:
        raise Missing("project", project)
    own = views.teams.of_person(connection, hackathon, account) if account else None
    phase = views.hackathons.phases_of(connection, [hackathon])[hackathon]["building"]
    over = times(phase["opens"], phase["closes"], phase["hand"]).over(reading.now)
    everybody = over and row["state"] == SHOWN
    inside = own is not None and own["id"] == row["team"]
    inside = inside or runs_it(look_at(call.bridge, reading, call.actor), hackathon)
    if not (everybody or inside):
        raise Missing("project", project)
    return row, inside


def shown_project(call: Call, hackathon: UUID, project: UUID) -> Project:
    """A project as it stands, for whoever may see it. Raises `Missing`."""
    with call.reading() as reading:
        row, _ = seen_project(call, reading, hackathon, project)
        place = row["standing"] or row["versions"]
        versions = reading.views.projects.all_versions(reading.connection, project)
        version = next(one for one in versions if one["place"] == place)
    return Project(
        id=row["id"], team=row["team"], state=row["state"], versions=row["versions"], standing=row["standing"],
        penalty=row["penalty"], content={**EMPTY, **unpacked(row["content"])}, ruling=unpacked(version["ruling"]),
        submitted_at=utc(row["submitted_at"]), changed_at=utc(row["changed_at"]),
    )  # fmt: skip


listed(
    "list_projects", HERE + "/projects", GROUP, PROJECTS, "List the projects of a hackathon",
    "Everybody may look from the end of building on; until then only those who run the hackathon.",
    public=True, owner=hackathon_named,
)  # fmt: skip


@operation("PUT", TEAM + "/project", GROUP, scope=WRITE,
           example={"title": "Canal Clock", "language": "en", "text": "A float and a radio",
                    "summary": {"en": "Whose turn is it?", "ru": "Чья очередь?"}, "tracks": ["water"]})  # fmt: skip
def submit_project(call: Call, hackathon: str, team: UUID, body: NewProject) -> Project:
    """Submit a project, or another version of it

    Whether it is in time is decided by the server's clock when it is stored; `ruling` says how.
    """
    found = team_named(call, hackathon, team)
    files = [file.record() for file in call.bridge.project_drafts.files_of(found)]
    made = call.bridge.projects.submit(call.actor, found, body.model_dump(), files)
    return shown_project(call, made.hackathon, made.id)


@operation("POST", TEAM + "/project/withdraw", GROUP, scope=WRITE)
def withdraw_project(call: Call, hackathon: str, team: UUID) -> Project:
    """Take a project back; its versions stay"""
    made = call.bridge.projects.withdraw(call.actor, team_named(call, hackathon, team))
    return shown_project(call, made.hackathon, made.id)


@operation("GET", PROJECT, GROUP, public=True)
def read_project(call: Call, hackathon: str, project: UUID) -> Project:
    """Read a project, in the version that stands"""
    return shown_project(call, hackathon_named(call, hackathon), project)


@operation("GET", PROJECT + "/versions", GROUP, public=True)
def list_versions_of_project(call: Call, hackathon: str, project: UUID) -> Versions:
    """List the versions of a project

    All of them for its team and those who run the hackathon, else the one that stands.
    """
    with call.reading() as reading:
        return Versions(items=_versions(call, reading, hackathon_named(call, hackathon), project))


@operation("GET", PROJECT + "/versions/{number}", GROUP, public=True)
def read_version_of_project(call: Call, hackathon: str, project: UUID, number: str) -> Version:
    """Read one version of a project"""
    with call.reading() as reading:
        versions = _versions(call, reading, hackathon_named(call, hackathon), project)
    for version in versions:
        if str(version.number) == number:
            return version
    raise Missing("version", number)


def _versions(call: Call, reading: Reading, hackathon: UUID, project: UUID) -> list[Version]:
    row, inside = seen_project(call, reading, hackathon, project)
    rows = reading.views.projects.all_versions(reading.connection, project)
    standing = row["standing"] or row["versions"]
    return [
        Version(
            number=one["place"], state=one["state"], stands=one["place"] == row["standing"],
            content={**EMPTY, **unpacked(one["content"])}, ruling=unpacked(one["ruling"]),
            why=reading.open(one["why"]) if inside else None, submitted_at=utc(one["at"]),
        )
        for one in rows
        if inside or one["place"] == standing
    ]  # fmt: skip


@operation("POST", PROJECT + "/disqualify", GROUP, scope=WRITE, example={"why": "It was copied"})
def disqualify_project(call: Call, hackathon: str, project: UUID, body: Reason) -> Project:
    """Take a project out of the judging, with a reason"""
    here = hackathon_named(call, hackathon)
    call.bridge.projects.disqualify(call.actor, shown_project(call, here, project).team, body.why)
    return shown_project(call, here, project)


@operation("POST", PROJECT + "/reinstate", GROUP, scope=WRITE, example={"why": "It was not copied"})
def reinstate_project(call: Call, hackathon: str, project: UUID, body: Reason) -> Project:
    """Take a project back into the judging, with a reason"""
    here = hackathon_named(call, hackathon)
    call.bridge.projects.reinstate(call.actor, shown_project(call, here, project).team, body.why)
    return shown_project(call, here, project)


@operation("POST", PROJECT + "/versions/{number}/answer", GROUP, scope=WRITE,
           example={"accept": True, "why": "The power was out"})  # fmt: skip
def answer_late_version(call: Call, hackathon: str, project: UUID, number: str, body: Reply) -> Project:
    """Let a late version count, or not, with a reason"""
    here = hackathon_named(call, hackathon)
    team = shown_project(call, here, project).team
    place = int(number) if number.isdecimal() and len(number) < 6 else 0
    call.bridge.projects.answer_late(call.actor, team, place, body.accept, body.why)
    return shown_project(call, here, project)
