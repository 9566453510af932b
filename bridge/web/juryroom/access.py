"""What pages of the jury's room begin with: the hackathon, one of its rounds, and what the viewer may do there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, g
from flask_babel import gettext

from bridge.accounts.guests import as_asked
from bridge.composition import Reading
from bridge.listings.scorecards import READS
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.hackathons.access import Seen, announced
from bridge.web.viewer import current_viewer
from events.errors import Missing, Refused
from events.judging import rules
from events.judging.round import word

blueprint = Blueprint("juryroom", __name__)
JUDGING, RESULTS = "/hackathons/<slug>/manage/judging", "/hackathons/<slug>/manage/results"
ROUND, OUTCOME = f"{JUDGING}/<int:number>", f"{RESULTS}/<int:number>"


@dataclass(frozen=True, slots=True)
class Round:
    """A round as pages read it."""

    row: sa.RowMapping

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def number(self) -> int:
        return int(self.row["number"])

    @property
    def state(self) -> str:
        """planned, open, closed or published."""
        return "published" if self.row["published"] else str(self.row["state"])

    @property
    def plan(self) -> dict[str, Any]:
        found: dict[str, Any] = unpacked(self.row["plan"])
        return found

    @property
    def rubric(self) -> dict[str, Any]:
        found: dict[str, Any] = self.plan["rubric"]
        return found

    @property
    def method(self) -> str:
        """The official one: as planned before the round opens, as fixed afterwards."""
        return str(self.row["method"] or self.rubric["method"])

    @property
    def judges(self) -> list[UUID]:
        return [UUID(id) for id in unpacked(self.row["judges"])]

    @property
    def projects(self) -> list[UUID]:
        return [UUID(id) for id in unpacked(self.row["projects"])]

    @property
    def ranking(self) -> dict[UUID, int]:
        """The places that the jury confirmed."""
        return {UUID(one["project"]): int(one["place"]) for one in unpacked(self.row["ranking"])}

    @property
    def rules(self) -> str:
        """What forms name the rules by that stand above them."""
        return rules.name(self.plan)

    def differs(self, seen: Seen) -> list[str]:
        """Which of its rules are not those that were announced."""
        return rules.differing(self.plan, {"rubric": seen.part("rubric")})

    def not_agreed(self, seen: Seen) -> list[UUID]:
        """The hosts that have not agreed to its rules; none where they are the announced ones."""
        hosts, agreed = [host["incubator"] for host in seen.accepted], unpacked(self.row["rules_agreed"])
        return rules.not_agreed(self.plan, {"rubric": seen.part("rubric")}, hosts, agreed)

    @property
    def word(self) -> str:
        """What forms name the ranking by that stands above them."""
        return word(unpacked(self.row["ranking"]), self.row["computed"], self.row["published"])

    @property
    def agreed(self) -> list[UUID]:
        """The hosts that agree to what was confirmed."""
        return [UUID(id) for id in unpacked(self.row["agreed"])]


@dataclass(frozen=True, slots=True)
class Room:
    """A hackathon with its rounds, in front of somebody who may read about its judging."""

    seen: Seen
    rounds: Sequence[Round]

    @property
    def address(self) -> str:
        return f"{self.seen.address}/manage/judging"

    @property
    def assigns(self) -> bool:
        """Whether the viewer plans, assigns and enters paper sheets."""
        return "judging" in self.seen.rights

    @property
    def chairs(self) -> bool:
        """Whether the viewer leads the jury to its results."""
        return "chair" in self.seen.rights

    @property
    def reads_notes(self) -> bool:
        """Organisers read the rest, but no notes for the jury."""
        return bool(READS & self.seen.rights)

    def round(self, number: int) -> Round:
        """A round by its number."""
        for found in self.rounds:
            if found.number == number:
                return found
        raise Missing("judging_round", str(number))

    def must_assign(self) -> None:
        """Refuse those who only read."""
        self.seen.must("judging")


def room_of(reading: Reading, slug: str) -> Room:
    """Find it. Raises `Missing` for a draft, `Refused` for those who have nothing to do with its judging."""
    seen = announced(reading, slug)
    if not READS & seen.rights and "organiser" not in current_viewer().actor.roles:
        raise Refused("no_right_in_hackathon", right="judging")
    rows = reading.views.judging.rounds_of(reading.connection, seen.id)
    g.judged = seen.id
    return Room(seen, [Round(row) for row in rows])


def round_in(slug: str, number: int, right: str = "judging") -> tuple[Room, Round]:
    """A round for somebody who changes something in it."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
    room.seen.must(right)
    return room, room.round(number)


def names_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """The names of judges; who was erased is a former member."""
    wanted = set(people)
    found = current_bridge().accounts.names(wanted)
    if "judged" in g:  # who has not come in yet is called what whoever asked them wrote
        found = as_asked(found, current_bridge().guests.asked_as(g.judged))
    return {one: found.get(one) or gettext("a former member") for one in wanted}


def by_name(people: Iterable[UUID], names: Mapping[UUID, str]) -> list[UUID]:
    """People in the order of their names."""
    return sorted(people, key=lambda one: (names.get(one, "").casefold(), str(one)))


def projects_of(reading: Reading, projects: Collection[UUID]) -> dict[UUID, sa.RowMapping]:
    """Title, team, language and number of projects, in the order in which they came."""
    rows = reading.views.judging.named(reading.connection, projects)
    return {row["id"]: row for row in rows}
