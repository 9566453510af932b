"""Messages to groups: managers look at one before it goes out; whoever it was for finds it on a page."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
from flask import flash, redirect, render_template, request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge import listings
from bridge.composition import Reading
from bridge.listings import MESSAGES, WRITTEN, Listing, Row
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import Seen, announced, led
from bridge.web.names import pick_text
from bridge.web.pagination import Page, asked_number, page_of
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import tracks_of
from bridge.web.talking.access import blueprint
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing
from events.hackathons.phases import Moment

HERE = "/hackathons/<slug>/manage/messages"
SIZE = 50
GROUPS: dict[str, LazyString] = {
    "registered": _l("Everybody who takes part"),
    "no_team": _l("Those without a team"),
    "not_submitted": _l("Teams that have not submitted"),
    "track": _l("Teams of one track or challenge"),
    "judges": _l("Judges"),
    "mentors": _l("Mentors"),
}


@dataclass(frozen=True, slots=True)
class Message:
    """An announcement in words; texts of somebody who was erased are gone."""

    row: Row
    title: dict[str, str]
    text: dict[str, str]
    due: Moment | None
    at: datetime


@blueprint.get("/hackathons/<slug>/messages")
@members_only
def mine(slug: str) -> str:
    """Show what the viewer was written."""
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
        said, page = _listed(reading, MESSAGES, seen.id)
    return render_template("talking/mine.html", seen=seen, messages=said, page=page)


@blueprint.route(HERE, methods=["GET", "POST"])
@members_only
def messages(slug: str) -> Answer:
    """Write to a group: the form, a look at how it reads and to how many it goes, then it goes out or waits."""
    seen, form = led(slug, "messages"), Form.of_request({"group": "registered", "when": "now", "once": uuid4().hex})
    if seen.state == "draft":
        raise Missing("hackathon", slug)
    if request.method == "GET":
        return _page(seen, form)
    talking, actor, typed = current_bridge().talking, current_viewer().actor, _typed(form)
    try:
        plan = talking.checked(actor, seen.id, typed)
        seen_before = form.text("seen") == _digest(plan)
        if form.text("step") != "send" or not seen_before or not plan["readers"]:
            return _page(seen, form, plan=plan)
        made = talking.announce(actor, seen.id, typed, form.text("once")[:64])
    except (Invalid, Broken) as refusal:
        return _page(seen, form, form.refuse(refusal, "group"))
    flash(_done(made.state, len(plan["readers"])), "success")
    return redirect(f"{seen.address}/manage/messages#written", 303)


@blueprint.post(f"{HERE}/<uuid:message>/cancel")
@members_only
def cancel(slug: str, message: UUID) -> Answer:
    """Do not send what was scheduled."""
    seen = led(slug, "messages")
    with current_bridge().reading() as reading:
        row = reading.views.talking.announcement(reading.connection, message)
    if row is None or row["hackathon"] != seen.id:
        raise Missing("announcement", message)
    current_bridge().talking.cancel_announcement(current_viewer().actor, message)
    flash(gettext("The message does not go out."), "success")
    return redirect(f"{seen.address}/manage/messages#written", 303)


def _listed(reading: Reading, listing: Listing[Any], hackathon: UUID) -> tuple[list[Message], Page]:
    """A part of a list of messages, as the address asks."""
    here, number = listings.look(current_bridge(), reading, current_viewer().actor), asked_number(request.args)
    found = listing.page(here, hackathon, limit=SIZE, offset=(number - 1) * SIZE)
    page = page_of(request.args, found.total, SIZE)
    if page.number != number:
        found = listing.page(here, hackathon, limit=SIZE, offset=page.offset)
    return [in_words(row) for row in found.rows], page


def in_words(row: Row) -> Message:
    """A message of a list as pages show it."""
    at = datetime.fromisoformat(row["sent_at"] or row["at"])
    return Message(row, row["title"], row["text"], unpacked(row["due"]), at)


def _page(seen: Seen, form: Form, status: int = 200, plan: dict[str, Any] | None = None) -> Answer:
    with current_bridge().reading() as reading:
        written, page = _listed(reading, WRITTEN, seen.id)
    tracks = {key: pick_text(name) for key, name in tracks_of(seen).items()}
    groups = [(code, str(text)) for code, text in GROUPS.items() if code != "track" or tracks]
    return render_template(
        "talking/messages.html",
        seen=seen,
        form=form,
        plan=plan,
        digest=_digest(plan) if plan else "",
        written=written,
        page=page,
        groups=groups,
        group_names=GROUPS,
        tracks=list(tracks.items()),
        track_names=tracks,
    ), status


def _typed(form: Form) -> dict[str, Any]:
    plain = {name: form.text(name) for name in ("group", "track", "when", "due")}
    return {**plain, "title": form.mapping("title"), "text": form.mapping("text")}


def _digest(plan: dict[str, Any]) -> str:
    """Says which words were looked at, so that no others go out."""
    looked = {name: plan[name] for name in ("group", "track", "texts", "due")}
    return sha256(orjson.dumps(looked, option=orjson.OPT_SORT_KEYS)).hexdigest()[:24]


def _done(state: str, readers: int) -> str:
    if state == "scheduled":
        return str(gettext("The message waits for its moment."))
    return str(ngettext("The message went out to %(num)s person.", "The message went out to %(num)s people.", readers))
