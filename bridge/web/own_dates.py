"""The dates of a person's own hackathons for their private feed: deadlines, judging, pitches."""

from datetime import datetime

from flask_babel import gettext

from bridge.calendars import Deadline, Happening
from bridge.composition import Reading
from bridge.web.hackathon_words import EDGES
from bridge.web.hackathons.feeds import happening_of
from bridge.web.hackathons.pitches import pitches_of
from bridge.web.names import pick_text
from bridge.web.own_hackathons import Own, hackathons_of
from bridge.web.sharing.previews import absolute
from events.actor import Actor
from events.hackathons.phases import at

TAKING_PART = ("building.opens", "building.closes", "results.opens")
JUDGING = ("judging.opens", "judging.closes")


def of_hackathons(reading: Reading, actor: Actor) -> tuple[list[Deadline], list[Happening]]:
    """What a calendar should hold; of hackathons that were called off nothing."""
    mine = {own.id: own for own in hackathons_of(reading, actor) if own.state == "announced"}
    deadlines = [deadline for own in mine.values() for deadline in _deadlines(own)]
    teams = {own.team["id"] for own in mine.values() if own.team is not None}
    spoken = [
        happening_of(pitch, mine[pitch.hackathon].address, cancelled=mine[pitch.hackathon].state == "cancelled")
        for pitch in (pitches_of(reading, mine) if mine else ())
        if mine[pitch.hackathon].judges or pitch.team_id in teams
    ]
    return deadlines, spoken


def _deadlines(own: Own) -> list[Deadline]:
    wanted = (TAKING_PART if own.registration == "approved" else ()) + (JUDGING if own.judges else ())
    phases = (own.setup.get("dates") or {}).get("phases") or {}
    since, found = datetime.fromisoformat(own.changed_at), []
    for name in wanted:
        phase, _, edge = name.partition(".")
        moment = at((phases.get(phase) or {}).get(edge))
        if moment is not None:
            text = gettext("%(what)s: %(name)s", what=EDGES[name], name=pick_text(own.title))
            key, off = f"{own.id}-{phase}-{edge}", own.state == "cancelled"
            found.append(Deadline(key, moment, since, text, absolute(own.address), off))
    return found
