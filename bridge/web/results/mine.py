"""One's own certificates."""

from flask import render_template

from bridge import awards
from bridge.web.app import current_bridge
from bridge.web.i18n import page_language
from bridge.web.results.access import blueprint
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer


@blueprint.get("/account/certificates")
@members_only
def mine() -> str:
    """Show them, the newest first."""
    bridge, account = current_bridge(), current_viewer().actor.account
    with bridge.reading() as reading:
        rows = [] if account is None else reading.views.results.certificates_of(reading.connection, account)
        texts = [(row, awards.certificate(bridge, reading, row, page_language())) for row in rows]
    return render_template("results/certificates.html", certificates=[one for one in texts if one[1] is not None])
