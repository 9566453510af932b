"""What browsers are told to refuse, and the token that every form carries."""

from flask import Flask, Response, abort, request
from flask_wtf.csrf import CSRFProtect

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Links in mail carry tokens in their path: other sites never learn them.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
A_YEAR_OF_HTTPS = "max-age=31536000"


csrf = CSRFProtect()  # `@csrf.exempt` is for what no form of ours leads to, and says why beside it


def init_app(app: Flask, *, https: bool) -> None:
    csrf.init_app(app)

    @app.before_request
    def nothing_has_control_characters_in_its_address() -> None:
        # PostgreSQL refuses to look for a NUL and a redirect to hold a line break: errors, where there is no page.
        if any(character < " " for character in request.path):
            abort(404)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", A_YEAR_OF_HTTPS)
        # Pages are made for one reader; static files have said already how long they last.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
