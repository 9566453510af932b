"""What pages know of a hackathon and of the person in front of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from bridge import seeing
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.hackathon_rows import times
from bridge.web.app import current_bridge
from bridge.web.layout import lead_to_its_address
from bridge.web.names import pick_text
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Missing, Refused
from events.hackathons.hosting import RIGHTS
from events.hackathons.phases import EDGES, PHASES, Times

blueprint = Blueprint("hackathons", __name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A hackathon, its hosts and phases, and what the viewer may do in it."""

    row: sa.RowMapping
    setup: dict[str, Any]
    hosts: Sequence[sa.RowMapping]
    phases: dict[str, Times]
    sides: Sequence[sa.RowMapping]
    rights: frozenset[str]
    now: datetime

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def address(self) -> str:
        return f"/hackathons/{self.row['slug']}"

    @property
    def title(self) -> dict[str, str]:
        found: dict[str, str] = self.part("about").get("title") or {}
        return found

    @property
    def name(self) -> str:
        return pick_text(self.title)

    @property
    def state(self) -> str:
        return str(self.row["state"])

    @property
    def zone(self) -> str:
        return str(self.row["zone"] or "UTC")

    @property
    def leads(self) -> bool:
        """Whether the viewer runs it, in whichever role."""
        return bool(self.rights)

    @property
    def accepted(self) -> list[sa.RowMapping]:
        return [host for host in self.hosts if host["state"] == "accepted"]

    @property
    def asked(self) -> list[sa.RowMapping]:
        return [host for host in self.hosts if host["state"] == "invited"]

    @property
    def own_hosts(self) -> list[UUID]:
        """The accepted hosts that the viewer manages."""
        return [side["incubator"] for side in self.sides if side["state"] == "accepted"]

    @property
    def asks_me(self) -> list[sa.RowMapping]:
        """The hosts that were asked and that the viewer answers for."""
        mine = {side["incubator"] for side in self.sides if side["state"] == "invited"}
        return [host for host in self.asked if host["incubator"] in mine]

    def part(self, name: str) -> dict[str, Any]:
        """A part of the setup, empty before it was written."""
        found: dict[str, Any] = self.setup.get(name) or {}
        return found

    def open(self, phase: str) -> bool:
        """Whether a phase is open at this moment."""
        return self.state == "announced" and self.phases[phase].open(self.now)

    @property
    def open_phases(self) -> list[str]:
        return [phase for phase in PHASES if self.open(phase)]

    @property
    def next(self) -> tuple[str, datetime] | None:
        """What comes next: `building.closes` and its moment."""
        coming = [
            (getattr(self.phases[phase], edge), f"{phase}.{edge}")
            for phase in PHASES
            for edge in EDGES
            if (found := getattr(self.phases[phase], edge)) is not None and found > self.now
        ]
        return (min(coming)[1], min(coming)[0]) if coming and self.state == "announced" else None

    def must(self, right: str) -> None:
        """Refuse the page to those who may not."""
        if right not in self.rights:
            raise Refused("no_right_in_hackathon", right=right)


def look(reading: Reading, slug: str) -> Seen:
    """Find a hackathon by its address; a draft that is not the viewer's is missing."""
    actor, hackathons, connection = current_viewer().actor, reading.views.hackathons, reading.connection
    row = seeing.hackathon(reading, actor, slug)
    lead_to_its_address("hackathons", slug, row["slug"])
    phases = hackathons.phases_of(connection, [row["id"]])[row["id"]]
    sides = hackathons.sides_of(connection, actor, row["id"])
    rights: frozenset[str] = frozenset()
    if any(side["state"] == "accepted" for side in sides):
        rights = frozenset(RIGHTS)
    elif actor.account is not None and actor.only in (None, row["id"]):
        people = hackathons.people_of(connection, row["id"])
        rights = frozenset(
            right for one in people if one["account"] == actor.account for right in unpacked(one["rights"])
        )
    return Seen(
        row,
        unpacked(row["setup"]),
        hackathons.hosts_of(connection, [row["id"]]).get(row["id"], []),
        {name: times(phase["opens"], phase["closes"], phase["hand"]) for name, phase in phases.items()},
        sides,
        rights,
        reading.now,
    )


def announced(reading: Reading, slug: str) -> Seen:
    """The same where the announcement is what it begins with: `Missing` for a draft, whoever asks."""
    seen = look(reading, slug)
    if seen.state == "draft":
        raise Missing("hackathon", slug)
    return seen


def seen_by(slug: str) -> Seen:
    """The same for pages that read nothing else."""
    with current_bridge().reading() as reading:
        return look(reading, slug)


def led(slug: str, right: str) -> Seen:
    """A hackathon in which the viewer has a right."""
    seen = seen_by(slug)
    seen.must(right)
    return seen


@blueprint.get("/hackathons/<uuid:hackathon>/<path:rest>")
@members_only
def by_id(hackathon: UUID, rest: str) -> Response:
    """Lead from an id, which is what lines of waiting things know, to the hackathon's own pages."""
    with current_bridge().reading() as reading:
        found = reading.views.hackathons.by_ids(reading.connection, current_viewer().actor, [hackathon])
    if hackathon not in found:
        raise Missing("hackathon", hackathon)
    query = f"?{request.query_string.decode()}" if request.query_string else ""
    return redirect(f"/hackathons/{found[hackathon]['slug']}/{rest}{query}", 302)
