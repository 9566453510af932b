"""A submitted project as others see it: what it is, who made it, its versions for whoever may read them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import render_template

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.names import pick_text
from bridge.web.taking_part.access import Part, blueprint, names_of, part_of, tracks_of
from bridge.web.viewer import current_viewer
from events.errors import Missing

ONE = "/hackathons/<slug>/projects/<uuid:project>"


@dataclass(frozen=True, slots=True)
class Project:
    """A project in front of a viewer; `content` is the version that the address asks for."""

    part: Part
    row: sa.RowMapping
    content: dict[str, Any]
    ruling: dict[str, Any]
    versions: list[sa.RowMapping]
    number: int
    members: list[UUID]
    startup: sa.RowMapping | None
    why: str | None
    introducing: str | None

    @property
    def address(self) -> str:
        return f"{self.part.address}/projects/{self.row['id']}"

    @property
    def own(self) -> bool:
        return self.part.is_own(self.row)

    @property
    def decides(self) -> bool:
        """Whether the viewer may disqualify it and answer late versions."""
        return "people" in self.part.seen.rights

    @property
    def waiting(self) -> list[sa.RowMapping]:
        """Late versions that nobody has answered."""
        return [one for one in self.versions if one["state"] == "waits"]


def project_of(reading: Reading, slug: str, id: UUID, number: int | None = None) -> Project:
    """Find a project that the viewer may see; other versions than the one that stands are for few. Raises `Missing`."""
    part, projects, connection = part_of(reading, slug), reading.views.projects, reading.connection
    row = projects.one(connection, id)
    if row is None or row["hackathon"] != part.seen.id or not part.may_look_at(row):
        raise Missing("project", id)
    inside = part.reads_all or part.is_own(row)
    versions = projects.all_versions(connection, id)
    chosen = number or row["standing"] or row["versions"]
    shown = next((one for one in versions if one["place"] == chosen), None)
    if shown is None or (number is not None and not inside and number != row["standing"]):
        raise Missing("version", str(number))
    actor, directory = current_viewer().actor, reading.views.directory
    team = reading.views.teams.one(connection, row["team"])
    known = directory.by_ids(connection, actor, [team["startup"]]) if team is not None and team["startup"] else {}
    startup = next(iter(known.values()), None)
    own = directory.founded_by(connection, actor.account) if actor.account and actor.only is None else []
    mine = next((one for one in own if startup is not None and one["country"] != startup["country"]), None)
    return Project(
        part,
        row,
        unpacked(shown["content"]),
        unpacked(shown["ruling"]),
        versions if inside else [],
        chosen,
        [one["account"] for one in reading.views.teams.members(connection, row["team"])],
        startup,
        reading.open(row["why"]) if inside else None,
        mine["slug"] if mine is not None and mine["id"] not in known else None,
    )


@blueprint.get(ONE)
def show(slug: str, project: UUID) -> Answer:
    """Show the version that stands."""
    return page(slug, project)


@blueprint.get(f"{ONE}/versions/<int:number>")
def version(slug: str, project: UUID, number: int) -> Answer:
    """Show a certain version, to its team and those who run the hackathon."""
    return page(slug, project, number)


def page(
    slug: str,
    id: UUID,
    number: int | None = None,
    *,
    form: Form | None = None,
    late: int | None = None,
    status: int = 200,
) -> Answer:
    """The page of a version, with a reason that was refused: about the project, or about its `late` version."""
    with current_bridge().reading() as reading:
        found = project_of(reading, slug, id, number)
        reasons = {one["place"]: reading.open(one["why"]) for one in found.versions if one["why"]}
    tracks = tracks_of(found.part.seen)
    keys = [*found.content["tracks"], *found.content["challenges"]]
    shown = render_template(
        "taking_part/show.html",
        project=found,
        part=found.part,
        names=names_of(found.members),
        tracks=[pick_text(tracks[key]) for key in keys if key in tracks],
        reasons=reasons,
        form=form or Form(),
        late=late,
    )
    return shown, status
