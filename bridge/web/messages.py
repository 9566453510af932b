"""From the domain's codes to the reader's language."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from bridge.web import care_sentences, hackathon_words, judging_words
from bridge.web.names import pick_text
from bridge.web.sentences import PROBLEMS, REFUSALS, STATES, UNKNOWN

_sentences: dict[str, LazyString] = {
    **PROBLEMS, **REFUSALS, **STATES, **care_sentences.REFUSALS, **care_sentences.STATES,
    **hackathon_words.PROBLEMS, **hackathon_words.CODES, **judging_words.CODES,
}  # fmt: skip


def add_sentences(sentences: Mapping[str, LazyString]) -> None:
    """Let a page module bring the sentences of its own codes (call it when the module is imported)."""
    _sentences.update(sentences)


def is_known(code: str) -> bool:
    """Tell whether a code has a sentence."""
    return code in _sentences


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_sentences)


def sentence(code: str, params: Mapping[str, object] | None = None) -> str:
    """Return the sentence for a code in the reader's language; a code nobody described gets a general one."""
    text = str(_sentences.get(code, UNKNOWN))
    # Names of parts of a setup come in all their languages.
    shown = {name: pick_text(value) if isinstance(value, Mapping) else value for name, value in (params or {}).items()}
    try:
        return text % shown
    except (KeyError, ValueError, TypeError):
        # A sentence that lacks a parameter is still better than an error page.
        return text
