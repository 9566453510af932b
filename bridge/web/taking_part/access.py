"""What pages of taking part begin with: the hackathon, and what the viewer is in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint
from flask_babel import gettext

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.hackathons.access import Seen, announced
from bridge.web.viewer import current_viewer
from events.hackathons.aggregate import Hackathon
from events.registrations.live import rules_of
from events.registrations.rules import Rules

blueprint = Blueprint("taking_part", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """A hackathon in front of somebody: their registration and their team in it, if any."""

    seen: Seen
    rules: Rules
    registration: sa.RowMapping | None
    team: sa.RowMapping | None

    @property
    def address(self) -> str:
        return self.seen.address

    @property
    def stands(self) -> bool:
        """Whether the viewer takes part."""
        return self.registration is not None and self.registration["state"] == "approved"

    @property
    def account(self) -> UUID | None:
        return current_viewer().actor.account

    @property
    def may_change_teams(self) -> bool:
        return self.rules.announced and not self.rules.built

    @property
    def shown_to_all(self) -> bool:
        """Whether everybody may look at what was submitted: from the end of building on."""
        return self.rules.built

    @property
    def reads_all(self) -> bool:
        """Whether the viewer reads every version: whoever runs the hackathon, and organisers."""
        return bool(self.seen.rights) or "organiser" in current_viewer().actor.roles

    def is_own(self, project: sa.RowMapping) -> bool:
        """Whether it is the project of the viewer's team."""
        return self.team is not None and bool(self.team["id"] == project["team"])

    def may_look_at(self, project: sa.RowMapping) -> bool:
        """Whether the viewer may open a project: its team and those who run the hackathon always may."""
        if self.is_own(project) or self.reads_all:
            return True
        return self.shown_to_all and bool(project["state"] == "submitted")


def part_of(reading: Reading, slug: str) -> Part:
    """Find the hackathon and what the viewer is in it. Raises `Missing`; a draft has no participants."""
    seen = announced(reading, slug)
    account, connection, views = current_viewer().actor.account, reading.connection, reading.views
    registration = team = None
    if account is not None and current_viewer().actor.only is None:
        registration = views.registrations.of(connection, seen.id, account)
        team = views.teams.of_person(connection, seen.id, account)
    rules = rules_of(current_bridge().log.get(Hackathon, seen.id), reading.now)
    return Part(seen, rules, registration, team)


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of people; whoever was erased is a former member."""
    wanted = {account for account in accounts if account is not None}
    found = current_bridge().accounts.names(wanted)
    return {account: found.get(account) or gettext("A former member") for account in wanted}


def texts(packed: str) -> dict[str, str]:
    """A text by language as a column keeps it."""
    found: dict[str, str] = unpacked(packed)
    return found


def tracks_of(seen: Seen, kind: str | None = None) -> dict[str, dict[str, str]]:
    """The names of tracks, challenges or both by key."""
    tracks = seen.part("tracks").get("tracks") or []
    return {track["key"]: track["name"] for track in tracks if kind in (None, track["kind"])}


def prizes_of(seen: Seen) -> dict[str, dict[str, str]]:
    """The names of prizes by key."""
    return {prize["key"]: prize["name"] for prize in seen.part("prizes").get("prizes") or ()}
