"""An introduction as a viewer may see it: its founders all of it, organisers its outline, everybody else nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint

from bridge import seeing
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.i18n import choose_zone
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.introductions.aggregate import OPEN, PROPOSER, RECEIVER, REMIND_AFTER
from events.introductions.held import ends
from events.startups.standing import SUSPENDED

blueprint = Blueprint("introductions", __name__)


@dataclass(frozen=True)
class Story:
    """One introduction; `side` is which of the two the viewer acts for, None for an organiser."""

    row: sa.RowMapping
    startups: Mapping[str, sa.RowMapping]
    side: str | None
    now: datetime
    times: list[dict[str, Any]]
    meeting: dict[str, Any] | None
    suggestion: dict[str, Any] | None
    other_zone: str

    @property
    def id(self) -> UUID:
        found: UUID = self.row["id"]
        return found

    @property
    def address(self) -> str:
        return f"/introductions/{self.id}"

    @property
    def proposer(self) -> sa.RowMapping:
        return self.startups[PROPOSER]

    @property
    def receiver(self) -> sa.RowMapping:
        return self.startups[RECEIVER]

    @property
    def mine(self) -> sa.RowMapping:
        """The viewer's own startup; for an organiser the one that asks."""
        return self.startups[self.side or PROPOSER]

    @property
    def other(self) -> sa.RowMapping:
        return self.receiver if self.mine is self.proposer else self.proposer

    @property
    def state(self) -> str:
        """The state at this moment: a proposal whose time is over has expired, recorded already or not."""
        over = self.row["state"] == "proposed" and self.now >= self.expires_at
        return "expired" if over else str(self.row["state"])

    @property
    def expires_at(self) -> datetime:
        return datetime.fromisoformat(self.row["expires_at"])

    @property
    def remind_from(self) -> datetime:
        return datetime.fromisoformat(self.row["proposed_at"]) + REMIND_AFTER

    @property
    def said_yes(self) -> bool:
        """Whether both sides have said yes: contact details are open from then on."""
        return self.state in seeing.SAID_YES

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def zones(self) -> list[str]:
        """The viewer's clock, then the other side's."""
        return [self.own_zone, self.other_zone]

    @property
    def own_zone(self) -> str:
        """The viewer's clock; where they never chose one, that of their startup's country."""
        chosen = choose_zone()
        return vocabulary.countries.zone(self.mine["country"]) if chosen == "UTC" and self.side else chosen

    @property
    def meeting_start(self) -> datetime | None:
        return datetime.fromisoformat(self.meeting["start"]) if self.meeting else None

    @property
    def held(self) -> bool:
        """Whether the confirmed time is over: then it is time to say whether they met."""
        return self.meeting is not None and ends(self.meeting) <= self.now

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What each side has said of the meeting: name of the startup and code, the viewer's own first."""
        sides = sorted(self.startups, key=lambda side: side != self.side)
        return [(self.startups[side]["name"], said) for side in sides if (said := self.row[f"{side}_said"])]

    @property
    def rests(self) -> bool:
        """Whether a side is suspended: nothing goes on until that is over, and the other side is not told why."""
        return self.open and any(row["standing"] == SUSPENDED for row in self.startups.values())

    @property
    def go_between(self) -> bool:
        """Whether an incubator proposes the two to each other: both are asked then."""
        return self.row["go_between"] is not None

    @property
    def agreed(self) -> bool:
        """Whether the viewer's side has said yes already and waits for the other one."""
        return self.side is not None and self.row["agreed_by"] == self.side

    @property
    def answered_by(self) -> sa.RowMapping:
        """Who gave the last answer: the yes that accepted, or the no."""
        if self.row["declined_by"]:
            return self.startups[self.row["declined_by"]]
        return self.startups[PROPOSER if self.row["agreed_by"] == RECEIVER else RECEIVER]

    @property
    def parts(self) -> frozenset[str]:
        """What the viewer can do now, by the names of the page's forms."""
        if self.side is None or self.rests:
            return frozenset()
        if self.state == "proposed" and self.go_between:
            return frozenset({"decline"} if self.agreed else {"accept", "decline"})
        if self.state == "proposed":
            mine = {"accept", "decline"} if self.side == RECEIVER else {"withdraw"}
            may_remind = self.side == PROPOSER and not self.row["reminded_at"] and self.now >= self.remind_from
            return frozenset(mine | ({"remind"} if may_remind else set()))
        if self.state not in ("accepted", "met"):
            return frozenset()
        parts = {"times", "close", "record"}
        if self.state == "accepted":
            parts.add("met")
        if self.meeting:
            parts.add("cancel")
        if self.times and self.row["offered_by"] != self.side:
            parts.add("confirm")
        return frozenset(parts)


def look(reading: Reading, introduction: UUID) -> Story:
    """Find an introduction for the viewer; for outsiders there is none."""
    bridge, actor = current_bridge(), current_viewer().actor
    seen = seeing.introduction(reading, actor, introduction, bridge.clock())
    row, startups, side = seen.row, seen.startups, seen.side
    other = RECEIVER if side in (None, PROPOSER) else PROPOSER
    zone = zone_of(seen.founders[other], startups[other]["country"]) if row["state"] in seeing.SAID_YES else None
    return Story(
        row, startups, side, seen.now, unpacked(row["times"]), unpacked(row["meeting"]),
        unpacked(row["suggestion"]), zone or vocabulary.countries.zone(startups[other]["country"]),
    )  # fmt: skip


def zone_of(founders: list[UUID], country: str) -> str:
    """The clock of a startup: its first founder's where they chose one, else that of its country's capital."""
    for founder in founders[:1]:
        account = current_bridge().accounts.by_id(founder)
        if account is not None and account.time_zone != "UTC":
            return account.time_zone
    return vocabulary.countries.zone(country)
