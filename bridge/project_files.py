"""Taking in files of a team's project and finding them again: the same for pages and for programs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.project_drafts import StoredFile
from bridge.readmodels.base import unpacked
from events.hackathons.judged import FILE_KINDS

if TYPE_CHECKING:
    import sqlalchemy as sa

    from bridge.composition import Bridge, Reading


def submitted(reading: "Reading", project: "sa.RowMapping", digest: str, *, inside: bool) -> Mapping[str, Any] | None:
    """What a version says of a file: the one that stands, and every version for those who are `inside`."""
    contents = [project["content"]]
    if inside:  # every version stays readable for its team and those who decide
        versions = reading.views.projects.all_versions(reading.connection, project["id"])
        contents += [one["content"] for one in versions]
    every = (one for content in contents for one in unpacked(content).get("files") or ())
    return next((one for one in every if one["digest"] == digest), None)


def take_in(
    bridge: "Bridge", team: UUID, by: UUID, rules: Mapping[str, Any], field: str, name: str, content: bytes
) -> StoredFile:  # fmt: skip
    """Keep a file by the rules of its hackathon. Raises `Invalid`; that `by` is in the team, the caller has checked."""
    limits = rules.get("files") or {}
    file = bridge.files.put_upload(
        field, name, content, None,  # the team's, nobody's own
        kinds=limits.get("kinds") or FILE_KINDS, megabytes=limits.get("megabytes") or 10,
    )  # fmt: skip
    bridge.project_drafts.add_file(team, file, by, field)
    return file
