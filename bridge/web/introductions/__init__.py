"""Introductions: proposing one, the list, and each one's whole story on one page."""

from bridge.web.introductions import (  # noqa: F401  # routes
    answering,
    holding,
    listing,
    meeting,
    outcome,
    proposing,
    story,
)
from bridge.web.introductions.access import blueprint

__all__ = ["blueprint"]
