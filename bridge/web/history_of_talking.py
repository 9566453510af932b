"""Sentences for entries of the log about questions and announcements of hackathons."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

if TYPE_CHECKING:
    from bridge.web.history import Names

Tell = Callable[[dict[str, Any], "Names"], str | Markup]


def _plain(text: LazyString) -> Tell:
    return lambda details, names: str(text)


SENTENCES: dict[str, Tell] = {
    "question.asked": _plain(_l("Asked a question about a hackathon")),
    "question.answered": _plain(_l("Answered a question about a hackathon")),
    "question.withdrawn": _plain(_l("Took a question back")),
    "question.hidden": _plain(_l("Hid a question")),
    "question.shown_again": _plain(_l("Showed a hidden question again")),
    "announcement.written": _plain(_l("Wrote an announcement")),
    "announcement.sent": _plain(_l("The announcement went out")),
    "announcement.cancelled": _plain(_l("The announcement does not go out")),
}
