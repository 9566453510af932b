"""Sentences about introductions: what a proposal says, what its states and the lines of its story mean."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from bridge.web.messages import add_sentences
from bridge.web.names import bdi, country, label, language, phrase

STATES: dict[str, tuple[LazyString, str]] = {
    "proposed": (_l("Waits for an answer"), "apricot"),
    "accepted": (_l("Accepted"), "green"),
    "met": (_l("Met"), "green"),
    "declined": (_l("Declined"), "plain"),
    "withdrawn": (_l("Withdrawn"), "plain"),
    "expired": (_l("Expired without an answer"), "plain"),
    "nothing": (_l("Led to nothing"), "plain"),
}
# What happened, for a page that was opened before it did.
CHANGED: dict[str, LazyString] = {
    "accepted": _l("Meanwhile this introduction was accepted."),
    "declined": _l("Meanwhile this proposal was declined."),
    "withdrawn": _l("Meanwhile this proposal was withdrawn."),
    "expired": _l("Meanwhile the time to answer has ended."),
    "met": _l("Meanwhile it was noted that you met."),
    "nothing": _l("Meanwhile this introduction was closed: it led to nothing."),
}
LINES: dict[str, LazyString] = {
    "introduction.proposed": _l("Proposed"),
    "introduction.side_agreed": _l("Said yes"),
    "introduction.accepted": _l("Accepted"),
    "introduction.declined": _l("Declined"),
    "introduction.withdrawn": _l("Withdrawn"),
    "introduction.reminded": _l("Reminder sent"),
    "introduction.expired": _l("The time for an answer ended"),
    "introduction.times_proposed": _l("Times proposed"),
    "introduction.meeting_confirmed": _l("Meeting confirmed"),
    "introduction.meeting_cancelled": _l("Meeting cancelled"),
    "introduction.met": _l("Marked as met"),
    "introduction.meeting_not_held": _l("The meeting did not take place"),
    "introduction.nothing_came": _l("Closed: it led to nothing"),
}

add_sentences({"not_your_side": _l("The other side decides this.")})


def proposal(startup: sa.RowMapping, choices: Mapping[str, Any] | sa.RowMapping) -> Markup:
    """The sentence that a proposal's choices make, in the language of the page."""
    text = gettext(
        "%(name)s (%(country)s) seeks %(want)s and offers %(offer)s in return. "
        "Next step: %(step)s. Meeting language: %(language)s."
    )
    return Markup(text) % {  # noqa: S704  # a text of our own catalogue
        "name": bdi(startup["name"]),
        "country": country(startup["country"]),
        "want": phrase(choices["want"], "exchange", "need"),
        "offer": phrase(choices["offer"], "exchange", "offer"),
        "step": _within(label(choices["next_step"], "next_steps")),
        "language": language(choices["language"]),
    }


def _within(text: str) -> str:
    """A label as a part of a sentence."""
    return text[:1].lower() + text[1:]
