"""The project of a hackathon that an introduction began with, as pages name it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.viewer import current_viewer


@dataclass(frozen=True, slots=True)
class Origin:
    """A project, the hackathon's title by language, and the project's address."""

    project: str
    hackathon: dict[str, str]
    address: str


def origin_of(reading: Reading, project: UUID | None) -> Origin | None:
    """What an introduction remembers; None where it began otherwise, or the viewer may not know the hackathon."""
    row: Any = reading.views.projects.one(reading.connection, project) if project is not None else None
    if row is None:
        return None
    known = reading.views.hackathons.by_ids(reading.connection, current_viewer().actor, [row["hackathon"]])
    if row["hackathon"] not in known:
        return None
    hackathon = known[row["hackathon"]]
    title = unpacked(hackathon["setup"])["about"]["title"]
    return Origin(row["title"], title, f"/hackathons/{hackathon['slug']}/projects/{row['id']}")
