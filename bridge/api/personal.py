"""What a person's own token is for: what they say about themselves, their letters, all that is kept about them."""

from typing import Annotated

from pydantic import Field

from bridge.accounts.throttle import OWN_FILE
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.problems import Failed
from bridge.api.words import OneOf, Sent, Text, Told
from bridge.leaving.export import export
from bridge.mail import WISHES
from events.errors import Missing, Refused

GROUP = "me"
SCOPE = "account"


class Wish(Sent):
    """How often."""

    letters: Annotated[str, OneOf(WISHES)]


class Letters(Told):
    """How letters come."""

    letters: Annotated[str, Field(description="`at_once`, `daily` or `never`.")]


class DetailsPatch(Sent):
    """What changes; null takes a number or a name away."""

    name: Text | None = None
    language: Text | None = None
    time_zone: Text | None = None
    phone: Text | None = None
    whatsapp: Text | None = None
    telegram: Text | None = None


class Details(Told):
    """What you say about yourself. Numbers are told to those whose introduction was accepted."""

    name: str
    language: Annotated[str, Field(description="In which letters come.")]
    time_zone: str
    phone: str | None
    whatsapp: str | None
    telegram: str | None


def must_be_person(call: Call) -> None:
    """Refuse tokens of organisations: this is about the person."""
    if call.actor.only is not None:
        raise Refused("another_organisation")


@operation("GET", "/me/details", GROUP, scope=SCOPE, also=(404,))
def read_details(call: Call) -> Details:
    """Read what you say about yourself"""
    must_be_person(call)
    account = call.bridge.accounts.by_id(call.account)
    if account is None:  # erased while this was asked
        raise Missing("account", call.account)
    return Details(**{name: getattr(account, name) for name in Details.model_fields})


@operation("PATCH", "/me/details", GROUP, scope=SCOPE, example={"time_zone": "Asia/Bishkek"}, also=(404,))
def change_details(call: Call, body: DetailsPatch) -> Details:
    """Change what you say about yourself

    Your e-mail address and password are changed on their pages.
    """
    before = read_details(call).model_dump()
    after = {**before, **{name: getattr(body, name) for name in body.model_fields_set}}
    call.bridge.accounts.change_details(call.account, **{name: value or "" for name, value in after.items()})
    return read_details(call)


@operation("DELETE", "/me/feed", GROUP, scope=SCOPE)
def end_feed(call: Call) -> None:
    """Take the secret address of your private feed away

    Another one is made on its page.
    """
    must_be_person(call)
    call.bridge.machines.feeds.end(call.account)


@operation("GET", "/me/letters", GROUP, scope=SCOPE)
def read_letters(call: Call) -> Letters:
    """Read how letters come to you"""
    must_be_person(call)
    return Letters(letters=call.bridge.accounts.wishes([call.account])[call.account])


@operation("PUT", "/me/letters", GROUP, scope=SCOPE, example={"letters": "daily"})
def choose_letters(call: Call, body: Wish) -> Letters:
    """Choose how letters come to you"""
    must_be_person(call)
    call.bridge.accounts.choose_letters(call.account, body.letters)
    return Letters(letters=body.letters)


@operation("POST", "/me/data", GROUP, scope=SCOPE, media="application/zip", secret=True)
def export_data(call: Call) -> bytes:
    """Take along all that is kept about you

    A ZIP of JSON files, six times an hour at most. Erasing an account wants its password, on its page.
    """
    must_be_person(call)
    if not call.bridge.accounts.may(OWN_FILE, call.account.hex):
        headers = {"Retry-After": str(OWN_FILE.seconds)}
        raise Failed(429, "too_many_requests", headers=headers, seconds=OWN_FILE.seconds)
    with export(call.bridge, call.account) as file:
        return file.read()
