"""The start page of somebody who is signed in and acts for nothing yet."""

from flask import render_template

from bridge.web.app import current_bridge
from bridge.web.todo import first_lines
from bridge.web.viewer import current_viewer


def member_home() -> str:
    """Show the ways in: register a startup, go on with a draft, or open an invitation."""
    bridge, account = current_bridge(), current_viewer().actor.account
    drafts = bridge.drafts.of(account, "startup") if account else []
    with bridge.reading() as reading:
        todo = first_lines(reading, bridge.clock())
    return render_template("home/member.html", drafts=drafts, todo=todo)
