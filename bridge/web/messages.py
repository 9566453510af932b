"""The sentences for what the domain refuses: it speaks in codes, the reader in a language."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

PROBLEMS: dict[str, LazyString] = {
    "required": _l("Please fill this in."),
    "too_short": _l("Please write at least %(least)s characters."),
    "too_long": _l("This is %(length)s characters long; at most %(most)s fit."),
    "too_many": _l("Please choose at most %(most)s."),
    "too_few": _l("Please choose at least %(least)s."),
    "not_text": _l("Only text can go here."),
    "wrong_type": _l("This cannot be read. Please fill it in again."),
    "direction_mark": _l("This has invisible marks that turn the direction of text. Please type it again."),
    "control_character": _l("This has invisible control characters. Please type it again."),
    "unknown_code": _l("Please choose from the list."),
    "not_a_number": _l("Please write a whole number."),
    "out_of_range": _l("Please write a number from %(low)s to %(high)s."),
    "not_an_address": _l("Please write a web address, such as example.com."),
    "not_an_email": _l("Please write an e-mail address, such as name@example.com."),
    "not_a_date": _l("Please write a date."),
    "not_a_moment": _l("Please write a date and a time."),
    "in_the_past": _l("This is in the past."),
    "in_the_future": _l("This is in the future."),
    "taken": _l("Somebody has this already. Please choose another."),
    "too_big": _l("The file is too big: at most %(most)s MB."),
    "not_a_picture": _l("Please choose a picture: PNG, JPEG or WebP."),
}
REFUSALS: dict[str, LazyString] = {
    "refused": _l("This is not yours to do."),
    "not_signed_in": _l("Please sign in first."),
    "not_member": _l("Only its own people may do this."),
    "not_allowed": _l("This is not yours to do."),
    "stale": _l("Somebody else changed this while you were writing."),
    "forged": _l(
        "This form did not come from this site, or it is too old. Please go back, reload the page and send again."
    ),
}
UNKNOWN = _l("This cannot be done as it is now.")

_sentences: dict[str, LazyString] = {**PROBLEMS, **REFUSALS}


def add_sentences(sentences: Mapping[str, LazyString]) -> None:
    """Let a page module bring the sentences of its subject's codes (call it when the module is imported)."""
    _sentences.update(sentences)


def is_known(code: str) -> bool:
    return code in _sentences


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence for a code in the reader's language; a code nobody described gets a general one."""
    text = str(_sentences.get(code, UNKNOWN))
    try:
        return text % dict(params or {})
    except (KeyError, ValueError, TypeError):
        # A sentence that lacks a parameter is still better than an error page.
        return text
