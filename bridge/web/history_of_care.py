"""Sentences for how unclaimed profiles are claimed, merged, handed over and asked about, and for go-betweens."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

import flask_babel
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]
# flask_babel publishes no annotations.
gettext: Callable[..., str] = flask_babel.gettext


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _with_incubator(text: LazyString) -> Tell:
    return lambda details, names: _filled(str(text), incubator=names.incubator(UUID(details["incubator"])))


def _filled(text: str, **values: str | Markup) -> Markup:
    return escape(text) % values


def _took_in(details: Details, names: "Names") -> Markup:
    return _filled(gettext("Its duplicate %(name)s went into this profile"), name=details["name"])


def _handover_ended(details: Details, names: "Names") -> Markup:
    texts = {
        "declined": gettext("%(incubator)s did not take the profile over"),
        "withdrawn": gettext("The offer to hand it over to %(incubator)s was taken back"),
    }
    return _filled(texts[details["how"]], incubator=names.incubator(UUID(details["incubator"])))


def _asked(details: Details, names: "Names") -> Markup:
    return _filled(
        gettext("%(one)s asked %(incubator)s about %(other)s"),
        one=names.startup(UUID(details["startup"])),
        other=names.startup(UUID(details["about"])),
        incubator=names.incubator(UUID(details["incubator"])),
    )


def _answered(details: Details, names: "Names") -> str:
    return {
        "introduced": gettext("The incubator put them in touch"),
        "invited": gettext("The incubator invited the startup to take its profile over"),
        "not_possible": gettext("The incubator could not help"),
    }[details["answer"]]


SENTENCES: dict[str, Tell] = {
    "startup.claim_requested": _plain(_l("Somebody asked to take the profile over")),
    "startup.claim_withdrawn": _plain(_l("A request to take the profile over was withdrawn")),
    "startup.claim_refused": _plain(_l("A request to take the profile over was refused")),
    "startup.claim_approved": _plain(_l("A request to take the profile over was approved")),
    "startup.took_in": _took_in,
    "startup.handover_offered": _with_incubator(_l("Offered to %(incubator)s, which may take the profile over")),
    "startup.handover_ended": _handover_ended,
    "startup.update_asked": _with_incubator(_l("%(incubator)s asked its people to look through the profile")),
    "enquiry.asked": _asked,
    "enquiry.answered": _answered,
    "enquiry.withdrawn": _plain(_l("The question was withdrawn")),
    "introduction.side_agreed": _plain(_l("One of the two said yes")),
}
