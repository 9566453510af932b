"""Sentences for entries of the log about hackathons."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import flask_babel
from babel.dates import format_datetime
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from bridge.web.hackathon_words import EDGES, PARTS, PHASES
from bridge.web.names import locale

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]
gettext: Callable[..., str] = flask_babel.gettext  # flask_babel publishes no annotations


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _host(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"incubator": names.incubator(UUID(str(details["incubator"])))}


def _person(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"person": names.person(UUID(str(details["account"])))}


def _part(text: LazyString) -> Tell:
    return lambda details, names: str(text) % {"part": PARTS.get(details["part"], details["part"])}


def _phase(by_hand: LazyString, by_time: LazyString) -> Tell:
    def tell(details: Details, names: "Names") -> str:
        return str(by_hand if details["how"] == "hand" else by_time) % {"phase": PHASES[details["phase"]]}

    return tell


def _moved(details: Details, names: "Names") -> str:
    what = EDGES[f"{details['phase']}.{details['edge']}"]
    before, after = (_wall(details.get(name)) for name in ("before", "after"))
    return gettext("Moved: %(what)s, from %(before)s to %(after)s", what=what, before=before, after=after)


def _wall(moment: dict[str, str] | None) -> str:
    if not moment:
        return gettext("by hand")
    wall = datetime.fromisoformat(moment["wall"])
    return f"{format_datetime(wall, 'd MMM y HH:mm', locale=locale())} ({moment['zone']})"


SENTENCES: dict[str, Tell] = {
    "hackathon.drafted": _host(_l("%(incubator)s began to prepare it")),
    "hackathon.part_changed": _part(_l("Edited: %(part)s")),
    "hackathon.host_invited": _host(_l("%(incubator)s was asked to host it")),
    "hackathon.host_accepted": _host(_l("%(incubator)s became a host")),
    "hackathon.host_declined": _host(_l("%(incubator)s does not host it")),
    "hackathon.host_left": _host(_l("%(incubator)s is no host any more")),
    "hackathon.host_agreed": _host(_l("%(incubator)s agreed to rules, dates and prizes")),
    "hackathon.announced": _plain(_l("Announced")),
    "hackathon.cancelled": _plain(_l("Cancelled")),
    "hackathon.change_proposed": _part(_l("A change was proposed: %(part)s")),
    "hackathon.change_agreed": _host(_l("%(incubator)s agreed to a change")),
    "hackathon.change_applied": _part(_l("Changed with the agreement of all hosts: %(part)s")),
    "hackathon.change_refused": _plain(_l("A proposed change was not agreed to")),
    "hackathon.deadline_moved": _moved,
    "hackathon.phase_opened": _phase(_l("Opened by hand: %(phase)s"), _l("Opened at its time: %(phase)s")),
    "hackathon.phase_closed": _phase(_l("Closed by hand: %(phase)s"), _l("Closed at its deadline: %(phase)s")),
    "hackathon.person_invited": _plain(_l("Somebody was invited to help")),
    "hackathon.person_invitation_revoked": _plain(_l("An invitation was taken back")),
    "hackathon.person_added": _person(_l("%(person)s helps with the hackathon")),
    "hackathon.rights_changed": _person(_l("The rights of %(person)s changed")),
    "hackathon.person_removed": _person(_l("%(person)s helps no more")),
}
