"""The OpenAPI 3.1 document, made from the operations: nothing in it is written twice."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from http import HTTPStatus
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from bridge.api.operation import BASE, OPERATIONS, Operation
from bridge.api.problems import MEDIA, TITLES, ProblemAnswer
from bridge.api.words import LIST, part_of
from bridge.machines.limits import WITH_TOKEN, WITHOUT
from bridge.machines.tokens import SCOPES
from events import vocabulary

Schema = dict[str, Any]


def _text(description: str) -> Schema:
    return {"description": description, "schema": {"type": "string"}}


LIMITS = {
    "RateLimit": _text('What is left of the limit: `"minute";r=599;t=60`.'),
    "RateLimit-Policy": _text("The limit."),
}
REF = "#/components/schemas/{model}"
INTRODUCTION = f"""\
Everything that the pages of Startup Bridge do, for programs. Texts are by language, codes are those of `/vocabulary`,
moments are in UTC, and what you may not see is 404 and counted nowhere.

Tokens are made on the site: personal ones at `/account/tokens`, those of a startup or an incubator on its own pages.
Send one as `Authorization: Bearer sb_...`. Without a token you read what is public. A token may send {WITH_TOKEN}
requests a minute, an address without one {WITHOUT}; `RateLimit` says what is left.

Errors are `application/problem+json` with a `code`, and with the path of each wrong field. A POST with an
`Idempotency-Key` can be sent again for 24 hours: it acts once and answers the same.
"""
KINDS = {str: {"type": "string", "maxLength": 80}, UUID: {"type": "string", "format": "uuid"}}
WORDS = {
    "startup": "The slug of a startup's page, or its id.",
    "other": "The slug or id of the other startup.",
    "incubator": "The slug of an incubator's page, or its id.",
    "introduction": "The id of an introduction.",
    "partnership": "The id of a partnership.",
    "invitation": "The id of an invitation.",
    "claim": "The id of a request.",
    "account": "The id of a person.",
    "enquiry": "The id of a question.",
    "report": "The id of a report.",
    "decision": "The id of a decision.",
    "about": "The id of what was reported.",
    "what": "A code of `verifications`; of an incubator, of `incubator_verifications`.",
    "job": "The id of an import.",
    "token": "The id of a token.",
    "name": "The name of a list.",
    "hackathon": "The slug of a hackathon's page.",
    "team": "The id of a team.",
    "project": "The id of a project.",
    "number": "A number, from 1.",
    "question": "The id of a question.",
    "message": "The id of a message.",
    "round": "The id of a judging round.",
    "request": "The id of a call for help.",
    "judge": "The id of a judge.",
    "mentor": "The id of a mentor.",
    "code": "The code of a certificate.",
    "digest": "The digest of a file.",
    "part": "A part of a hackathon's setup.",
    "change": "The id of a proposed change.",
    "phase": "`registration`, `building`, `judging` or `results`.",
}
OWN_NAME = re.compile(rb"bridge__api__([a-z_]+?)__([A-Z]\w*)")
BINARY: Schema = {"type": "string", "format": "binary"}
NOT_MODIFIED = "What you have is still what there is."


@lru_cache(maxsize=4)
def document(base: str) -> bytes:
    """The document as it is served."""
    return orjson.dumps(described(base))


@lru_cache(maxsize=4)
def described(base: str) -> Schema:
    """The document as a dictionary; nobody may change it."""
    refs, schemas = _schemas()
    paths: dict[str, Schema] = {}
    for operation in OPERATIONS.values():
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, refs)
    found = {
        "openapi": "3.1.0",
        "info": {
            "title": "Startup Bridge", "version": "1", "description": INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"{base}{BASE}"}],
        "security": [{"token": []}],
        "tags": [{"name": name} for name in dict.fromkeys(made.group for made in OPERATIONS.values())],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {str(status): _problem(status, refs) for status in TITLES if status != 500},
            "securitySchemes": {"token": {
                "type": "http", "scheme": "bearer",
                "description": f"A token that begins with `sb_`, with some of the scopes {', '.join(SCOPES)}.",
            }},
        },
    }  # fmt: skip
    told: Schema = orjson.loads(OWN_NAME.sub(_named, orjson.dumps(found)))
    return told


def _named(found: re.Match[bytes]) -> bytes:
    """What a part is called whose name another one has as well: by what it is about."""
    return found[1].title().replace(b"_", b"") + found[2]


def _schemas() -> tuple[dict[type[BaseModel], Schema], dict[str, Schema]]:
    """References to the models of all operations, and what they refer to."""
    sent = [made.body for made in OPERATIONS.values() if made.body is not None]
    told = [made.answer for made in OPERATIONS.values() if made.answer is not None]
    pairs: list[Any] = [(model, "validation") for model in dict.fromkeys(sent)]
    pairs += [(model, "serialization") for model in dict.fromkeys([*told, ProblemAnswer])]
    found, whole = models_json_schema(pairs, ref_template=REF)
    schemas: dict[str, Schema] = {
        part_of(terms): {
            "type": "string", "enum": list(terms.codes), "description": f"Codes of `/vocabulary/{terms.name}`."
        }
        for terms in vocabulary.LISTS.values()
    }  # fmt: skip
    schemas |= {name: _cleaned(schema) for name, schema in sorted(whole["$defs"].items())}
    for name, schema in schemas.items():
        if name.endswith("Patch") and "properties" in schema:  # nothing is put in where a field is left out
            for one in schema["properties"].values():
                one.pop("default", None)
    return {pair[0]: found[pair] for pair in pairs}, schemas


def _operation(made: Operation, refs: dict[type[BaseModel], Schema]) -> Schema:
    described: Schema = {
        "operationId": made.name, "summary": made.summary, "description": _description(made), "tags": [made.group],
        "security": [{}, {"token": []}] if made.public else [{"token": []}],
        "parameters": list(_parameters(made)),
        "responses": {str(status): _response(made, status, refs) for status in made.statuses},
    }  # fmt: skip
    if made.body is not None:
        content: Schema = {"schema": refs[made.body]}
        if made.example is not None:
            content["example"] = dict(made.example)
        media = ["application/json"]
        if made.method == "PATCH":
            media.insert(0, "application/merge-patch+json")
        described["requestBody"] = {"required": not made.optional, "content": dict.fromkeys(media, content)}
    if made.takes:
        described["requestBody"] = {"required": True, "content": {media: {"schema": BINARY} for media in made.takes}}
    return described


def _description(made: Operation) -> str:
    scope = f"Scope: `{made.scope}`{', if a token is sent' if made.public else ''}."
    return f"{made.description}\n\n{scope}".strip()


def _parameters(made: Operation) -> Iterator[Schema]:
    for name, kind in made.parameters.items():
        schema = KINDS[kind]
        yield {"name": name, "in": "path", "required": True, "description": WORDS[name], "schema": schema}
    if made.query is not None:
        schema = made.query.model_json_schema(ref_template=REF)
        needed = schema.get("required", ())
        for name, one in _cleaned(schema)["properties"].items():
            found = {key: value for key, value in one.items() if key != "description"}
            yield {
                "name": name, "in": "query", "required": name in needed, "schema": _present(found),
                "description": one.get("description", "One of these."),
            }  # fmt: skip
    if made.repeatable:
        yield _header(
            "Idempotency-Key", "Any text of your own: the request can be sent again with it.", r"^[!-~]{1,100}$"
        )
    if made.tagged and made.method == "GET":
        known = "The ETag of what you have: answered with 304 while it is still that."
        yield _header("If-None-Match", known)
    if made.matched:
        pattern = r'^(\*|"[0-9]{1,9}(\.[0-9a-f]{12})?")$'
        yield _header("If-Match", "The ETag of what you mean to change, or `*`.", pattern, required=True)


def _header(name: str, description: str, pattern: str = "", *, required: bool = False) -> Schema:
    schema = {"type": "string", "pattern": pattern} if pattern else {"type": "string"}
    return {"name": name, "in": "header", "required": required, "description": description, "schema": schema}


def _present(schema: Schema) -> Schema:
    """A parameter that is there has a value: null is said by leaving it out."""
    choices = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default") or not choices}
    return {**rest, **choices[0]} if len(choices) == 1 else rest


def _response(made: Operation, status: int, refs: dict[type[BaseModel], Schema]) -> Schema:
    if status >= 400:
        return {"$ref": f"#/components/responses/{status}"}
    headers: Schema = dict(LIMITS)
    if status == 304:
        return {"description": NOT_MODIFIED, "headers": {**headers, "ETag": _text("The same as before.")}}
    if made.tagged or made.matched:
        headers["ETag"] = _text("The version, for `If-Match` and `If-None-Match`.")
    if status == 201:
        headers["Location"] = _text("Where it is.")
    if made.repeatable and not made.secret:
        headers["Idempotency-Replayed"] = _text("`true` where this is the answer that was given before.")
    answer: Schema = {"description": f"{HTTPStatus(status).phrase}.", "headers": headers}
    schema = refs[made.answer] if made.answer is not None else made.schema
    if made.media != "application/json":
        schema = BINARY
    if made.schema is not None:
        headers["Link"] = _text("Where the list goes on.")
    if schema is not None:
        answer["content"] = {made.media: {"schema": schema}}
    return answer


def _problem(status: int, refs: dict[type[BaseModel], Schema]) -> Schema:
    headers: Schema = dict(LIMITS)
    if status in (401, 403):
        headers["WWW-Authenticate"] = _text("What is missing.")
    if status == 429:
        headers["Retry-After"] = _text("In how many seconds to ask again.")
    content = {MEDIA: {"schema": refs[ProblemAnswer]}}
    return {"description": f"{TITLES[status]}.", "headers": headers, "content": content}


def _cleaned(schema: Any) -> Any:
    """Without the titles that only repeat names, and with lists of codes where they are described."""
    if isinstance(schema, dict) and LIST in schema:
        rest = {key: value for key, value in schema.items() if key not in (LIST, "type", "title")}
        return {**rest, "$ref": REF.format(model=schema[LIST])}
    if isinstance(schema, dict):
        return {
            key: {name: _cleaned(one) for name, one in value.items()} if key == "properties" else _cleaned(value)
            for key, value in schema.items()
            if key != "title"
        }
    return [_cleaned(one) for one in schema] if isinstance(schema, list) else schema


def groups() -> Iterable[str]:
    """The groups of operations in their order."""
    return dict.fromkeys(made.group for made in OPERATIONS.values())
