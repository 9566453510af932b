"""Autosave: what a judge types is kept on the server too, so that another phone goes on with it."""

from uuid import UUID

from flask_babel import format_time, gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.judge.access import blueprint
from bridge.web.judge.listing import WITHDRAWN
from bridge.web.judge.scoring import HERE, open_of, read
from bridge.web.messages import sentence
from events.errors import Invalid


@blueprint.post(f"{HERE}/draft")
def save(slug: str, round: UUID, project: UUID) -> Answer:
    """Keep what is being typed; answers the line under the form."""
    bridge = current_bridge()
    with bridge.reading() as reading:
        opened = open_of(reading, slug, round, project)
    if opened.sheet.state == WITHDRAWN or not opened.sheet.open:
        return str(gettext("This sheet takes no scores any more. What you typed stays on this phone.")), 409
    form = Form.of_request()
    typed = read(form)
    if typed == opened.handed:  # the last words of a form that was handed in come behind it
        bridge.scorecard_drafts.drop(round, opened.seat.judge, project)
        return str(gettext("Received: this is what you handed in."))
    try:
        at = bridge.scorecard_drafts.save(round, opened.seat.judge, project, typed)
    except Invalid as invalid:
        return sentence(invalid.problems[0].code, invalid.problems[0].params), 422
    said = gettext("Received at %(time)s as a draft. It counts when you hand it in.", time=format_time(at, "HH:mm"))
    return str(said)
