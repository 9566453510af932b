"""Hackathons: the list, the public page, setting one up, the people who run it."""

from bridge.web.hackathons import (  # noqa: F401  # routes
    changing,
    directory,
    drafting,
    editing,
    feeds,
    hosting,
    managing,
    page,
    people,
)
from bridge.web.hackathons.access import blueprint
from bridge.web.hackathons.texts import init_app

__all__ = ["blueprint", "init_app"]
