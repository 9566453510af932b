"""A person's private feed, by an address that only they know: meetings and what waits for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import orjson
import sqlalchemy as sa
from flask import Blueprint, Response, abort, request
from flask_babel import force_locale, gettext

from bridge import todo
from bridge.calendars import Deadline, Happening, Meeting, calendar_of
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.todo import Line
from bridge.web.app import current_bridge
from bridge.web.names import label, pick_text
from bridge.web.own_dates import of_hackathons
from events.actor import Actor
from events.errors import Missing

blueprint = Blueprint("feeds", __name__)

BEFORE = timedelta(days=30)  # meetings that are over stay this long
MOST = 500
A_MINUTE = 30  # requests to one feed, or by one address for feeds that there are not


@dataclass(frozen=True, slots=True)
class Feed:
    """What is in it at this moment."""

    meetings: list[Meeting]
    lines: list[Line]
    deadlines: list[Deadline]
    pitches: list[Happening]


@blueprint.get("/feeds/<secret>.ics")
def calendar(secret: str) -> Response:
    """The feed for a calendar: meetings, and the last day of what waits."""
    feed, bridge = _feed(secret), current_bridge()
    host = urlsplit(bridge.settings.base_url).hostname or "startup-bridge"
    deadlines = [
        Deadline(str(line.item.id), line.item.closes_at, line.item.since, line.text, _whole(line.address))
        for line in feed.lines
        if line.item.closes_at is not None
    ]
    deadlines += feed.deadlines
    organiser = parseaddr(bridge.settings.mail_from)[1]
    content = calendar_of(feed.meetings, deadlines, host=host, organiser=organiser, happenings=feed.pitches)
    return _private(Response(content, content_type="text/calendar; charset=utf-8"))


@blueprint.get("/feeds/<secret>.json")
def machines(secret: str) -> Response:
    """The feed for programs."""
    feed = _feed(secret)
    meetings = [
        {
            "introduction": meeting.introduction, "start": meeting.start.astimezone(UTC), "minutes": meeting.minutes,
            "title": meeting.title, "place": meeting.place, "address": meeting.address,
        }
        for meeting in feed.meetings
    ]  # fmt: skip
    items = [
        {
            "kind": line.item.kind, "text": line.text, "of": line.of, "since": line.item.since,
            "until": line.item.closes_at, "address": _whole(line.address),
        }
        for line in feed.lines
    ]  # fmt: skip
    hackathons = [
        {"text": deadline.text, "at": deadline.until.astimezone(UTC), "address": deadline.address}
        for deadline in feed.deadlines
    ] + [
        {"text": pitch.title, "at": pitch.start.astimezone(UTC), "address": pitch.address} for pitch in feed.pitches
    ]  # fmt: skip
    body = orjson.dumps({"meetings": meetings, "items": items, "hackathons": hackathons}, default=str)
    return _private(Response(body, content_type="application/json"))


def _feed(secret: str) -> Feed:
    bridge = current_bridge()
    whose = bridge.machines.feeds.whose(secret)
    account = None if whose is None else bridge.accounts.by_id(whose)
    who = f"feed:{account.id}" if account else f"feeds:{request.remote_addr}"
    if bridge.machines.limits.count(who, A_MINUTE).over:
        abort(429)
    if account is None:
        raise Missing("feed", "")
    now = bridge.clock()
    with bridge.reading() as reading, force_locale(account.language):
        actor = reading.actor(account.id)
        if actor.account is None:  # suspended: this door is closed like all others
            raise Missing("feed", "")
        items = todo.waiting_for(reading.connection, reading.views, actor, account.email, now, limit=MOST)
        lines = [todo.line_of(item, gettext, _name) for item in items]
        deadlines, pitches = of_hackathons(reading, actor)
        return Feed(_meetings(reading, actor, now), lines, deadlines, pitches)


def _meetings(reading: Reading, actor: Actor, now: datetime) -> list[Meeting]:
    table, own = reading.views.introductions.rows, reading.views.directory.own_startups(actor)
    query = (
        sa.select(table)
        .where(sa.or_(table.c.proposer.in_(own), table.c.receiver.in_(own)), table.c.state.in_(["accepted", "met"]))
        .where(table.c.meeting_at > (now - BEFORE).isoformat())
        .order_by(table.c.meeting_at, table.c.id)
        .limit(MOST)
    )
    rows = reading.connection.execute(query).mappings().all()
    both = {row[side] for row in rows for side in ("proposer", "receiver")}
    startups = reading.views.directory.by_ids(reading.connection, actor, both, introduced=True) if both else {}
    reading.fetch_keys(row["meeting_place"] for row in rows)
    return [_meeting(reading, row, startups) for row in rows]


def _meeting(reading: Reading, row: sa.RowMapping, startups: Mapping[Any, sa.RowMapping]) -> Meeting:
    time, address = unpacked(row["meeting"]), _whole(f"/introductions/{row['id']}")
    names = {"one": startups[row["proposer"]]["name"], "other": startups[row["receiver"]]["name"]}
    return Meeting(
        introduction=row["id"],
        start=datetime.fromisoformat(time["start"]),
        minutes=time["minutes"],
        sequence=row["sequence"],
        changed=datetime.fromisoformat(row["changed_at"]),
        title=gettext("%(one)s and %(other)s", **names),
        description=f"{label(time['format'], 'meeting_formats')}\n{address}",
        place=reading.open(row["meeting_place"]),
        address=address,
    )


def _name(name: str | Mapping[str, str]) -> str:
    return name if isinstance(name, str) else pick_text(name)


def _whole(path: str) -> str:
    return f"{current_bridge().settings.base_url}{path}"


def _private(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(sha256(response.get_data()).hexdigest()[:24])
    response.make_conditional(request)
    return response
