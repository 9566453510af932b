"""Taking in a file of a team's project: the same from its page and from a program."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bridge.project_drafts import StoredFile
from events.hackathons.judged import FILE_KINDS

if TYPE_CHECKING:
    from bridge.composition import Bridge


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
