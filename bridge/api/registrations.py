"""Registering for hackathons, for oneself; letting people in, and ticking them off at the desk."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from bridge.api.calling import Answer, Call
from bridge.api.lists import listed
from bridge.api.naming import GROUP, HERE, WRITE, hackathon_named, oneself
from bridge.api.operation import operation
from bridge.api.words import Moment, Sent, Text, Told, utc, utc_or_none
from bridge.listings import REGISTRATIONS
from events.errors import Missing

PERSON = HERE + "/registrations/{account}"


class NewRegistration(Sent):
    """What somebody says who registers; `answers` by the keys of the questions."""

    country: str | None = None
    answers: dict[str, str] = {}
    agreed: Annotated[bool, Field(description="To the code of conduct.")] = False
    student: bool = False
    old_enough: bool = False


class Reason(Sent):
    """Why; whoever it is about reads it."""

    why: Text


class Registration(Told):
    """Where a person stands with a hackathon."""

    id: UUID
    state: Annotated[str, Field(description="`asked`, `waiting`, `approved`, `refused` or `withdrawn`.")]
    code: Annotated[str, Field(description="For the desk.")]
    country: str | None
    at: Moment
    checked_in_at: Moment | None


def own_registration(call: Call, hackathon: UUID) -> Registration:
    """The registration of whoever calls. Raises `Missing`."""
    with call.reading() as reading:
        account = oneself(call)
        row = reading.views.registrations.of(reading.connection, hackathon, account) if account else None
    if row is None:
        raise Missing("registration", hackathon)
    return Registration(
        id=row["id"], state=row["state"], code=row["code"], country=row["country"], at=utc(row["at"]),
        checked_in_at=utc_or_none(row["checked_in_at"]),
    )  # fmt: skip


listed(
    "list_registrations", HERE + "/registrations", GROUP, REGISTRATIONS, "List who registered",
    "For those who look after the people of a hackathon.", owner=hackathon_named,
)  # fmt: skip


@operation("GET", HERE + "/registration", GROUP)
def read_own_registration(call: Call, hackathon: str) -> Registration:
    """Read your own registration"""
    return own_registration(call, hackathon_named(call, hackathon))


@operation("POST", HERE + "/registration", GROUP, scope=WRITE, status=201, example={"country": "KG", "agreed": True})
def register_for_hackathon(call: Call, hackathon: str, body: NewRegistration) -> Answer[Registration]:
    """Register for a hackathon

    At once, as a request, or at the end of the waiting list: `state` says which.
    """
    here = hackathon_named(call, hackathon)
    call.bridge.registrations.register(call.actor, here, body.model_dump())
    return Answer(own_registration(call, here), location=f"/api/v1/hackathons/{hackathon}/registration")


@operation("POST", HERE + "/registration/withdraw", GROUP, scope=WRITE)
def withdraw_registration(call: Call, hackathon: str) -> Registration:
    """Withdraw your registration

    You leave your team, too; the next on the waiting list moves up.
    """
    here = hackathon_named(call, hackathon)
    call.bridge.registrations.withdraw(call.actor, here)
    return own_registration(call, here)


@operation("POST", PERSON + "/approve", GROUP, scope=WRITE)
def approve_registration(call: Call, hackathon: str, account: UUID) -> None:
    """Let somebody in; without a free place they go on the waiting list"""
    call.bridge.registrations.approve(call.actor, hackathon_named(call, hackathon), account)


@operation("POST", PERSON + "/refuse", GROUP, scope=WRITE, example={"why": "This one is for students"})
def refuse_registration(call: Call, hackathon: str, account: UUID, body: Reason) -> None:
    """Say no to somebody, with a reason"""
    call.bridge.registrations.refuse(call.actor, hackathon_named(call, hackathon), account, body.why)


@operation("POST", PERSON + "/check-in", GROUP, scope=WRITE)
def check_in(call: Call, hackathon: str, account: UUID) -> None:
    """Tick somebody off at the desk"""
    call.bridge.registrations.check_in(call.actor, hackathon_named(call, hackathon), account)


@operation("DELETE", PERSON + "/check-in", GROUP, scope=WRITE)
def undo_check_in(call: Call, hackathon: str, account: UUID) -> None:
    """Take a tick at the desk back"""
    call.bridge.registrations.undo_check_in(call.actor, hackathon_named(call, hackathon), account)
