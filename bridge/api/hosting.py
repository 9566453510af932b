"""Hosts of a hackathon: asking them, agreeing, and the changes that need every one of them."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Call
from bridge.api.hackathon_told import Hackathon, shown
from bridge.api.hackathons import SHAPES, Why
from bridge.api.naming import GROUP, HERE, WRITE, hackathon_named
from bridge.api.operation import operation
from bridge.api.words import Sent, Text
from events.errors import Missing


class Proposal(Sent):
    """Another value of a part that was announced, and why."""

    value: Annotated[dict[str, Any], Field(description=SHAPES)]
    why: Annotated[Text, Field(description="Everybody reads it.")]


class Reply(Sent):
    """Yes or no."""

    accept: bool


class Consent(Sent):
    """To what somebody agrees."""

    rules: Annotated[str, Field(description="Of the draft, as it was read.")]


class Asked(Sent):
    """The incubator that is asked to host."""

    incubator: UUID


@operation("POST", HERE + "/parts/{part}/changes", GROUP, scope=WRITE,
           example={"value": {"prizes": []}, "why": "A sponsor left"})  # fmt: skip
def propose_change(call: Call, hackathon: str, part: str, body: Proposal) -> Hackathon:
    """Propose to change what was announced, such as a deadline

    It applies when every host agrees, and is announced with the reason.
    """
    call.bridge.hackathons.propose(call.actor, hackathon_named(call, hackathon), part, body.value, body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/changes/{change}/agree", GROUP, scope=WRITE)
def agree_to_change(call: Call, hackathon: str, change: UUID) -> Hackathon:
    """Agree to a proposed change

    For managers of a host.
    """
    call.bridge.hackathons.agree_change(call.actor, hackathon_named(call, hackathon), change)
    return shown(call, hackathon)


@operation("POST", HERE + "/changes/{change}/refuse", GROUP, scope=WRITE, example={"why": "Too late"})
def refuse_change(call: Call, hackathon: str, change: UUID, body: Why) -> Hackathon:
    """Say no to a proposed change, or take back your own"""
    call.bridge.hackathons.refuse_change(call.actor, hackathon_named(call, hackathon), change, body.why)
    return shown(call, hackathon)


@operation("POST", HERE + "/agree", GROUP, scope=WRITE, example={"rules": "0" * 64})
def agree_to_hackathon(call: Call, hackathon: str, body: Consent) -> Hackathon:
    """Agree to the rules, dates and prizes of a draft as they were read

    Refused with `rules_changed_since` where they are others by now.
    """
    call.bridge.hackathons.agree(call.actor, hackathon_named(call, hackathon), body.rules)
    return shown(call, hackathon)


@operation("POST", HERE + "/hosts", GROUP, scope=WRITE, example={"incubator": "7c9f0c0e-5d0a-4a53-9d0c-3f5a2f1b9f10"})
def ask_host(call: Call, hackathon: str, body: Asked) -> Hackathon:
    """Ask another incubator to host it as well"""
    hackathon_id = hackathon_named(call, hackathon)
    with call.reading() as reading:
        if not reading.views.directory.incubators_by_ids(reading.connection, call.actor, [body.incubator]):
            raise Missing("incubator", body.incubator)
    call.bridge.hackathons.invite_host(call.actor, hackathon_id, body.incubator)
    return shown(call, hackathon)


@operation("POST", HERE + "/hosts/{incubator}/answer", GROUP, scope=WRITE, example={"accept": True})
def answer_as_host(call: Call, hackathon: str, incubator: UUID, body: Reply) -> None:
    """Say whether your incubator hosts it

    For its managers; after a no the draft is not yours to see any more.
    """
    call.bridge.hackathons.answer_host(call.actor, hackathon_named(call, hackathon), incubator, body.accept)


@operation("DELETE", HERE + "/hosts/{incubator}", GROUP, scope=WRITE)
def leave_as_host(call: Call, hackathon: str, incubator: UUID) -> None:
    """Stop hosting, or take an invitation to host back"""
    call.bridge.hackathons.leave_as_host(call.actor, hackathon_named(call, hackathon), incubator)
