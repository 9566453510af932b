"""Sentences for entries of the log about the people's choice and certificates."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from bridge.web.history import Names

Details = dict[str, Any]
Tell = Callable[[Details, "Names"], str | Markup]


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


def _person(text: LazyString) -> Tell:
    return lambda details, names: escape(str(text)) % {"person": names.person(UUID(str(details["account"])))}


SENTENCES: dict[str, Tell] = {
    "vote.cast": _plain(_l("Somebody voted for the people's choice")),
    "vote.moved": _plain(_l("Somebody voted for another project")),
    "vote.withdrawn": _plain(_l("Somebody took a vote back")),
    "certificate.issued": _person(_l("%(person)s got a certificate")),
    "certificate.revoked": _person(_l("A certificate of %(person)s was revoked")),
    "certificate.reinstated": _person(_l("A certificate of %(person)s is valid again")),
}
