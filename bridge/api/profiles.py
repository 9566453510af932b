"""What a startup says of itself, as it is sent and told."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.words import (
    Country,
    Exchanged,
    Language,
    Level,
    Market,
    Moment,
    Sector,
    Sent,
    Service,
    Stage,
    Technology,
    Text,
    Texts,
    Told,
    Visibility,
    utc,
)
from bridge.seeing import SeenStartup
from events.startups.aggregate import BELONGS

ByLanguage = dict[Language, Text]


class Wish(Sent):
    """One thing that a startup needs or offers."""

    code: Exchanged
    sectors: list[Sector] = []
    countries: list[Market] = []
    text: ByLanguage = {}


class Outsourcing(Sent):
    """What a startup does for others."""

    services: list[Service] = []
    team: int | None = None


class NewStartup(Sent):
    """A profile to register; what is left out is empty."""

    name: Annotated[Text, Field(description="2 to 120 characters.")]
    country: Country
    city: Annotated[Text, Field(description="At most 80 characters.")] = ""
    founded: int | None = None
    stage: Stage | None = None
    team_size: int | None = None
    site: Text | None = None
    one_liner: Annotated[ByLanguage, Field(description="By language, at most 160 characters each.")] = {}
    description: Annotated[ByLanguage, Field(description="By language, at most 4000 characters each.")] = {}
    sectors: Annotated[list[Sector], Field(description="At most 8.")] = []
    technologies: Annotated[list[Technology], Field(description="At most 10.")] = []
    tags: Annotated[list[Text], Field(description="At most 12 words of your own.")] = []
    needs: Annotated[list[Wish], Field(description="At most 9, each code once.")] = []
    offers: Annotated[list[Wish], Field(description="At most 9, each code once.")] = []
    markets: list[Market] = []
    languages: Annotated[dict[Language, Level], Field(description="Languages that the team works in.")] = {}
    outsourcing: Outsourcing | None = None
    visibility: Visibility = "public"


class OutsourcingPatch(Sent):
    """Fields of `outsourcing` to change."""

    services: list[Service] = []
    team: int | None = None


class StartupPatch(Sent):
    """A JSON merge patch (RFC 7396): fields that are there change, null empties, texts merge language by language."""

    name: Text = ""
    country: Country = ""
    city: Text | None = None
    founded: int | None = None
    stage: Stage | None = None
    team_size: int | None = None
    site: Text | None = None
    one_liner: dict[Language, Text | None] | None = None
    description: dict[Language, Text | None] | None = None
    sectors: list[Sector] | None = None
    technologies: list[Technology] | None = None
    tags: list[Text] | None = None
    needs: list[Wish] | None = None
    offers: list[Wish] | None = None
    markets: list[Market] | None = None
    languages: dict[Language, Level | None] | None = None
    outsourcing: OutsourcingPatch | None = None
    visibility: Visibility = ""


class ToldWish(Told):
    """One thing that a startup needs or offers."""

    code: str
    sectors: list[str]
    countries: list[str]
    text: Texts


class ToldOutsourcing(Told):
    """What a startup does for others."""

    services: list[str]
    team: int | None


class Stay(Told):
    """An incubator that a startup belongs to or has finished."""

    incubator: UUID
    graduated_on: str | None


class Startup(Told):
    """A startup. Texts are by language; codes are those of `/vocabulary`."""

    id: UUID
    version: Annotated[int, Field(description="Grows with every change; part of the ETag.")]
    slug: str
    name: str
    country: str
    city: str
    founded: int | None
    stage: str | None
    team_size: int | None
    site: str | None
    one_liner: Texts
    description: Texts
    logo: Annotated[str | None, Field(description="The address of its picture.")]
    sectors: list[str]
    technologies: list[str]
    tags: list[str]
    needs: list[ToldWish]
    offers: list[ToldWish]
    markets: list[str]
    languages: dict[str, str]
    outsourcing: ToldOutsourcing | None
    visibility: str
    unclaimed: Annotated[bool, Field(description="Nobody of the startup has taken the profile over yet.")]
    incubators: list[Stay]
    relations: Annotated[list[str], Field(description="What you are to it: `founder`, `manager`, `keeper`.")]
    paused: Annotated[bool | None, Field(description="Whether it takes no proposals; only its founders are told.")]
    registered_at: Moment
    changed_at: Moment
    address: Annotated[str, Field(description="The address of its page.")]


def told(seen: SeenStartup, known: Mapping[UUID, Any]) -> Startup:
    """A startup for somebody; `known` are the incubators that they may see."""
    row, profile = seen.row, seen.profile
    relations = {"founder": seen.own, "manager": seen.manages, "keeper": seen.keeps}
    rest = {name: profile[name] for name in Startup.model_fields if name in profile and name not in ("logo",)}
    return Startup(
        **{**rest, "outsourcing": profile["outsourcing"] and ToldOutsourcing(**profile["outsourcing"])},
        id=seen.id,
        version=row["version"],
        slug=row["slug"],
        logo=f"/files/{profile['logo']}.webp" if profile["logo"] else None,
        unclaimed=row["unclaimed"],
        incubators=[
            Stay(incubator=one["incubator"], graduated_on=one["graduated_on"])
            for one in seen.admissions
            if one["state"] in BELONGS and one["incubator"] in known
        ],
        relations=[name for name, is_one in relations.items() if is_one],
        paused=bool(row["paused"]) if seen.own else None,
        registered_at=utc(row["registered_at"]),
        changed_at=utc(row["changed_at"]),
        address=f"/startups/{row['slug']}",
    )


def merged(before: Mapping[str, Any], patch: StartupPatch) -> dict[str, Any]:
    """The fields of a patch as the command takes them: whole values, made from what there was."""
    changes: dict[str, Any] = {}
    for name, value in patch.model_dump(exclude_unset=True).items():
        if isinstance(value, dict):
            value = {key: one for key, one in {**(before.get(name) or {}), **value}.items() if one is not None}
        changes[name] = value
    return changes
