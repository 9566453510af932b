"""The dates and the schedule of a hackathon as a calendar: a file to take in, and an address to subscribe to."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import make_response
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge import calendars
from bridge.calendars import Deadline, Happening
from bridge.web.app import current_bridge
from bridge.web.hackathon_words import EDGES
from bridge.web.hackathons.access import Seen, blueprint, look
from bridge.web.hackathons.pitches import Pitch, pitches_of
from bridge.web.names import pick_text
from bridge.web.sharing.previews import absolute
from events.hackathons.phases import EDGES as BOTH
from events.hackathons.phases import PHASES, at


@blueprint.get("/hackathons/<slug>/calendar.ics")
def calendar(slug: str) -> Response:
    """The calendar; the same address works in any calendar program as a subscription."""
    with current_bridge().reading() as reading:
        seen = look(reading, slug)
        pitches = pitches_of(reading, [seen.id]) if seen.state != "draft" else []
    spoken = [happening_of(pitch, seen.address, cancelled=seen.state == "cancelled") for pitch in pitches]
    response = make_response(
        calendars.calendar_of_hackathon(
            seen.name, _deadlines(seen), [*_happenings(seen), *spoken], host=_host(), zone=seen.zone
        )
    )
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'inline; filename="{seen.row["slug"]}.ics"'
    return response


def happening_of(pitch: Pitch, address: str, *, cancelled: bool = False) -> Happening:
    """A pitch as an entry of a calendar."""
    starts, ends = (datetime.fromisoformat(moment["at"]) for moment in (pitch.starts, pitch.ends))
    title = gettext("Pitch: %(title)s", title=pick_text(pitch.title))
    sequence = int(pitch.changed.timestamp()) // 60
    place = pitch.where or pitch.link
    return Happening(
        pitch.key, starts, ends, sequence, pitch.changed, title, pitch.team, place, absolute(f"{address}/schedule"),
        cancelled,
    )  # fmt: skip


def _host() -> str:
    return urlsplit(current_bridge().settings.base_url).hostname or "startup-bridge"


def _deadlines(seen: Seen) -> list[Deadline]:
    phases, found = seen.part("dates").get("phases") or {}, []
    since = datetime.fromisoformat(seen.row["changed_at"])
    for phase in PHASES:
        for edge in BOTH:
            moment = at((phases.get(phase) or {}).get(edge))
            if moment is not None:
                key = f"{seen.id}-{phase}-{edge}"
                text = gettext("%(what)s: %(name)s", what=EDGES[f"{phase}.{edge}"], name=seen.name)
                found.append(Deadline(key, moment, since, text, absolute(seen.address), seen.state == "cancelled"))
    return found


def _happenings(seen: Seen) -> list[Happening]:
    found = []
    for item in seen.part("schedule").get("items") or ():
        starts, ends = at(item["starts"]), at(item["ends"])
        if starts is not None:
            place = item["where"] or seen.part("place").get("venue") or None
            title = pick_text(item["title"])
            changed = datetime.fromisoformat(seen.row["changed_at"])
            found.append(
                Happening(
                    f"{seen.id}-{item['key']}",
                    starts,
                    ends,
                    seen.row["version"],
                    changed,
                    title,
                    pick_text(item["text"]),
                    place,
                    absolute(f"{seen.address}/schedule"),
                    seen.state == "cancelled",
                )
            )
    return found
