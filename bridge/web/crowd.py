"""Pages that are the same for every visitor, kept for some seconds: a link that is shared brings a crowd to one page.

Only answers to visitors are kept (no session, no token), of pages that say so with `same_for_visitors`, and only while
nothing was added to the log; see `bridge.lately`.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from flask import request
from werkzeug.http import parse_cookie

from bridge.lately import Lately
from bridge.web.i18n import ZONE_COOKIE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

P = ParamSpec("P")
R = TypeVar("R")
LONGEST = 250_000  # bytes of a page
MARK = "bridge.same_for_visitors"
# Everything that a page may depend on before it is known who asks.
_SAID = (
    "wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING", "HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_ACCEPT",
)  # fmt: skip


class Kept(NamedTuple):
    """One answer."""

    headers: list[tuple[str, str]]
    body: bytes
    tag: str


def same_for_visitors(page: Callable[P, R]) -> Callable[P, R]:
    """Mark a page that shows every visitor the same: nothing by chance, by address or by cookie but the time zone."""

    @wraps(page)
    def marked(*args: P.args, **kwargs: P.kwargs) -> R:
        request.environ[MARK] = True
        return page(*args, **kwargs)

    return marked


class Crowd:
    """Between the server and the application; safe with threads."""

    def __init__(self, app: "WSGIApplication", newest: Callable[[], int | None]) -> None:
        self.app, self.lately = app, Lately[Kept](newest)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = _key(environ)
        if key is None:
            return self.app(environ, start_response)
        newest, kept = self.lately.get(key)
        if kept is not None:
            return _answer(kept, environ, start_response)
        return self._made(key, newest, environ, start_response)

    def _made(
        self, key: tuple[str, ...], newest: int | None, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def note(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
            started.append((status, headers))
            return written.append

        answer = self.app(environ, note)
        status, headers = started[-1]  # Flask has said it when it hands over the answer
        names = {name.lower() for name, _ in headers}
        if status[:3] != "200" or not environ.get(MARK) or "set-cookie" in names:
            start_response(status, headers)
            return answer
        try:
            body = b"".join([*written, *answer])
        finally:
            if hasattr(answer, "close"):
                answer.close()
        tag = f'"{sha256(body).hexdigest()[:20]}"'
        headers = [(name, value) for name, value in headers if name.lower() != "etag"] + [("ETag", tag)]
        kept = Kept(headers, body, tag)
        if len(body) <= LONGEST:
            self.lately.put(key, newest, kept)
        return _answer(kept, environ, start_response)


def _key(environ: "WSGIEnvironment") -> tuple[str, ...] | None:
    """What the page will depend on, or None where somebody may be known by more."""
    if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ or "HTTP_RANGE" in environ:
        return None
    zone = ""
    if cookies := environ.get("HTTP_COOKIE"):
        try:
            found = parse_cookie(cookies)  # as Flask does: another reader might overlook a session that Flask finds
        except UnicodeDecodeError:
            return None
        if set(found) != {ZONE_COOKIE}:
            return None
        zone = found[ZONE_COOKIE]  # the first of several, as for the page
    key = (zone, *(str(environ.get(name, "")) for name in _SAID))
    return key if sum(map(len, key)) < 2000 else None


def _answer(kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    if kept.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        without = ("content-length", "content-type", "content-encoding")
        start_response("304 NOT MODIFIED", [pair for pair in kept.headers if pair[0].lower() not in without])
        return []
    start_response("200 OK", list(kept.headers))
    return [kept.body]
