"""What goes wrong, answered with the right status and a page that says what to do next."""

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, render_template, request
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from bridge import api
from bridge.web.messages import sentence
from events.errors import Broken, Invalid, Missing, Refused, Stale

log = logging.getLogger(__name__)

ErrorAnswer = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words of an error page."""

    title: LazyString
    text: LazyString


EXPLANATIONS = {
    400: Explanation(_l("That did not arrive in one piece"), _l("Please go back and try once more.")),
    403: Explanation(
        _l("This door is for others"), _l("You may be signed in with another account than you need here.")
    ),
    404: Explanation(_l("Nothing at this address"), _l("It may have moved, or it may not be meant for everyone.")),
    405: Explanation(_l("That cannot be done here"), _l("Please go back and use the buttons of the page.")),
    409: Explanation(_l("Things have changed meanwhile"), _l("Please look at the page again before you go on.")),
    410: Explanation(_l("This link has ended"), _l("Please ask for a new one.")),
    413: Explanation(_l("That is too big to send"), _l("Please go back and choose a smaller file.")),
    422: Explanation(_l("Something is not right yet"), _l("Please go back and mend what is listed here.")),
    429: Explanation(_l("That was a lot at once"), _l("Please wait a few minutes and try again.")),
    500: Explanation(
        _l("That broke, and it is our fault"),
        _l("It has been noted. What you had saved before is safe. Please try again."),
    ),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(Invalid, _invalid)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Missing, _missing)
    app.register_error_handler(Broken, _broken)
    app.register_error_handler(Stale, _stale)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(HTTPException, _http)


def error_page(status: int, detail: str | None = None, problems: list[str] | None = None) -> ErrorAnswer:
    """Render the page of a status; `detail` says more precisely what happened."""
    explanation = EXPLANATIONS.get(status, EXPLANATIONS[400 if status < 500 else 500])
    return (
        render_template(
            "errors/error.html",
            status=status,
            explanation=explanation,
            detail=detail,
            problems=problems or [],
            back=_page_of_the_button(),
        ),
        status,
    )


def _page_of_the_button() -> str | None:
    """The page of this site whose form or button was refused."""
    try:
        came = urlsplit(request.referrer or "")
    except ValueError:  # a header that somebody made up
        return None
    if request.method != "POST" or came.netloc != request.host or not came.path.startswith("/"):
        return None
    path = "/" + came.path.lstrip("/")
    return f"{path}?{came.query}" if came.query else path


def _invalid(error: Invalid) -> ErrorAnswer:
    return error_page(422, problems=[sentence(problem.code, problem.params) for problem in error.problems])


def _refused(error: Refused) -> ErrorAnswer:
    return error_page(403, sentence(error.code, error.params))


def _missing(error: Missing) -> ErrorAnswer:
    return error_page(404)


def _broken(error: Broken) -> ErrorAnswer:
    return error_page(409, sentence(error.code, error.params))


def _stale(error: Stale) -> ErrorAnswer:
    return error_page(409, sentence("stale"))


def _forged(error: CSRFError) -> ErrorAnswer:
    return error_page(400, sentence("forged"))


def _http(error: HTTPException) -> ErrorAnswer | HTTPException | Response:
    if error.code is None or error.code < 400:
        return error  # a redirect travels as an exception too
    if api.asked():
        return api.refuse(error)
    if isinstance(error, InternalServerError):
        log.error("a page broke", exc_info=error.original_exception)
    return error_page(error.code)
