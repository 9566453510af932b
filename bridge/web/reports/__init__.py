"""Reporting what is wrong, reading what was decided, appealing, and saying that a profile is still right."""

from bridge.web.reports import confirming, decisions, reporting  # noqa: F401  # their routes register themselves
from bridge.web.reports.access import blueprint

__all__ = ["blueprint"]
