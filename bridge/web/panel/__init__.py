"""Judges and mentors as managers and the desk see them: asking, links, ties, conflicts, taking off."""

from bridge.web.panel import judges, links, mentors  # noqa: F401  # routes
from bridge.web.panel.access import blueprint

__all__ = ["blueprint"]
