"""The history of a startup, for those who may see it."""

from flask import render_template, request
from werkzeug.wrappers import Response

from bridge.web.app import current_bridge
from bridge.web.forms import whole
from bridge.web.history import lines
from bridge.web.sign_in import members_only
from bridge.web.startups.access import blueprint, look, look_back

AT_ONCE = 50


@blueprint.get("/startups/<slug>/history")
@members_only
def history(slug: str) -> str | Response:
    """Show what happened, the newest first; who talks with whom only to its founders."""
    before = whole(request.args.get("before", ""))
    with current_bridge().reading() as reading:
        gone = reading.views.directory.gone(reading.connection, slug)
        seen = look(reading, slug) if gone is None else look_back(reading, gone)
        seen.must(seen.may_see_history)
        merged = reading.views.directory.merged_into(reading.connection, seen.id) if not seen.own else []
        one = next((row for row in merged if str(row["id"]) == request.args.get("of")), None)
        subject = one["id"] if one is not None else seen.id
        private = seen.own or seen.keeps
        rows = reading.views.history.of(reading.connection, subject, private=private, limit=AT_ONCE + 1, before=before)
        told = lines(reading, rows[:AT_ONCE])
    earlier = rows[AT_ONCE - 1]["event_id"] if len(rows) > AT_ONCE else None
    return render_template("startups/history.html", seen=seen, lines=told, earlier=earlier, merged=merged, one=one)
