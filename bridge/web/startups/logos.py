"""Logos: taken in with a form, and shown to those who may see the startup."""

import re

from flask import Response, abort, request
from itsdangerous import BadSignature, URLSafeSerializer

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.startups.access import blueprint
from bridge.web.startups.drafting import own_logos
from bridge.web.viewer import current_viewer
from events.errors import Invalid

_DIGEST = re.compile(r"[0-9a-f]{64}")
# A file that is too big is taken in to be refused beside its field: nothing that was typed with it is lost.
ROOM = 64 * 1024 * 1024
UPLOADING = ("startups.new", "startups.edit")
A_YEAR = "max-age=31536000, immutable"


@blueprint.url_value_preprocessor
def make_room(endpoint: str | None, values: object) -> None:
    """Let members send big files to the two forms that take one; runs before anything reads the form."""
    if endpoint in UPLOADING and current_viewer().signed_in:
        request.max_content_length = ROOM


def logo_of(form: Form, present: str | None) -> str | None:
    """The logo after a form: a new picture, none, or the present one; what is no picture is noted beside the field."""
    upload = request.files.get("logo")
    account = current_viewer().actor.account
    if upload is not None and upload.filename:
        bridge = current_bridge()
        try:
            return bridge.files.put_logo("logo", upload.read(), account)
        except Invalid as invalid:
            form.refuse(invalid)
            return present
    return None if form.one("drop_logo") else present


def sealed(digest: str | None) -> str:
    """A logo on its way through a form that is shown again: only what this person sent or saw comes back."""
    return _seal().dumps(digest)


def kept(form: Form, stored: str | None) -> str | None:
    """The logo that a form carries since its last showing, else the stored one."""
    try:
        digest = _seal().loads(form.text("kept_logo"))
    except BadSignature:
        return stored
    return digest if isinstance(digest, str) else None


def _seal() -> URLSafeSerializer:
    return URLSafeSerializer(current_bridge().settings.secret_key, salt=f"logo:{current_viewer().actor.by}")


@blueprint.get("/files/<digest>.webp")
def logo(digest: str) -> Response:
    """A logo, if the viewer may see a startup that carries it, or has it in a draft of their own."""
    if not _DIGEST.fullmatch(digest):
        abort(404)
    bridge, actor = current_bridge(), current_viewer().actor
    with bridge.reading() as reading:
        seen = reading.views.directory.visibilities_of_logo(reading.connection, actor, digest)
    if not seen and (actor.account is None or digest not in own_logos(actor.account)):
        abort(404)
    found = bridge.files.read(digest)
    if found is None:
        abort(404)
    content, media_type = found
    response = Response(content, mimetype=media_type)
    # What only some may see is asked for again each time: it may have been hidden from them meanwhile.
    response.headers["Cache-Control"] = f"public, {A_YEAR}" if "public" in seen else "private, no-cache"
    response.set_etag(digest)
    response.make_conditional(request)
    return response
