"""The documentation of the API as a page, drawn from the OpenAPI document."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from bridge.api.document import described
from bridge.api.operation import BASE
from bridge.web.app import current_bridge
from bridge.web.messages import add_sentences, known_codes, sentence

blueprint = Blueprint("api_docs", __name__)
_PARAMETER = re.compile(r"%\((\w+)\)s")

add_sentences({
    "answer_lost": _l("The request was carried out, but its answer is lost. Look at what it was about."),
    "bad_cursor": _l("This cursor was not given out for this list."),
    "bad_idempotency_key": _l("An Idempotency-Key has 1 to 100 visible characters."),
    "bad_if_match": _l("If-Match takes an ETag as it was given out, or *."),
    "bad_query": _l("A parameter of the address cannot be read."),
    "bad_request": _l("The request cannot be read."),
    "broken": _l("That broke, and it is our fault"),
    "idempotency_key_reused": _l("This Idempotency-Key came before with another request."),
    "if_match_required": _l("Send the ETag of what you mean to change in If-Match."),
    "insufficient_scope": _l("The token does not allow this."),
    "invalid": _l("Something in the body is not acceptable; errors says what."),
    "invalid_token": _l("There is no such token."),
    "invitation_expired": _l("This invitation has expired. Ask for a newer one."),
    "invitation_for_another": _l("This invitation is for another account."),
    "invitation_works": _l("This invitation works; there is no need for a newer one."),
    "media_type": _l("This media type is not read here; expected says which is."),
    "method": _l("This address does not take this method."),
    "missing": _l("There is nothing here, or it is not for you."),
    "not_json": _l("The body is not JSON."),
    "request_under_way": _l("The same request is under way. Ask again in a moment."),
    "token_dead": _l("The person who made this token does not belong here any more."),
    "token_expired": _l("The token has expired."),
    "token_required": _l("This needs a token."),
    "token_revoked": _l("The token was revoked."),
    "too_many_requests": _l("That was a lot at once. Ask again after as many seconds as Retry-After says."),
})  # fmt: skip

GROUPS: dict[str, LazyString] = {
    "search": _l("Search"),
    "startups": _l("Startups"),
    "suggestions": _l("Suggestions and blocked startups"),
    "people": _l("People"),
    "care": _l("Unclaimed profiles"),
    "verifications": _l("Verifications"),
    "admissions": _l("Startups in incubators"),
    "incubators": _l("Incubators"),
    "hackathons": _l("Hackathons"),
    "judging": _l("Judging"),
    "results": _l("Results"),
    "introductions": _l("Introductions"),
    "enquiries": _l("Questions"),
    "partnerships": _l("Partnerships"),
    "imports": _l("Imports"),
    "reports": _l("Reports"),
    "vocabulary": _l("Vocabulary"),
    "moderation": _l("Moderation"),
    "me": _l("You and your tokens"),
    "changes": _l("Changes"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a table: a parameter, or a field of what is sent or told."""

    name: str
    kind: Markup
    required: bool
    text: Markup


@dataclass(frozen=True, slots=True)
class Described:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    text: list[Markup]
    parameters: list[Field]
    body: list[Field]
    curl: str
    answers: list[tuple[str, str, Markup]]


@blueprint.get(f"{BASE}/docs")
def show() -> str:
    """Show every operation, the parts of what is sent and told, and the codes of problems."""
    document = described(current_bridge().settings.base_url)
    groups = [(name, GROUPS.get(name, name), list(_operations(document, name))) for name in _groups(document)]
    models = [(name, _words(schema.get("description", "")), list(_fields(schema)), schema.get("enum", ()))
              for name, schema in document["components"]["schemas"].items()]  # fmt: skip
    codes = [(code, _PARAMETER.sub(r"{\1}", sentence(code))) for code in sorted(known_codes())]
    intro = [_words(part) for part in document["info"]["description"].split("\n\n")]
    return render_template(
        "api/docs.html", groups=groups, models=models, codes=codes, intro=intro,
        base=f"{current_bridge().settings.base_url}{BASE}",
    )  # fmt: skip


def _groups(document: Mapping[str, Any]) -> list[str]:
    return [tag["name"] for tag in document["tags"]]


def _operations(document: Mapping[str, Any], group: str) -> Iterator[Described]:
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            if group in one["tags"]:
                yield _described(document, path, method.upper(), one)


def _described(document: Mapping[str, Any], path: str, method: str, one: Mapping[str, Any]) -> Described:
    sent: Mapping[str, Any] = next(iter(one.get("requestBody", {}).get("content", {}).values()), {})
    parameters = [
        Field(p["name"], _kind(p["schema"]), p["required"], _words(p["description"])) for p in one["parameters"]
    ]
    body = list(_fields(_resolved(document, sent["schema"]))) if sent else []
    text = [_words(part) for part in one["description"].split("\n\n")]
    answers = [(status, *_answer(document, answer)) for status, answer in one["responses"].items()]
    curl = _curl(document, path, method, one, sent.get("example"))
    return Described(one["operationId"], method, path, one["summary"], text, parameters, body, curl, answers)


def _answer(document: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[str, Markup]:
    found = _resolved(document, answer)
    content = next(iter(found.get("content", {}).values()), None)
    return found["description"], _kind(content["schema"]) if content else Markup("")


def _resolved(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in schema:
        return schema
    _, _, kind, name = schema["$ref"].split("/")
    found: Mapping[str, Any] = document["components"][kind][name]
    return found


def _fields(schema: Mapping[str, Any]) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        yield Field(name, _kind(one), name in required, _words(one.get("description", "")))


def _kind(schema: Mapping[str, Any]) -> Markup:
    """A type in a few words, with links to the parts that have a name."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#model-{0}">{0}</a>').format(name)
    if "anyOf" in schema:
        return Markup(" | ").join(_kind(one) for one in schema["anyOf"])
    if "enum" in schema:
        return Markup(" | ").join(Markup("<code>{}</code>").format(code) for code in schema["enum"])
    kind = schema.get("type", "any")
    if isinstance(kind, list):
        return Markup(" | ").join(escape(one) for one in kind)
    if kind == "array":
        return Markup("[{}]").format(_kind(schema["items"]))
    if kind == "object" and "properties" in schema:
        inside = (Markup("{}: {}").format(name, _kind(one)) for name, one in schema["properties"].items())
        return Markup("{{{}}}").format(Markup(", ").join(inside))
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        key = _kind(schema["propertyNames"]) if "propertyNames" in schema else Markup("text")
        return Markup("{{{}: {}}}").format(key, _kind(schema["additionalProperties"]))
    return escape(schema.get("format", kind))


def _curl(
    document: Mapping[str, Any], path: str, method: str, one: Mapping[str, Any], example: Mapping[str, Any] | None
) -> str:
    address = document["servers"][0]["url"] + path
    lines = [f"curl {shlex.quote(address)}" if method == "GET" else f"curl -X {method} {shlex.quote(address)}"]
    if {} not in one["security"]:
        lines.append("-H 'Authorization: Bearer sb_...'")
    if any(p["name"] == "If-Match" for p in one["parameters"]):
        lines.append("-H 'If-Match: \"12\"'")
    if example is not None:
        lines.append("-H 'Content-Type: application/json'")
        lines.append(f"-d {shlex.quote(orjson.dumps(example).decode())}")
    elif (media := next(iter(one.get("requestBody", {}).get("content", {})), "")).startswith("image/"):
        lines.append(f"-H 'Content-Type: {media}' --data-binary @picture.{media.removeprefix('image/')}")
    return " \\\n  ".join(lines)


def _words(text: str) -> Markup:
    """A text of the document with its `code` marked."""
    parts = text.split("`")
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
