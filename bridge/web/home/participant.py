"""The start page of somebody who takes part in hackathons: the next deadline, and how far the project is."""

from flask import render_template

from bridge.web.app import current_bridge
from bridge.web.own_hackathons import hackathons_of
from bridge.web.todo import first_lines
from bridge.web.viewer import current_viewer


def participant_home() -> str:
    """Show what comes next in each hackathon."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        todo = first_lines(reading, bridge.clock())
        hackathons = hackathons_of(reading, current_viewer().actor)
    return render_template("home/participant.html", todo=todo, hackathons=hackathons, now=bridge.clock())
