"""What a person's own token is for: how often letters come, and the file of all that is kept about them."""

from typing import Annotated

from pydantic import Field

from bridge.accounts.throttle import OWN_FILE
from bridge.api.calling import Call
from bridge.api.operation import operation
from bridge.api.problems import Failed
from bridge.api.words import OneOf, Sent, Told
from bridge.leaving.export import export
from bridge.mail import WISHES
from events.errors import Refused

GROUP = "me"
SCOPE = "account"


class Wish(Sent):
    """How often."""

    letters: Annotated[str, OneOf(WISHES)]


class Letters(Told):
    """How letters come."""

    letters: Annotated[str, Field(description="`at_once`, `daily` or `never`.")]


def must_be_person(call: Call) -> None:
    """Refuse tokens of organisations: this is about the person."""
    if call.actor.only is not None:
        raise Refused("another_organisation")


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
