"""How every request is answered: limit, token, scope, what was sent, the operation, and its answer once or again."""

import logging
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any, cast

import orjson
from flask import Response, current_app, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from bridge.accounts.model import TooManyAttempts
from bridge.api import problems
from bridge.api.authenticating import actor_of, must_have, no_token, token_of
from bridge.api.calling import Answer, Call
from bridge.api.operation import Operation
from bridge.api.problems import Failed
from bridge.composition import Bridge
from bridge.machines import Token
from bridge.machines.limits import WITH_TOKEN, WITHOUT, Left
from bridge.machines.repeats import Kept, Lease
from events.errors import DomainError, Problem

log = logging.getLogger(__name__)

LONGEST_BODY = 256 * 1024
JSON = ("application/json",)
PATCH = ("application/merge-patch+json", "application/json")
TAG = re.compile(r'"([0-9]{1,9})(?:\.[0-9a-f]{12})?"')
KEY = re.compile(r"[\x21-\x7e]{1,100}")
KEPT_HEADERS = ("Location", "ETag")


def current_bridge() -> Bridge:
    """The wired house of this application."""
    return cast(Bridge, current_app.extensions["bridge"])


def view_of(operation: Operation) -> Callable[..., Response]:
    """The function that Flask calls for an operation."""

    def view(**path: Any) -> Response:
        return answer(operation, path)

    return view


def answer(operation: Operation, path: dict[str, Any]) -> Response:
    """Answer one request; whatever goes wrong becomes a problem."""
    bridge, left = current_bridge(), None
    try:
        token = _token(bridge)
        left = _count(bridge, token)
        key = _same_for_all(operation, token)
        newest, lately = bridge.lately.get(key) if key else (None, None)
        if lately is not None:
            return finished(_again(lately), left)
        with bridge.reading() as reading:  # who asks and what they find are of one moment
            actor = actor_of(reading, bridge, token)
        if token is not None:
            must_have(token, operation.scope)
            bridge.machines.tokens.used(token)
        elif not operation.public:
            raise no_token()
        arguments = {**path, **_sent(operation)}
        call = Call(bridge, actor, token, _meant(operation))
        made = _once(operation, call, arguments)
        if key and made.status_code == 200:
            bridge.lately.put(key, newest, Kept(200, dict(made.headers), made.get_data()))
    except Failed as error:
        made = problems.response(error, bridge.settings.base_url)
    except (DomainError, TooManyAttempts) as error:
        failed = problems.failed(error, matched=operation.matched)
        made = problems.response(failed, bridge.settings.base_url)
    return finished(made, left)


def _same_for_all(operation: Operation, token: Token | None) -> tuple[str, bytes] | None:
    """What a visitor's answer depends on; None where more does."""
    if token is not None or not operation.public or operation.method != "GET" or "If-None-Match" in request.headers:
        return None
    if operation.media != "application/json":  # files are too big to lie in memory
        return None
    return request.path, request.query_string


def _again(kept: Kept) -> Response:
    return Response(kept.body, kept.status, headers=kept.headers)


def finished(made: Response, left: Left | None = None) -> Response:
    """What every answer of the API says about itself."""
    if left is not None:
        made.headers["RateLimit-Policy"] = f'"minute";q={left.most};w=60'
        made.headers["RateLimit"] = f'"minute";r={max(0, left.left)};t={left.seconds}'
    made.headers["Cache-Control"] = "private, no-cache"
    made.headers["Vary"] = "Authorization"
    made.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return made


def _token(bridge: Bridge) -> Token | None:
    try:
        return token_of(bridge, request)
    except Failed:
        # Guessing tokens is counted like asking without one.
        _count(bridge, None)
        raise


def _count(bridge: Bridge, token: Token | None) -> Left:
    who = f"token:{token.id}" if token else f"address:{request.remote_addr}"
    left = bridge.machines.limits.count(who, WITH_TOKEN if token else WITHOUT)
    if left.over:
        raise Failed(429, "too_many_requests", headers={"Retry-After": str(left.seconds)}, seconds=left.seconds)
    return left


# -- what was sent ----------------------------------------------------------------------------------------------


def _sent(operation: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if operation.query is not None:
        found["query"] = _query(operation.query)
    elif request.args:
        unknown = [Problem(name, "unknown_field") for name in request.args]
        raise Failed(400, "bad_query", errors=unknown)
    if operation.optional and not request.content_length and "Transfer-Encoding" not in request.headers:
        found["body"] = None
    elif operation.body is not None:
        found["body"] = _body(operation.body, PATCH if operation.method == "PATCH" else JSON)
    elif operation.takes:
        found["body"] = _raw(operation.takes, operation.most)
    return found


def _query(model: type[BaseModel]) -> BaseModel:
    """The query of the address: a parameter that is a list may come several times, the others once."""
    lists = {name for name, info in model.model_fields.items() if str(info.annotation).startswith("list")}
    values: dict[str, Any] = {}
    twice = []
    for name, given in request.args.lists():
        values[name] = given if name in lists else given[0]
        if name not in lists and len(given) > 1:
            twice.append(Problem(name, "twice"))
    if twice:
        raise Failed(400, "bad_query", errors=twice)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Failed(400, "bad_query", errors=problems.of_validation(error)) from None


def _raw(media: tuple[str, ...], most: int) -> bytes:
    if request.mimetype not in media:
        raise Failed(415, "media_type", expected=media[0])
    try:
        request.max_content_length = most
        return request.get_data(cache=True)
    except RequestEntityTooLarge:
        raise Failed(413, "too_big", most=most) from None


def _body(model: type[BaseModel], media: tuple[str, ...]) -> BaseModel:
    raw = _raw(media, LONGEST_BODY)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        if any(one["type"] == "json_invalid" for one in error.errors(include_url=False)):
            raise Failed(400, "not_json") from None
        raise Failed(422, "invalid", errors=problems.of_validation(error)) from None


def _meant(operation: Operation) -> int | None:
    """The version that the caller has seen."""
    if not operation.matched:
        return None
    header = request.headers.get("If-Match")
    if header is None:
        raise Failed(428, "if_match_required")
    if header.strip() == "*":
        return None
    tag = TAG.fullmatch(header.strip())
    if tag is None:
        raise Failed(400, "bad_if_match")
    return int(tag[1])


# -- once or again ----------------------------------------------------------------------------------------------


def _once(operation: Operation, call: Call, arguments: dict[str, Any]) -> Response:
    key = request.headers.get("Idempotency-Key") if operation.repeatable else None
    if key is None or call.token is None:
        return _made(operation, call, arguments)
    if not KEY.fullmatch(key):
        raise Failed(400, "bad_idempotency_key")
    repeats = call.bridge.machines.repeats
    address = request.full_path if request.query_string else request.path
    asked = b"\n".join([operation.method.encode(), address.encode(), request.get_data(cache=True)])
    begun = repeats.begin(call.token.id, key, sha256(asked).digest())
    if isinstance(begun, Kept):
        again = Response(begun.body, begun.status, content_type=operation.media if begun.body else None)
        again.headers.update({**begun.headers, "Idempotency-Replayed": "true"})
        return again
    return _first(operation, call, arguments, begun)


def _first(operation: Operation, call: Call, arguments: dict[str, Any], lease: Lease) -> Response:
    repeats = call.bridge.machines.repeats
    try:
        with repeats.under(lease):
            made = _made(operation, call, arguments)
    except BaseException:
        repeats.void(lease)
        raise
    if operation.secret:
        # Whoever sends it again learns that it was done; a request that left no fact is forgotten.
        repeats.void(lease)
        return made
    headers = {name: made.headers[name] for name in KEPT_HEADERS if name in made.headers}
    repeats.answered(lease, call.account, Kept(made.status_code, headers, made.get_data()))
    return made


# -- the answer -------------------------------------------------------------------------------------------------


def _made(operation: Operation, call: Call, arguments: dict[str, Any]) -> Response:
    found = operation.handler(call, **arguments)
    told = found if isinstance(found, Answer) else Answer(found)
    if told.body is None:
        made = Response(status=operation.status)
        made.headers.pop("Content-Type", None)
    else:
        made = Response(_dumped(told.body), operation.status, content_type=operation.media)
    if told.location is not None:
        made.headers["Location"] = f"{call.bridge.settings.base_url}{told.location}"
    if told.links:
        made.headers["Link"] = ", ".join(f'<{address}>; rel="{rel}"' for rel, address in told.links.items())
    version = getattr(told.body, "version", None)
    if (operation.tagged or operation.matched) and version is not None:
        made.headers["ETag"] = tag = f'"{version}.{sha256(made.get_data()).hexdigest()[:12]}"'
        if operation.method == "GET" and tag in _known():
            made = Response(status=304, headers={"ETag": tag})
            made.headers.pop("Content-Type", None)
    return made


def _known() -> list[str]:
    """The tags that the caller has already."""
    return [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]


def _dumped(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    if isinstance(body, BaseModel):
        return body.model_dump_json().encode()
    return orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)
