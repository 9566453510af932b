"""Personal links: a new one in one tap, shown with its QR code, and closing one."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template
from flask_babel import gettext
from werkzeug.wrappers import Response

from bridge.juries import Made
from bridge.web.app import Answer
from bridge.web.hackathons.access import Seen
from bridge.web.panel.access import ONE, blueprint, juries, led_by
from bridge.web.sharing.previews import absolute
from bridge.web.sign_in import members_only


@blueprint.post(f"{ONE}/link")
@members_only
def new_link(slug: str, judge: UUID) -> Answer:
    """Make a new link; the old one is dead at once, and whoever came in by it is out."""
    seen = led_by(slug, "judging", "desk")
    return handed_over(seen, juries().send_link(seen.id, judge))


@blueprint.post(f"{ONE}/revoke")
@members_only
def revoke(slug: str, judge: UUID) -> Answer:
    """Close the door without a new link."""
    seen = led_by(slug, "judging", "desk")
    juries().revoke_link(seen.id, judge)
    flash(gettext("The link is closed, and who came in by it is out."), "success")
    return redirect(f"{seen.address}/manage/judges", 303)


def handed_over(seen: Seen, made: Made) -> Response:
    """Show a link that is to be handed over: now, and never again."""
    text = gettext("Your personal link to judge %(hackathon)s", hackathon=seen.name)
    page = render_template("panel/link.html", seen=seen, made=made, address=absolute(made.path), text=text)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
