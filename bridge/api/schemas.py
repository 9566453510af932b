"""JSON schemas of lists, from the columns that pages and files have as well."""

from collections.abc import Mapping
from typing import Any

from bridge.listings import Column, Listing

Schema = dict[str, Any]

TEXTS: Schema = {"type": "object", "additionalProperties": {"type": "string"}, "description": "By language."}
CODES: Schema = {"type": "array", "items": {"type": "string"}}
WISH: Schema = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "sectors": CODES, "countries": CODES, "text": TEXTS},
    "required": ["code", "sectors", "countries", "text"],
    "additionalProperties": False,
}
REASON: Schema = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "params": {"type": "object"}},
    "required": ["code", "params"],
    "additionalProperties": False,
}
PROBLEM: Schema = {
    "type": "object",
    "properties": {"column": {"type": "string"}, "code": {"type": "string"}, "params": {"type": "object"}},
    "required": ["column", "code", "params"],
    "additionalProperties": False,
}
KINDS: Mapping[str, Schema] = {
    "id": {"type": ["string", "null"]},
    "text": {"type": ["string", "null"]},
    "person": {"type": ["string", "null"], "description": "A person's name; null for a former member."},
    "texts": TEXTS,
    "number": {"type": ["number", "null"]},
    "flag": {"type": "boolean"},
    "moment": {"type": ["string", "null"], "format": "date-time", "description": "In UTC."},
    "day": {"type": ["string", "null"], "format": "date"},
    "address": {"type": "string", "description": "The address of its page."},
    "code": {"type": ["string", "null"]},
    "codes": CODES,
    "term": {"type": "string", "description": "Which list and which code of it: `sector:water`."},
    "words": CODES,
    "key": {"type": ["string", "null"], "description": "A key of the hackathon's setup."},
    "keys": {**CODES, "description": "Keys of the hackathon's setup."},
    "wishes": {"type": "array", "items": WISH},
    "levels": {"type": "object", "additionalProperties": {"type": "string"}},
    "reasons": {"type": "array", "items": REASON},
    "problems": {"type": "array", "items": PROBLEM},
    "json": {},
}


def column_schema(column: Column) -> Schema:
    """What machines get of a column; coded ones name their list of the vocabulary."""
    schema = dict(KINDS[column.kind])
    if column.terms and column.kind not in ("key", "keys"):
        schema["description"] = f"Codes of `{column.terms.partition(':')[0]}`."
    return schema


def row_schema(listing: Listing[Any]) -> Schema:
    """One row of a list."""
    properties = {column.name: column_schema(column) for column in listing.columns}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def list_schema(listing: Listing[Any]) -> Schema:
    """A part of a list."""
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": row_schema(listing)},
            "next": {"type": ["string", "null"], "description": "What `after` takes to go on; null at the end."},
            "total": {"type": "integer", "minimum": 0, "description": "How many rows the whole list has."},
        },
        "required": ["items", "next", "total"],
        "additionalProperties": False,
    }
