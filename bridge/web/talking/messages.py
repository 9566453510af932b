"""Messages to groups: managers look at one before it goes out; whoever it was for finds it on a page."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import orjson
import sqlalchemy as sa
from flask import flash, redirect, render_template, request
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons.access import Seen, led
from bridge.web.names import pick_text
from bridge.web.sign_in import members_only
from bridge.web.talking.access import announced, blueprint
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Missing
from events.hackathons.phases import Moment

MESSAGES = "/hackathons/<slug>/manage/messages"
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

    row: sa.RowMapping
    title: dict[str, str]
    text: dict[str, str]
    due: Moment | None
    at: datetime


@blueprint.get("/hackathons/<slug>/messages")
@members_only
def mine(slug: str) -> str:
    """Show what the viewer was written."""
    account = current_viewer().actor.account
    with current_bridge().reading() as reading:
        seen = announced(reading, slug)
        rows = reading.views.talking.announced_to(reading.connection, seen.id, account) if account else []
        said = in_words(reading, rows)
    return render_template("talking/mine.html", seen=seen, messages=said)


@blueprint.route(MESSAGES, methods=["GET", "POST"])
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
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(seen, form, 422)
    flash(_done(made.state, len(plan["readers"])), "success")
    return redirect(f"{seen.address}/manage/messages#written", 303)


@blueprint.post(f"{MESSAGES}/<uuid:message>/cancel")
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


def in_words(reading: Reading, rows: list[sa.RowMapping]) -> list[Message]:
    """Announcements with their texts opened."""
    texts = [unpacked(row["texts"]) for row in rows]
    reading.fetch_keys(token for said in texts for both in said.values() for token in both.values())
    found = []
    for row, said in zip(rows, texts, strict=True):
        title, text = (
            {code: opened for code, both in said.items() if (opened := reading.open(both[name])) is not None}
            for name in ("title", "text")
        )
        at = datetime.fromisoformat(row["sent_at"] or row["at"])
        found.append(Message(row, title, text, unpacked(row["due"]), at))
    return found


def _page(seen: Seen, form: Form, status: int = 200, plan: dict[str, Any] | None = None) -> Answer:
    with current_bridge().reading() as reading:
        written = in_words(reading, reading.views.talking.announcements_of(reading.connection, seen.id))
    tracks = seen.part("tracks").get("tracks") or []
    groups = [(code, str(text)) for code, text in GROUPS.items() if code != "track" or tracks]
    return render_template(
        "talking/messages.html",
        seen=seen,
        form=form,
        plan=plan,
        digest=_digest(plan) if plan else "",
        written=written,
        groups=groups,
        group_names=GROUPS,
        tracks=[(track["key"], pick_text(track["name"])) for track in tracks],
        track_names={track["key"]: pick_text(track["name"]) for track in tracks},
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
