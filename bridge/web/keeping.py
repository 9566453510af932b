"""What keeping typed texts in the browser asks of the server: a drawer for each person, and word of what arrived."""

import hmac
from hashlib import sha256

from flask import Flask, Response, current_app, request

from bridge.web.viewer import current_viewer

FIELD, COOKIE = "kept", "sent"
LONGEST = 16
AN_HOUR = 3600


def init_app(app: Flask) -> None:
    app.jinja_env.globals["drawer"] = drawer
    app.after_request(_tell_what_arrived)


def drawer() -> str:
    """A name that only this person's pages know, so that one does not find what another typed; empty for visitors."""
    account = current_viewer().actor.account
    if account is None:
        return ""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, b"drawer:" + account.bytes, sha256).hexdigest()[:16]


def _tell_what_arrived(response: Response) -> Response:
    """Name the form that was taken in: its copy in the browser may go. One that was refused stays there."""
    if request.method != "POST" or response.status_code >= 400:
        return response
    name = request.form.get(FIELD, "")
    signed_out = response.headers.get("Location", "").startswith("/account/sign-in")
    if name and len(name) <= LONGEST and name.isascii() and name.isalnum() and not signed_out:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(COOKIE, name, max_age=AN_HOUR, secure=secure, samesite="Lax")
    return response
