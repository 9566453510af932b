"""Hackathons: the list, one of them, drafting, its parts, announcing, phases, cancelling."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.hackathon_told import Hackathon, shown
from bridge.api.lists import listed
from bridge.api.naming import GROUP, HERE, WRITE, hackathon_named
from bridge.api.operation import operation
from bridge.api.words import OneOf, Sent, Text
from bridge.listings import HACKATHONS
from events.hackathons.parts import PARTS

Part = Annotated[str, OneOf(PARTS)]
SHAPES = "The parts and what each holds are told in the documentation of hackathons."


class NewHackathon(Sent):
    """A draft: the incubator that prepares it, and some parts of its setup; `about.title` is needed."""

    incubator: UUID
    setup: Annotated[dict[Part, dict[str, Any]], Field(description=SHAPES)]


class NewPart(Sent):
    """The new value of a part."""

    value: Annotated[dict[str, Any], Field(description=SHAPES)]
    version: Annotated[int | None, Field(description="The part's version that you have read; a newer one refuses.")] = (
        None
    )


class Why(Sent):
    """A reason."""

    why: Text = ""


listed(
    "list_hackathons", "/hackathons", GROUP, HACKATHONS, "List hackathons",
    "What comes next is first, then what is over. Drafts only for those who prepare them.", public=True,
)  # fmt: skip


@operation("POST", "/hackathons", GROUP, scope=WRITE, status=201, also=(404,),
           example={"incubator": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10",
                    "setup": {"about": {"title": {"en": "Water and Light"}, "binding": "en"}}})  # fmt: skip
def draft_hackathon(call: Call, body: NewHackathon) -> Answer[Hackathon]:
    """Begin to prepare a hackathon

    For managers of the incubator; nobody else sees the draft.
    """
    made = call.bridge.hackathons.draft(call.actor, body.incubator, body.setup)
    return Answer(shown(call, made.slug), location=f"/api/v1/hackathons/{made.slug}")


@operation("GET", HERE, GROUP, public=True, tagged=True)
def read_hackathon(call: Call, hackathon: str) -> Hackathon:
    """Read a hackathon"""
    return shown(call, hackathon)


@operation("PUT", HERE + "/parts/{part}", GROUP, scope=WRITE, example={"value": {"prizes": []}})
def change_part(call: Call, hackathon: str, part: str, body: NewPart) -> Hackathon:
    """Change a part of the setup

    What was announced and needs every host is proposed instead.
    """
    call.bridge.hackathons.change(call.actor, hackathon_named(call, hackathon), part, body.value, version=body.version)
    return shown(call, hackathon)


@operation("POST", HERE + "/announce", GROUP, scope=WRITE)
def announce_hackathon(call: Call, hackathon: str) -> Hackathon:
    """Announce a hackathon

    When its checklist is empty and every host agrees.
    """
    call.bridge.hackathons.announce(call.actor, hackathon_named(call, hackathon))
    return shown(call, hackathon)


@operation("POST", HERE + "/cancel", GROUP, scope=WRITE, example={"why": "The hall burnt down"})
def cancel_hackathon(call: Call, hackathon: str, body: Why) -> Hackathon:
    """Cancel a hackathon"""
    call.bridge.hackathons.cancel(call.actor, hackathon_named(call, hackathon), body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/phases/{phase}/open", GROUP, scope=WRITE)
def open_phase(call: Call, hackathon: str, phase: str) -> Hackathon:
    """Open a phase by hand"""
    call.bridge.hackathons.open_phase(call.actor, hackathon_named(call, hackathon), phase)
    return shown(call, hackathon)


@operation("POST", HERE + "/phases/{phase}/close", GROUP, scope=WRITE)
def close_phase(call: Call, hackathon: str, phase: str) -> Hackathon:
    """Close a phase without a deadline by hand"""
    call.bridge.hackathons.close_phase(call.actor, hackathon_named(call, hackathon), phase)
    return shown(call, hackathon)
