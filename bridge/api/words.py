"""What bodies, queries and answers are made of: strict models, codes of the vocabulary, moments in UTC."""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from events import vocabulary
from events.startups.profile import VISIBILITIES

LIST = "x-list"  # stands in a schema until the document has a part of this name


class Sent(BaseModel):
    """What comes in: no field too many, no text that is a number."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(BaseModel):
    """The query of an address, where everything is text."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OneOf:
    """Marks a text that is a code of a list."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = codes

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._known, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # Lists of the vocabulary are described once, in a part of the document that is called like the list.
        if isinstance(self.codes, vocabulary.Terms):
            return {**handler(schema), LIST: part_of(self.codes)}
        return {**handler(schema), "enum": list(self.codes)}

    def _known(self, value: str) -> str:
        if value not in self.codes:
            raise PydanticCustomError("unknown_code", "not a code of the list")
        return value


def part_of(terms: vocabulary.Terms) -> str:
    """What the document calls a list: PartnershipKinds."""
    return "".join(part.title() for part in terms.name.split("_"))


def _digits(value: object) -> object:
    # A number is its digits, and nothing that Python would read as a number besides.
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 16):
        raise PydanticCustomError("int_type", "not a number")
    return value


def _written(value: object) -> object:
    # Seconds since 1970 are no moment that anybody meant.
    if isinstance(value, str) and not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]", value):
        raise PydanticCustomError("datetime_parsing", "not a moment")
    return value


def utc(text: str | datetime) -> datetime:
    """A moment as answers write it."""
    moment = datetime.fromisoformat(text) if isinstance(text, str) else text
    return moment.astimezone(UTC)


def utc_or_none(text: str | None) -> datetime | None:
    """A moment that may not have come."""
    return None if text is None else utc(text)


Moment = Annotated[
    datetime,
    PlainSerializer(lambda moment: moment.isoformat(), return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time", "description": "In UTC."}),
]
Digits = BeforeValidator(_digits)
# In an address: what was asked is a text, and only one that says day, time and zone is a moment.
AskedMoment = Annotated[AwareDatetime, BeforeValidator(_written)]
Line = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Text = str  # how long each may be, the domain says
Texts = dict[str, Text]
Country = Annotated[str, OneOf(vocabulary.countries)]
Market = Annotated[str, OneOf(vocabulary.markets)]
Language = Annotated[str, OneOf(vocabulary.languages)]
Level = Annotated[str, OneOf(vocabulary.levels)]
Sector = Annotated[str, OneOf(vocabulary.sectors)]
Technology = Annotated[str, OneOf(vocabulary.technologies)]
Exchanged = Annotated[str, OneOf(vocabulary.exchange)]
Service = Annotated[str, OneOf(vocabulary.services)]
Stage = Annotated[str, OneOf(vocabulary.stages)]
Visibility = Annotated[str, OneOf(VISIBILITIES)]
Key = Annotated[str, Field(description="The slug of its page, or its id.", max_length=80)]
Day = Annotated[str, Field(description="A day: 2026-11-30.", json_schema_extra={"format": "date"})]
