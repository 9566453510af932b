"""The draft of a team's project: what its members typed and did not submit, saved on top of what was read."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.naming import GROUP, TEAM, WRITE, own_team
from bridge.api.operation import operation
from bridge.api.projects import FILES, Project, shown_project
from bridge.api.words import Language, Moment, Sent, Text, Told
from bridge.project_drafts import Draft
from bridge.readmodels.base import unpacked
from events.errors import Missing, Stale
from events.projects.content import EMPTY

HERE = TEAM + "/project/draft"


class DraftLink(Sent):
    """A link of a draft, as far as it was typed."""

    label: Text = ""
    address: Text = ""


class NewDraft(Sent):
    """The whole draft; anything may be missing yet."""

    title: Text = ""
    language: Language | None = None
    text: Annotated[Text, Field(description="Markdown.")] = ""
    summary: dict[Language, Text] = {}
    links: Annotated[list[DraftLink], Field(max_length=20)] = []
    video: Text | None = None
    files: Annotated[list[str], Field(description=FILES)] = []
    tracks: list[str] = []
    challenges: list[str] = []


class ProjectDraft(Told):
    """What is typed so far. Version 0: nobody has begun since the last submission, whose content this is."""

    version: int
    content: dict[str, Any]
    saved_at: Moment | None
    saved_by: UUID | None


@operation("GET", HERE, GROUP, tagged=True)
def read_project_draft(call: Call, hackathon: str, team: UUID) -> ProjectDraft:
    """Read the draft of your team's project

    Members alone, not even those who run the hackathon. Where nothing was typed, it is what was submitted last.
    """
    return _read(call, own_team(call, hackathon, team).id)


@operation("PUT", HERE, GROUP, scope=WRITE, matched=True,
           example={"title": "Canal Clock", "language": "en", "text": "A float and a radio"})  # fmt: skip
def save_project_draft(call: Call, hackathon: str, team: UUID, body: NewDraft) -> ProjectDraft:
    """Save the draft of your team's project

    Send the ETag that you read in `If-Match`: if another member saved meanwhile, on the page too, the answer is 412.
    Nothing is submitted by that, and nothing but its size is checked.
    """
    found = own_team(call, hackathon, team).id
    drafts = call.bridge.project_drafts
    on = drafts.load(found).version if call.version is None else call.version
    drafts.save(found, on, body.model_dump(), call.account)
    return _read(call, found)


@operation("POST", HERE + "/submit", GROUP, scope=WRITE, matched=True)
def submit_project_draft(call: Call, hackathon: str, team: UUID) -> Project:
    """Submit the draft that you read

    As another version of the project. With `If-Match`, so that nothing is submitted that you have not seen; 404 where
    nothing was saved since the beginning.
    """
    found = own_team(call, hackathon, team).id
    draft = call.bridge.project_drafts.load(found)
    if call.version is not None and call.version != draft.version:
        raise Stale("project_draft", found, call.version, draft.version)
    if not draft.version:
        raise Missing("project_draft", found)
    files = [file.record() for file in call.bridge.project_drafts.files_of(found)]
    made = call.bridge.projects.submit(call.actor, found, draft.data, files)
    return shown_project(call, made.hackathon, made.id)


def _read(call: Call, team: UUID) -> ProjectDraft:
    draft = call.bridge.project_drafts.load(team)
    content = draft.data if draft.version else _submitted(call, team)
    files = [one["digest"] if isinstance(one, dict) else one for one in content.get("files") or ()]
    return _told(draft, {**EMPTY, **content, "files": files})


def _submitted(call: Call, team: UUID) -> dict[str, Any]:
    with call.reading() as reading:
        projects, connection = reading.views.projects, reading.connection
        row = projects.of_team(connection, team)
        versions = projects.all_versions(connection, row["id"]) if row is not None else []
    return unpacked(versions[0]["content"]) if versions else {}


def _told(draft: Draft, content: dict[str, Any]) -> ProjectDraft:
    return ProjectDraft(version=draft.version, content=content, saved_at=draft.saved_at, saved_by=draft.saved_by)
