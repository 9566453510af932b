"""Startups: the directory, a startup's page and history, registering, editing, its people and incubators."""

from bridge.web.startups import (  # noqa: F401  # their routes register themselves
    admissions,
    claiming,
    directory,
    doors,
    editing,
    handing_over,
    logos,
    merging,
    past,
    people,
    profile_page,
    wizard,
)
from bridge.web.startups.access import blueprint

__all__ = ["blueprint"]
