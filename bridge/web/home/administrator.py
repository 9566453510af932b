"""An administrator's start page: is the house well, and which words wait for a decision."""

from flask import render_template

from bridge import health
from bridge.web.admin.vocabulary import loose_tags
from bridge.web.app import current_bridge
from bridge.web.todo import first_lines

TAGS = 8


def administrator_home() -> str:
    """Show the page."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        todo, tags = first_lines(reading, bridge.clock()), loose_tags(reading)
    return render_template(
        "home/administrator.html", health=health.look(bridge), todo=todo, tags=tags[:TAGS], loose=len(tags)
    )
