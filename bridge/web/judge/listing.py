"""The list of a judge: what is to do, what is received, what was taken away and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import render_template

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.judge_desk import receipts, sheets
from bridge.web.app import Answer, current_bridge
from bridge.web.judge.access import Seat, blueprint, plan_of, seat_of
from bridge.web.judge.offline import for_the_phone, state_of_page
from bridge.web.judging_words import WHY
from bridge.web.names import pick_text
from events.judging_chain.verifying import Receipt

TO_DO, DRAFT, RECEIVED, SKIPPED, WITHDRAWN = "to_do", "draft", "received", "skipped", "withdrawn"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One project of one round, as its judge sees it."""

    row: sa.RowMapping
    state: str
    receipt: Receipt | None
    typed_at: datetime | None = None  # what was typed and not handed in

    @property
    def why(self) -> str | None:
        """The code of why it was withdrawn or skipped."""
        found: str | None = self.row["code"] if self.row["withdrawn_at"] else self.row["card_code"]
        return found

    @property
    def waits(self) -> bool:
        """Whether its judge has something to do with it."""
        return self.state in (TO_DO, DRAFT)

    @property
    def open(self) -> bool:
        """Whether scores are taken of it now."""
        return self.row["round_state"] == "open" and not self.row["published"] and self.state != WITHDRAWN

    @property
    def path(self) -> str:
        return f"{self.row['round']}/{self.row['project']}"


@dataclass(frozen=True, slots=True)
class Desk:
    """All of a judge's sheets by round."""

    seat: Seat
    sheets: Sequence[Sheet]

    @property
    def rounds(self) -> list[tuple[sa.RowMapping, str, list[Sheet]]]:
        """A round's row, its name, its sheets."""
        found: dict[UUID, list[Sheet]] = {}
        for sheet in self.sheets:
            found.setdefault(sheet.row["round"], []).append(sheet)
        return [(many[0].row, pick_text(plan_of(many[0].row)["name"]), many) for many in found.values()]

    @property
    def current(self) -> list[Sheet]:
        """The sheets of rounds that take scores now."""
        return [sheet for sheet in self.sheets if sheet.open]

    @property
    def done(self) -> int:
        return sum(sheet.state in (RECEIVED, SKIPPED) for sheet in self.current)

    @property
    def next(self) -> Sheet | None:
        """The first that waits."""
        return next((sheet for sheet in self.current if sheet.waits), None)

    @property
    def idle(self) -> str | None:
        """Why there is nothing to do; None where there is, or all is done."""
        if self.current:
            return None
        if not self.seat.seen.open("judging"):
            closes = self.seat.until
            return "over" if closes is not None and closes <= self.seat.seen.now else "not_yet"
        if any(sheet.row["round_state"] == "planned" and sheet.state != WITHDRAWN for sheet in self.sheets):
            return "round_waits"
        if self.sheets and all(sheet.state == WITHDRAWN for sheet in self.sheets):
            return "all_withdrawn"
        return "closed" if self.sheets else "nothing_assigned"


def desk_of(reading: Reading, seat: Seat) -> Desk:
    """Everything that a judge has before them."""
    rows = sheets(reading.connection, reading.views, seat.judge, seat.seen.id)
    found = receipts(reading.connection, reading.views, [row["card"] for row in rows if row["card"]])
    typed = current_bridge().scorecard_drafts.of_judge(reading.connection, seat.judge)
    return Desk(
        seat,
        [
            Sheet(row, state_of(row, typed), found.get(row["card"]), typed.get((row["round"], row["project"])))
            for row in rows
        ],
    )


def state_of(row: sa.RowMapping, typed: dict[tuple[UUID, UUID], Any]) -> str:
    """Where a sheet stands."""
    if row["withdrawn_at"] is not None or row["state"] == "withdrawn":
        return WITHDRAWN
    if row["state"] == "submitted":
        return RECEIVED
    if row["state"] == "skipped":
        return SKIPPED
    return DRAFT if (row["round"], row["project"]) in typed else TO_DO


@blueprint.get("/hackathons/<slug>/judge")
def mine(slug: str) -> Answer:
    """Show all of a judge's projects."""
    with current_bridge().reading() as reading:
        seat = seat_of(reading, slug)
        desk = desk_of(reading, seat)
        written = len(reading.views.talking.announced_to(reading.connection, seat.seen.id, seat.judge))
    page = render_template(
        "judge/mine.html",
        seat=seat,
        desk=desk,
        why=WHY,
        whom=whom_to_call(seat),
        state_of_page=state_of_page,
        chat=seat.seen.part("taking_part").get("chat"),
        written=written,
    )
    return for_the_phone(page, desk)


def whom_to_call(seat: Seat) -> list[tuple[str, dict[str, str]]]:
    """The pages and names of the hosts."""
    return [(f"/incubators/{host['slug']}", unpacked(host["page"])["name"]) for host in seat.seen.accepted]
