"""Registrations that were begun: kept as they are typed, a few a person."""

import json
import secrets
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _l

from bridge.web.app import current_bridge
from bridge.web.forms import Form
from bridge.web.messages import add_sentences
from bridge.web.startups.fields import STEPS, read
from events.errors import Invalid, Problem
from events.startups.profile import EMPTY

KIND = "startup"
MOST = 10
# A profile that fits every field is below this; what is longer is refused by its own field later, not kept now.
MOST_CHARACTERS = 200_000
add_sentences({
    "draft_too_big": _l("This is more than a draft can keep. Please shorten your texts."),
    "too_many_drafts": _l("You have %(most)s drafts. Please finish or discard one first."),
})  # fmt: skip
_BLANK: dict[str, Any] = {**EMPTY, "needs": [{}], "offers": [{}]}


class Draft:
    """One person's unfinished registration: raw values in the shape of a profile."""

    def __init__(self, account: UUID, subject: str, raw: dict[str, Any]) -> None:
        self.account, self.subject, self.raw = account, subject, raw

    @classmethod
    def asked(cls, account: UUID, subject: str) -> "Draft":
        """The draft that the address or the form names; a name that is not one begins a new draft."""
        if not (subject.isalnum() and subject.isascii() and len(subject) == 16):
            return cls(account, secrets.token_hex(8), dict(_BLANK))
        found = current_bridge().drafts.load(account, KIND, subject)
        return cls(account, subject, {**_BLANK, **(found[0] if found else {})})

    def take(self, form: Form, step: int) -> None:
        """Take in what was typed on a step."""
        self.raw = {**self.raw, **read(form, STEPS[step - 1])}

    def save(self) -> None:
        """Keep it. Raises `Invalid` where it is beyond measure."""
        drafts = current_bridge().drafts
        if len(json.dumps(self.raw, ensure_ascii=False)) > MOST_CHARACTERS:
            raise Invalid([Problem("draft", "draft_too_big", {})])
        others = [subject for subject, _, _ in drafts.of(self.account, KIND) if subject != self.subject]
        if len(others) >= MOST:
            raise Invalid([Problem("draft", "too_many_drafts", {"most": MOST})])
        drafts.save(self.account, KIND, self.raw, self.subject)

    def drop(self) -> None:
        """It became a startup, or was given up."""
        current_bridge().drafts.drop(self.account, KIND, self.subject)

    def address(self, step: int) -> str:
        return f"/startups/new?draft={self.subject}&step={step}"


def asked_step() -> int:
    """The step in the form or the address."""
    asked = request.values.get("step", "1")
    return int(asked) if asked in ("1", "2", "3") else 1


def own_logos(account: UUID) -> set[str]:
    """The logos in a person's drafts: nobody else may look at them yet."""
    return {str(raw["logo"]) for _, raw, _ in current_bridge().drafts.of(account, KIND) if raw.get("logo")}
