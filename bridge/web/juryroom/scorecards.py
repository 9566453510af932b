"""All scorecards of a hackathon as a list, whose files go on from here."""

from flask import render_template, request

from bridge import listings
from bridge.listings.scorecards import SCORECARDS
from bridge.web.app import current_bridge
from bridge.web.judging_words import CARDS
from bridge.web.juryroom.access import JUDGING, blueprint, room_of
from bridge.web.layout import here
from bridge.web.pagination import asked_number, page_of
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer

SIZE = 50


@blueprint.get(f"{JUDGING}/scorecards")
@members_only
def scorecards(slug: str) -> str:
    """Show who looks at what in all rounds, and what was handed in."""
    bridge, number = current_bridge(), asked_number(request.args)
    with bridge.reading() as reading:
        room = room_of(reading, slug)
        asked = SCORECARDS.parse(request.args.to_dict(flat=False), room.seen.id)
        look = listings.look(bridge, reading, current_viewer().actor)
        found = SCORECARDS.page(look, asked, limit=SIZE, offset=(number - 1) * SIZE)
        page = page_of(request.args, found.total, SIZE)
        if page.number != number:
            found = SCORECARDS.page(look, asked, limit=SIZE, offset=page.offset)
    states = [(str(CARDS[code]), here(state=code, page=None), asked.states == (code,)) for code in
              ("todo", "submitted", "skipped", "withdrawn")]  # fmt: skip
    return render_template(
        "juryroom/scorecards.html", room=room, seen=room.seen, found=found, page=page, states=states, asked=asked
    )
