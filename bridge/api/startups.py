"""Startups: the directory, one of them, registering, changing, another address, who may see it, history."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge import seeing
from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.operation import operation
from bridge.api.profiles import NewStartup, Startup, StartupPatch, merged, told
from bridge.api.words import Sent, Text, Visibility
from bridge.listings import HISTORY_OF_STARTUP, STARTUPS
from bridge.seeing import SeenStartup
from events.startups.aggregate import Startup as Aggregate

GROUP = "startups"
WRITE = "write:startups"
EXAMPLE = {
    "name": "Anor Clinic", "country": "PK", "city": "Peshawar", "sectors": ["healthtech"],
    "one_liner": {"en": "Ultrasound that fits into a bag"},
    "needs": [{"code": "distribution", "countries": ["UZ"]}], "languages": {"en": "fluent", "ru": "working"},
}  # fmt: skip


class Rename(Sent):
    """Another address."""

    slug: Annotated[Text, Field(description="Letters, digits and hyphens; what else is in it is made to fit.")]


class Publish(Sent):
    """Who may see a profile."""

    visibility: Visibility


class Pause(Sent):
    """Whether new proposals are welcome."""

    paused: bool


listed(
    "list_startups", "/startups", GROUP, STARTUPS, "List startups",
    "The directory with the filters of its page. Several codes of one filter mean any of them, filters add up.",
    public=True,
)  # fmt: skip


@operation("POST", "/startups", GROUP, scope=WRITE, status=201, example=EXAMPLE)
def register_startup(call: Call, body: NewStartup) -> Answer[Startup]:
    """Register a startup

    You become its founder. A token of an organisation cannot register others.
    """
    made = call.bridge.startups.register(call.actor, body.model_dump())
    return Answer(shown(call, str(made.id)), location=f"/api/v1/startups/{made.slug}")


@operation("GET", "/startups/{startup}", GROUP, public=True, tagged=True)
def read_startup(call: Call, startup: str) -> Startup:
    """Read a startup

    Its slug, an earlier slug or its id. What you may not see is 404.
    """
    return shown(call, startup)


@operation("PATCH", "/startups/{startup}", GROUP, scope=WRITE, matched=True, example={"stage": "mvp"})
def change_startup(call: Call, startup: str, body: StartupPatch) -> Startup:
    """Change the profile of a startup

    Send the ETag that you read in `If-Match`: if somebody else changed the startup meanwhile, the answer is 412.
    Its founders may; for an unclaimed profile those who look after it.
    """
    seen = look(call, startup)
    before = call.bridge.log.get(Aggregate, seen.id).profile
    call.bridge.startups.change(call.actor, seen.id, merged(before, body), version=call.version)
    return shown(call, str(seen.id))


@operation("POST", "/startups/{startup}/rename", GROUP, scope=WRITE, example={"slug": "anor"})
def rename_startup(call: Call, startup: str, body: Rename) -> Startup:
    """Give a startup's page another address

    The address before goes on leading to it.
    """
    seen = look(call, startup)
    call.bridge.startups.rename(call.actor, seen.id, body.slug)
    return shown(call, str(seen.id))


@operation("POST", "/startups/{startup}/publish", GROUP, scope=WRITE, example={"visibility": "public"})
def publish_startup(call: Call, startup: str, body: Publish) -> Startup:
    """Choose who may see an unclaimed profile

    For the managers of its incubator and the organisers of its country.
    """
    seen = look(call, startup)
    call.bridge.startups.publish(call.actor, seen.id, body.visibility)
    return shown(call, str(seen.id))


@operation("PUT", "/startups/{startup}/pause", GROUP, scope=WRITE, example={"paused": True})
def pause_startup(call: Call, startup: str, body: Pause) -> Startup:
    """Close or open the door for new proposals"""
    seen = look(call, startup)
    call.bridge.startups.pause(call.actor, seen.id, body.paused)
    return shown(call, str(seen.id))


@operation("POST", "/startups/{startup}/confirm", GROUP, scope=WRITE)
def confirm_startup(call: Call, startup: str) -> Startup:
    """Say that a profile is still right

    Its founders, or those who look after an unclaimed one. Unconfirmed for six months, a profile leaves suggestions.
    """
    seen = look(call, startup)
    call.bridge.confirmations.confirm(call.actor, seen.id)
    return shown(call, str(seen.id))


def look(call: Call, startup: str) -> SeenStartup:
    """A startup as the caller sees it."""
    with call.reading() as reading:
        return seeing.startup(reading, call.actor, startup)


def owner(call: Call, startup: str) -> UUID:
    """Whose list it is."""
    return look(call, startup).id


def shown(call: Call, startup: str) -> Startup:
    """A startup as it stands now."""
    with call.reading() as reading:
        seen = seeing.startup(reading, call.actor, startup)
        ids = [row["incubator"] for row in seen.admissions]
        known = reading.views.directory.incubators_by_ids(reading.connection, call.actor, ids) if ids else {}
    return told(seen, known)


listed(
    "list_startup_history", "/startups/{startup}/history", GROUP, HISTORY_OF_STARTUP, "Read a startup's history",
    "The last line first; for its founders, the managers of its incubators, and organisers.", owner=owner,
)  # fmt: skip
