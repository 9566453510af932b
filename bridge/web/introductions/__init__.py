"""Introductions: proposing one, the list, and each one's whole story on one page."""

from bridge.web.introductions import answering, listing, meeting, outcome, proposing, story  # noqa: F401  # routes
from bridge.web.introductions.access import blueprint

__all__ = ["blueprint"]
