"""The mail that a developer's own machine would have sent; no other site has these pages."""

from ipaddress import ip_address
from uuid import UUID

import sqlalchemy as sa
from flask import Blueprint, Flask, Response, abort, render_template, request

from bridge.mail.tables import mailbox
from bridge.web.app import current_bridge

# Not named `blueprint`, which would register it everywhere.
pages = Blueprint("mailbox", __name__, url_prefix="/mailbox")
MOST = 50
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; sandbox"


def init_app(app: Flask) -> None:
    settings = app.extensions["bridge"].settings
    if settings.environment == "development" and settings.mailbox:
        app.register_blueprint(pages)


@pages.before_request
def _only_here() -> None:
    # The settings say so already; a forwarded port would say otherwise.
    if not ip_address(request.remote_addr or "0.0.0.0").is_loopback:  # noqa: S104  # nothing is bound here
        abort(404)


@pages.get("")
def index() -> str:
    with current_bridge().db.read() as connection:
        letters = connection.execute(sa.select(mailbox).order_by(mailbox.c.sent_at.desc()).limit(MOST)).all()
    return render_template("account/mailbox.html", letters=letters)


@pages.get("/<uuid:id>")
def letter(id: UUID) -> str:
    with current_bridge().db.read() as connection:
        found = connection.execute(sa.select(mailbox).where(mailbox.c.id == id)).first()
    if found is None:
        abort(404)
    return render_template("account/letter.html", letter=found, parts=_parts(found.text))


@pages.get("/<uuid:id>/html")
def html(id: UUID) -> Response:
    """Show the HTML part as a mail program would: without scripts, in a box of its own."""
    with current_bridge().db.read() as connection:
        found = connection.execute(sa.select(mailbox.c.html).where(mailbox.c.id == id)).scalar()
    if found is None:
        abort(404)
    response = Response(found, mimetype="text/html")
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    return response


def _parts(text: str) -> list[tuple[str, bool]]:
    """The lines of a plain letter; True for those that are a link to this site."""
    base = current_bridge().settings.base_url
    return [(line, line.startswith(base + "/")) for line in text.splitlines()]
