"""Who judges at this browser: a personal link that came in here, bound to one hackathon, or an account.

Beyond the judge's own pages somebody with a link is a visitor.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, Flask, g, request, session

from bridge.accounts.guests import JudgeLink
from bridge.composition import Bridge, Reading
from bridge.juries import Juries
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.hackathons.access import Seen, look
from bridge.web.viewer import Loader, Viewer, current_viewer, load_viewer_with
from events.actor import VISITOR, Actor
from events.errors import Missing, Refused

if TYPE_CHECKING:
    from datetime import datetime

blueprint = Blueprint("judge", __name__)
DOORS, LAST = "judging", "judging_at"  # in the session: links by hackathon, and the address of the newest one
MOST_DOORS = 5


@dataclass(frozen=True, slots=True)
class Seat:
    """A judge in front of their pages."""

    seen: Seen
    judge: UUID
    actor: Actor
    name: str
    row: sa.RowMapping

    @property
    def address(self) -> str:
        return f"{self.seen.address}/judge"

    @property
    def until(self) -> "datetime | None":
        """When judging closes."""
        return self.seen.phases["judging"].closes


def init_app(app: Flask) -> None:
    """Let a link say who looks at the judge's pages; everywhere else the accounts do."""
    others = cast(Loader, app.extensions["viewer_loader"])
    load_viewer_with(app, lambda: _judge_in_front() or _with_the_way_back(others()))


def _judge_in_front() -> Viewer | None:
    slug = (request.view_args or {}).get("slug")
    if request.blueprint != blueprint.name or not slug or not session.get(DOORS):
        return None
    bridge = current_bridge()
    with bridge.reading() as reading:
        row = reading.views.hackathons.by_slug(reading.connection, VISITOR, slug)
        link = None if row is None else _door(bridge, reading, row["id"])
        if row is None or link is None:
            return None
        if reading.views.reports.suspension(reading.connection, link.judge, reading.now) is not None:
            return None
    bridge.guests.used(link)
    account = bridge.accounts.by_id(link.judge)
    guest = bridge.guests.guest(link.judge) if account is None else None
    if account is None and guest is None:
        return None
    session[LAST] = slug
    return Viewer(
        actor=Actor(account=link.judge, only=link.hackathon),
        name=account.name if account else guest.name if guest else None,
        locale=account.language if account else guest.language if guest else None,
        timezone=account.time_zone if account else None,
        hat="judge",
        judging=f"/hackathons/{slug}",
    )


def _door(bridge: Bridge, reading: Reading, hackathon: UUID) -> JudgeLink | None:
    """The link by which this browser came into a hackathon, while it opens anything."""
    known = cast("dict[str, str]", session[DOORS]).get(hackathon.hex)
    link = bridge.guests.link(UUID(known)) if known else None
    if known is None:
        return None
    if link is None or not opens(reading, link):
        g.door_closed = True
        return None
    return link


def opens(reading: Reading, link: JudgeLink) -> bool:
    """Whether a link opens its hackathon: its row and the log agree that it is the judge's newest."""
    seat = reading.views.judging.seat(reading.connection, link.hackathon, link.judge)
    return link.state == "open" and seat is not None and seat["link"] == link.id


def _with_the_way_back(viewer: Viewer) -> Viewer:
    """A visitor who came in as a judge finds the way back to the sheets on every page."""
    if viewer.signed_in or not session.get(DOORS) or not session.get(LAST):
        return viewer
    return Viewer(hat="judge", judging=f"/hackathons/{session[LAST]}")


def come_in(link: JudgeLink, slug: str) -> None:
    """Remember by which link somebody came in."""
    doors: dict[str, str] = {**session.get(DOORS, {}), link.hackathon.hex: link.id.hex}
    session[DOORS] = dict(list(doors.items())[-MOST_DOORS:])
    session[LAST] = slug
    session.permanent = True


def seat_of(reading: Reading, slug: str) -> Seat:
    """The judge who looks. Who judges is told to nobody else: `Missing`; a visitor hears how to come in: `Refused`."""
    viewer = current_viewer()
    seen, actor = look(reading, slug), viewer.actor
    if actor.account is None:
        raise Refused("judge_link_closed" if g.get("door_closed") else "judge_link_needed")
    row = reading.views.judging.seat(reading.connection, seen.id, actor.account)
    if row is None or actor.only not in (None, seen.id):
        raise Missing("judge", slug)
    return Seat(seen, actor.account, actor, viewer.name or "", row)


def said_yes(seat: Seat) -> None:
    """Who judges by their account, without the link, comes in by what they do."""
    if seat.row["entered_at"] is None:
        Juries(current_bridge(), seat.actor, "", "en").come_in(seat.seen.id)


def plan_of(row: sa.RowMapping) -> dict[str, Any]:
    """The plan of a round."""
    found: dict[str, Any] = unpacked(row["plan"])
    return found
