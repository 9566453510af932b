"""What the organisers write to judges, for those who came in by a link: elsewhere on the site they are visitors."""

from flask import render_template, request

from bridge import listings
from bridge.listings import MESSAGES
from bridge.web.app import Answer, current_bridge
from bridge.web.judge.access import blueprint, seat_of
from bridge.web.pagination import page_of
from bridge.web.talking.messages import in_words

SIZE = 50


@blueprint.get("/hackathons/<slug>/judge/messages")
def messages(slug: str) -> Answer:
    """Show what a judge was written, the newest first."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        seat = seat_of(reading, slug)
        here = listings.look(bridge, reading, seat.actor)
        page = page_of(request.args, MESSAGES.page(here, seat.seen.id, limit=1).total, SIZE)
        rows = MESSAGES.page(here, seat.seen.id, limit=SIZE, offset=page.offset).rows
    return render_template("judge/messages.html", seat=seat, messages=[in_words(row) for row in rows], page=page)
