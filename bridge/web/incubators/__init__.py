"""Incubators: the directory, an incubator's page, its startups and people, listing a new one."""

from bridge.web.incubators import (  # noqa: F401  # routes
    directory,
    editing,
    introducing,
    introductions,
    listing,
    page,
    people,
    programme,
    roster,
    verifying,
)
from bridge.web.incubators.access import blueprint

__all__ = ["blueprint"]
