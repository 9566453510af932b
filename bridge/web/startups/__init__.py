"""Startups: the directory, a startup's page and history, registering, editing, its people and incubators."""

from bridge.web.startups import (  # noqa: F401  # their routes register themselves
    admissions,
    directory,
    doors,
    editing,
    logos,
    past,
    people,
    profile_page,
    wizard,
)
from bridge.web.startups.access import blueprint

__all__ = ["blueprint"]
