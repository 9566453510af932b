"""The meeting: offering times on one's own clock, taking one, moving it, calling it off, the calendar file."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response
from flask_babel import gettext

from bridge.calendars import Meeting, file_of
from bridge.readmodels.base import unpacked
from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.introductions.access import blueprint, look
from bridge.web.introductions.acting import Answer, act
from bridge.web.introductions.answering import me
from bridge.web.introductions.story import ROWS_OF_TIMES
from bridge.web.names import label
from bridge.web.sign_in import members_only
from events.errors import Invalid, Missing, Problem


@blueprint.post("/introductions/<uuid:introduction>/times")
@members_only
def offer_times(introduction: UUID) -> Answer:
    """Offer times, or other ones."""

    def command(form: Form) -> None:
        numbers = [n for n in range(ROWS_OF_TIMES) if form.text(f"times.{n}.wall")]
        common = {"minutes": form.text("times.minutes") or "30", "format": form.one("times.format")}
        typed = [{"wall": form.text(f"times.{n}.wall"), **common} for n in numbers]
        zone, place = form.text("times.zone"), form.text("times.place")
        try:
            current_bridge().introductions.propose_times(me(), introduction, typed, zone, place)
        except Invalid as invalid:
            raise Invalid(_renumbered(problem, numbers) for problem in invalid.problems) from invalid

    return act(introduction, "times", command, gettext("Your times are with the other side now."))


@blueprint.post("/introductions/<uuid:introduction>/confirm")
@members_only
def confirm(introduction: UUID) -> Answer:
    """Take one of the offered times."""

    def command(form: Form) -> None:
        current_bridge().introductions.confirm_time(me(), introduction, form.text("confirm.start"))

    return act(introduction, "confirm", command, gettext("The meeting is confirmed. Add it to your calendar."))


@blueprint.post("/introductions/<uuid:introduction>/cancel")
@members_only
def cancel(introduction: UUID) -> Answer:
    """Call the confirmed meeting off."""

    def command(form: Form) -> None:
        current_bridge().introductions.cancel_meeting(me(), introduction, form.text("cancel.why"))

    return act(introduction, "cancel", command, gettext("The meeting is cancelled. You can propose other times."))


@blueprint.get("/introductions/<uuid:introduction>/meeting.ics")
@members_only
def calendar_file(introduction: UUID) -> Response:
    """The meeting for a calendar; after it was called off, the file that takes it out again."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        story = look(reading, introduction)
        lines = reading.views.history.of(reading.connection, introduction, private=True)
        confirmed = next((line for line in lines if line["topic"] == "introduction.meeting_confirmed"), None)
        if story.side is None or confirmed is None:
            raise Missing("meeting", introduction)
        details: Mapping[str, Any] = unpacked(confirmed["details"])
        place = reading.open(details.get("place"))
    base = urlsplit(bridge.settings.base_url)
    address = f"{bridge.settings.base_url}{story.address}"
    changed = next(line["at"] for line in lines if line["topic"].startswith("introduction.meeting_"))
    names = {"one": story.proposer["name"], "other": story.receiver["name"]}
    meeting = Meeting(
        introduction=introduction,
        start=datetime.fromisoformat(details["meeting"]["start"]),
        minutes=details["meeting"]["minutes"],
        sequence=story.row["sequence"],
        changed=datetime.fromisoformat(changed),
        title=gettext("%(one)s and %(other)s", **names),
        description=f"{label(details['meeting']['format'], 'meeting_formats')}\n{address}",
        place=place,
        address=address,
        cancelled=story.meeting is None,
    )
    organiser = parseaddr(bridge.settings.mail_from)[1]
    content = file_of(meeting, host=base.hostname or "startup-bridge", organiser=organiser)
    method = "CANCEL" if meeting.cancelled else "PUBLISH"
    response = Response(content, content_type=f"text/calendar; charset=utf-8; method={method}")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _renumbered(problem: Problem, numbers: list[int]) -> Problem:
    """The domain counts the times that were typed, the page its rows."""
    parts = problem.field.split(".")
    if len(parts) == 3 and parts[0] == "times" and int(parts[1]) < len(numbers):
        return Problem(f"times.{numbers[int(parts[1])]}.{parts[2]}", problem.code, problem.params)
    return problem
