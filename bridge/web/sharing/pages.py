"""The pictures of previews, and a page with the QR code of a link, to show on a screen or to print."""

import io
from functools import lru_cache
from urllib.parse import quote, urlencode

import segno
from flask import Blueprint, Flask, Response, abort, render_template, request
from flask_babel import force_locale
from werkzeug.exceptions import ServiceUnavailable

from bridge.web.app import Answer, current_bridge
from bridge.web.i18n import available
from bridge.web.sharing import previews
from bridge.web.sharing.drawing import Card
from bridge.web.sharing.shelf import picture_of
from bridge.web.sign_in import own_path
from events.actor import VISITOR

blueprint = Blueprint("sharing", __name__)
A_DAY, A_YEAR = "public, max-age=86400", "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        site_preview=previews.site,
        members_preview=previews.site_for_members,
        startup_preview=previews.of_startup,
        incubator_preview=previews.of_incubator,
        partnership_preview=previews.of_partnership,
        list_preview=previews.of_list,
        absolute=previews.absolute,
        canonical=previews.canonical,
        messengers=messengers,
        qr_page=qr_page,
        qr_drawing=qr_drawing,
    )


def messengers(text: str, address: str) -> list[tuple[str, str, str]]:
    """Name, icon and link of each messenger, with what is to be sent."""
    whatsapp = urlencode({"text": f"{text}\n{address}".strip()}, quote_via=quote)
    telegram = urlencode({"url": address, "text": text}, quote_via=quote)
    return [
        ("WhatsApp", "chat", f"https://wa.me/?{whatsapp}"),
        ("Telegram", "plane", f"https://t.me/share/url?{telegram}"),
    ]


def qr_page(path: str) -> str:
    """Where the QR code of a page is."""
    return f"/share?{urlencode({'path': path})}"


@lru_cache(maxsize=256)
def qr_drawing(address: str) -> str:
    """The QR code of an address as an SVG for an `img`, so that an address that is a secret is in no request."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=8, border=3, light="#fff")


@blueprint.get("/share")
def share() -> str:
    """Show the QR code of a page of this site, large enough to print."""
    path = _path()
    return render_template("sharing/show.html", path=path, address=previews.absolute(path))


@blueprint.get("/share.svg")
def code() -> Response:
    """The QR code alone."""
    response = Response(_svg(previews.absolute(_path())), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = A_YEAR
    return response


@blueprint.get("/pictures/<language>/site.png")
def site_picture(language: str) -> Answer:
    """The picture of every page that has none of its own."""
    return _picture(language, None)


@blueprint.get("/pictures/<language>/<any(startups, incubators, partnerships, hackathons):kind>.png")
def list_picture(language: str, kind: str) -> Answer:
    """The picture of a list with its filters."""
    _must_be_known(language)
    with force_locale(language):
        return _picture(language, previews.list_card(kind, request.args))


@blueprint.get("/pictures/<language>/<any(startups, incubators, hackathons):kind>/<slug>.png")
def picture(language: str, kind: str, slug: str) -> Answer:
    """The picture of a startup, an incubator or a hackathon; the site's own for what not everybody may see."""
    _must_be_known(language)
    with current_bridge().reading() as reading, force_locale(language):
        directory = reading.views.directory
        find, card = {
            "startups": (directory.by_slug, previews.startup_card),
            "incubators": (directory.incubator_by_slug, previews.incubator_card),
            "hackathons": (reading.views.hackathons.by_slug, previews.hackathon_card),
        }[kind]
        row = find(reading.connection, VISITOR, slug)
        shown = card(row) if row is not None and row.get("visibility", "public") == "public" else None
    return _picture(language, shown)


def _picture(language: str, card: Card | None) -> Response:
    _must_be_known(language)
    folder = current_bridge().settings.data / "pictures"
    own = card is not None
    if card is None:
        with force_locale(language):
            card = previews.site().card
    content = picture_of(folder, card)
    if content is None:
        raise ServiceUnavailable
    response = Response(content, mimetype="image/png")
    # What is hidden tomorrow must not be shown for a year; what was asked for by its content may.
    response.headers["Cache-Control"] = A_DAY if own else "public, max-age=300"
    response.set_etag(card.digest)
    response.make_conditional(request)
    return response


@lru_cache(maxsize=256)
def _svg(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=8, border=3, light="#fff", xmldecl=False)
    return out.getvalue()


def _path() -> str:
    path = own_path(request.args.get("path"))
    if path is None:
        abort(404)
    return path


def _must_be_known(language: str) -> None:
    if language not in available():
        abort(404)
