"""Talking around a hackathon: questions that everybody reads, and messages to groups."""

from bridge.web.talking import asking, messages  # noqa: F401  # routes
from bridge.web.talking.access import blueprint

__all__ = ["blueprint"]
