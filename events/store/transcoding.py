"""JSON with the types that facts and aggregates hold, by orjson."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.persistence import (
    DatetimeAsISO,
    DecimalAsStr,
    JSONTranscoder,
    Transcoding,
    TranscodingNotRegisteredError,
    UUIDAsHex,
)

from events.personal import PersonalText

PLAIN = frozenset({str, int, float, bool, type(None)})
TAG = b'"_type_"'


class PersonalTextAsPair(Transcoding):
    """A sealed text with the subject whose key opens it."""

    type = PersonalText
    name = "personal"

    def encode(self, obj: PersonalText) -> list[str]:
        """Subject and sealed text."""
        return [obj.subject.hex, obj.sealed]

    def decode(self, data: list[str]) -> PersonalText:
        """The text, still sealed."""
        return PersonalText(UUID(data[0]), data[1])


class DateAsISO(Transcoding):
    """A day."""

    type = date
    name = "date_iso"

    def encode(self, obj: date) -> str:
        """Year, month and day."""
        return obj.isoformat()

    def decode(self, data: str) -> date:
        """The day."""
        return date.fromisoformat(data)


class Transcoder(JSONTranscoder):
    """The library's JSON format; a type that nobody registered is an error, also a subclass of a plain one."""

    def __init__(self) -> None:
        super().__init__()
        for transcoding in (UUIDAsHex(), DecimalAsStr(), DatetimeAsISO(), DateAsISO(), PersonalTextAsPair()):
            self.register(transcoding)

    def encode(self, obj: Any) -> bytes:
        """Tuples become lists, as in any JSON."""
        return orjson.dumps(self._plain(obj))

    def decode(self, data: bytes) -> Any:
        """What was encoded; most events hold nothing but plain values and need no second look."""
        decoded = orjson.loads(data)
        return self._restored(decoded) if TAG in data else decoded

    def _plain(self, value: Any) -> Any:
        # orjson would write UUID, date and enumerations as texts and never say that they were something else.
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is dict:
            if "_type_" in value:
                raise ValueError("'_type_' is a word of the format itself")
            return {_key(key): self._plain(item) for key, item in value.items()}
        if kind is list or kind is tuple:
            return [self._plain(item) for item in value]
        return self._encode_obj(value)

    def _restored(self, value: Any) -> Any:
        kind = type(value)
        if kind is dict:
            return self._decode_obj({key: self._restored(item) for key, item in value.items()})
        if kind is list:
            return [self._restored(item) for item in value]
        return value


class StateTranscoder(Transcoder):
    """For snapshots: keeps tuples, sets and keys that are not texts as they are."""

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        if kind is tuple or kind is set or kind is frozenset:
            return {"_type_": kind.__name__, "_data_": [self._plain(item) for item in value]}
        if isinstance(value, Mapping) and (kind is not dict or any(type(key) is not str for key in value)):
            pairs = [[self._plain(key), self._plain(item)] for key, item in value.items()]
            if kind is not dict:
                raise TranscodingNotRegisteredError(f"a snapshot cannot hold {kind}")
            return {"_type_": "dict", "_data_": pairs}
        return super()._plain(value)

    def _decode_obj(self, d: dict[str, Any]) -> Any:
        match d.get("_type_"):
            case "tuple":
                return tuple(d["_data_"])
            case "set":
                return set(d["_data_"])
            case "frozenset":
                return frozenset(d["_data_"])
            case "dict":
                return dict(d["_data_"])
        return super()._decode_obj(d)


def _key(key: object) -> str:
    if type(key) is not str:
        raise TypeError(f"a fact cannot hold a mapping with {type(key)} as a key")
    return key
