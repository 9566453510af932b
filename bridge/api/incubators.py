"""Incubators: the list, one of them, listing, changing, their startups and roster, history."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.profiles import ByLanguage
from bridge.api.words import Country, Key, Language, Moment, OneOf, Sent, Text, Texts, Told, Visibility, utc
from bridge.listings import HISTORY_OF_INCUBATOR, INCUBATORS, OF_INCUBATOR, OVERSIGHT, ROSTER
from bridge.readmodels.base import unpacked
from bridge.seeing import SeenIncubator
from events import vocabulary
from events.incubators.aggregate import Incubator as Aggregate

GROUP = "incubators"
WRITE = "write:incubators"
Kind = Annotated[str, OneOf(vocabulary.incubator_kinds)]


class NewIncubator(Sent):
    """The page of an incubator; texts are by language."""

    name: Annotated[ByLanguage, Field(description="In one language at least, at most 160 characters each.")]
    kind: Kind
    country: Country
    city: Text = ""
    site: Text | None = None
    description: ByLanguage = {}
    offers: Annotated[ByLanguage, Field(description="What startups get.")] = {}
    visibility: Visibility = "public"


class IncubatorPatch(Sent):
    """A JSON merge patch (RFC 7396) of the page."""

    name: dict[Language, Text | None] = {}
    kind: Kind = ""
    city: Text | None = None
    site: Text | None = None
    description: dict[Language, Text | None] | None = None
    offers: dict[Language, Text | None] | None = None
    visibility: Visibility = ""


class SourcedFact(Told):
    """A fact with where it was read."""

    field: str
    value: Texts
    source: str | None
    year: int | None


class Incubator(Told):
    """An incubator, an IT park, a technology park or an accelerator."""

    id: UUID
    version: Annotated[int, Field(description="Grows with every change; part of the ETag.")]
    slug: str
    name: Texts
    kind: str
    country: str
    city: str
    site: str | None
    description: Texts
    offers: Texts
    facts: list[SourcedFact]
    visibility: str
    unclaimed: bool
    relations: Annotated[list[str], Field(description="What you are to it: `manager`, `keeper`.")]
    listed_at: Moment
    changed_at: Moment
    address: str


listed(
    "list_incubators", "/incubators", GROUP, INCUBATORS, "List incubators",
    "With the number of startups in each that you may see.", public=True,
)  # fmt: skip


@operation("POST", "/incubators", GROUP, scope=WRITE, status=201,
           example={"name": {"en": "Karakol IT Park"}, "kind": "it_park", "country": "KG"})  # fmt: skip
def list_incubator(call: Call, body: NewIncubator) -> Answer[Incubator]:
    """Put an incubator into the list

    For organisers of its country; it is unclaimed until its own people confirm it.
    """
    made = call.bridge.incubators.list(call.actor, body.model_dump(), [])
    return Answer(shown(call, str(made.id)), location=f"/api/v1/incubators/{made.slug}")


@operation("GET", "/incubators/{incubator}", GROUP, public=True, tagged=True)
def read_incubator(call: Call, incubator: str) -> Incubator:
    """Read an incubator"""
    return shown(call, incubator)


@operation("PATCH", "/incubators/{incubator}", GROUP, scope=WRITE, matched=True, example={"city": "Karakol"})
def change_incubator(call: Call, incubator: str, body: IncubatorPatch) -> Incubator:
    """Change the page of an incubator

    For its managers, with the ETag in `If-Match`. The first change confirms an unclaimed one.
    """
    seen = look(call, incubator)
    before = call.bridge.log.get(Aggregate, seen.id).page
    call.bridge.incubators.change(call.actor, seen.id, _merged(before, body), version=call.version)
    return shown(call, str(seen.id))


listed(
    "list_incubator_startups", "/incubators/{incubator}/startups", GROUP, OF_INCUBATOR, "List an incubator's startups",
    "Those that belong to it or have finished, as far as you may see them.",
    public=True, owner=lambda call, key: look(call, key).id,
)  # fmt: skip
listed(
    "read_roster", "/incubators/{incubator}/roster", GROUP, ROSTER, "Read the roster",
    "Every startup that asks, is invited, belongs or has finished, hidden ones too; for the managers.",
    owner=lambda call, key: look(call, key).id,
)  # fmt: skip
listed(
    "list_incubator_introductions", "/incubators/{incubator}/introductions", GROUP, OVERSIGHT,
    "List the introductions of an incubator's startups",
    "Who meets whom and how it stands, and those that the incubator proposed; for the managers. What people write to "
    "each other is not told. `startup` (a slug) asks for one's.",
    owner=lambda call, key: look(call, key).id,
    more={"startup": (Annotated[Key | None, Field(description="Of this startup.")], None)},
)  # fmt: skip
listed(
    "list_incubator_history", "/incubators/{incubator}/history", GROUP, HISTORY_OF_INCUBATOR,
    "Read an incubator's history", "For its managers and organisers.", owner=lambda call, key: look(call, key).id,
)  # fmt: skip


def look(call: Call, incubator: str) -> SeenIncubator:
    """An incubator as the caller sees it."""
    with call.reading() as reading:
        return seeing.incubator(reading, call.actor, incubator)


def shown(call: Call, incubator: str) -> Incubator:
    """An incubator as it stands now."""
    seen = look(call, incubator)
    row, page = seen.row, seen.page
    relations = {"manager": seen.manages, "keeper": call.actor.organises(row["country"])}
    facts = [{name: fact[name] for name in SourcedFact.model_fields} for fact in unpacked(row["facts"])]
    return Incubator(
        **{name: page[name] for name in Incubator.model_fields if name in page},
        id=seen.id,
        version=row["version"],
        slug=row["slug"],
        facts=[SourcedFact(**fact) for fact in facts],
        unclaimed=row["unclaimed"],
        relations=[name for name, is_one in relations.items() if is_one],
        listed_at=utc(row["listed_at"]),
        changed_at=utc(row["changed_at"]),
        address=f"/incubators/{row['slug']}",
    )


def _merged(before: dict[str, Any], patch: IncubatorPatch) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, value in patch.model_dump(exclude_unset=True).items():
        if isinstance(value, dict):
            value = {key: one for key, one in {**before[name], **value}.items() if one is not None}
        changes[name] = value
    return changes
