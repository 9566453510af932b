"""Sentences for entries of the log about trust: verifications, confirmations, reports and decisions."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import flask_babel
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from bridge.web.names import country, label

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]
# flask_babel publishes no annotations.
gettext: Callable[..., str] = flask_babel.gettext

MEASURES: dict[str, LazyString] = {
    "nothing": _l("Nothing wrong"),
    "change": _l("Ask its people to change something"),
    "hide": _l("Hide the page"),
    "suspend": _l("Suspend the startup"),
    "suspend_person": _l("Suspend the person's account"),
    "remove_text": _l("Remove the message's text"),
}
"""What can be decided."""
DONE: dict[str, LazyString] = {
    "nothing": _l("Nothing wrong was found"),
    "change": _l("Its people were asked to change something"),
    "hide": _l("The page was hidden"),
    "suspend": _l("The startup was suspended"),
    "suspend_person": _l("An account was suspended"),
    "remove_text": _l("The text of a message was removed"),
}
"""What was decided."""


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _because(text: LazyString) -> Tell:
    return lambda details, names: str(text) % {"why": label(details["reason"], "decision_reasons")}


def _verified(text: LazyString) -> Tell:
    def tell(details: Details, names: "Names") -> Markup:
        who = names.incubator(UUID(str(details["incubator"])))
        return escape(str(text)) % {"incubator": who, "what": label(details["what"], "verifications")}

    return tell


def _house_verified(details: Details, names: "Names") -> str:
    what, where = label(details["what"], "incubator_verifications"), details["office"]
    if where == "*":
        return gettext("Verified by the organisers: %(what)s", what=what)
    return gettext("Verified by the organisers of %(country)s: %(what)s", country=country(where), what=what)


def _house_withdrawn(details: Details, names: "Names") -> str:
    what = label(details["what"], "incubator_verifications")
    return gettext("The organisers do not verify it any more: %(what)s", what=what)


def _decided(details: Details, names: "Names") -> str:
    why = label(details["reason"], "decision_reasons")
    return gettext("Decision: %(what)s (%(why)s)", what=str(DONE[details["measure"]]), why=why)


def _answered(details: Details, names: "Names") -> str:
    if details["outcome"] == "upheld":
        return gettext("The appeal was decided: the decision stands")
    return gettext("The appeal was decided: the decision is taken back")


def _ended(details: Details, names: "Names") -> str:
    if details["how"] == "until":
        return gettext("The time of the decision was over")
    return gettext("What was decided was ended early")


def _with_person(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"person": names.person(UUID(str(details["account"])))}


SENTENCES: dict[str, Tell] = {
    "startup.verified": _verified(_l("Verified by %(incubator)s: %(what)s")),
    "startup.verification_withdrawn": _verified(_l("%(incubator)s does not verify it any more: %(what)s")),
    "startup.profile_confirmed": _plain(_l("The profile was confirmed: all is still right")),
    "startup.confirmation_asked": _plain(_l("Its people were asked whether the profile is still right")),
    "startup.profile_went_stale": _plain(_l("Nobody confirmed the profile: it left suggestions")),
    "startup.suspended": _because(_l("Suspended: %(why)s")),
    "startup.reinstated": _plain(_l("The suspension ended")),
    "startup.suspension_ended": _plain(_l("One suspension ended, another one goes on")),
    "startup.hidden": _because(_l("Hidden by a decision: %(why)s")),
    "startup.shown_again": _plain(_l("The decision does not hide the profile any more")),
    "incubator.verified": _house_verified,
    "incubator.verification_withdrawn": _house_withdrawn,
    "incubator.hidden": _because(_l("Hidden by a decision: %(why)s")),
    "incubator.shown_again": _plain(_l("The decision does not hide the page any more")),
    "introduction.text_removed": _plain(_l("A message's text was removed by a decision")),
    "introduction.text_restored": _plain(_l("A message's text was shown again")),
    "report.made": _plain(_l("Something was reported")),
    "report.closed": _plain(_l("The report was decided")),
    "decision.made": _decided,
    "decision.appealed": _plain(_l("The decision was appealed")),
    "decision.appeal_answered": _answered,
    "decision.ended": _ended,
    "person.opened": _plain(_l("The record of decisions about a person began")),
    "person.suspended": _with_person(_l("The account of %(person)s was suspended")),
    "person.erased": _plain(_l("A person was erased at their own wish")),
    "person.reinstated": _with_person(_l("The account of %(person)s can be used again")),
}
