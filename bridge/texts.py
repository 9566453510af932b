"""A text that stands in several languages: pages, letters and papers choose for a reader in the same way."""

from collections.abc import Mapping

SECOND_CHOICES = ("en", "ru")


def best(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return (language, text): the reader's, else English, else Russian, else any; ("", "") when empty."""
    for code in (language, *SECOND_CHOICES, *sorted(texts)):
        if texts.get(code):
            return code, texts[code]
    return "", ""


def best_text(texts: Mapping[str, str], language: str) -> str:
    """The text alone."""
    return best(texts, language)[1]
