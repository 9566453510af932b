"""Hackathons: the list, the public page, setting one up, the people who run it."""

# Their routes register themselves.
from bridge.web.hackathons import changing, directory, drafting, editing, feeds, hosting, managing, page, people
from bridge.web.hackathons.access import blueprint
from bridge.web.hackathons.texts import init_app

__all__ = [
    "blueprint", "changing", "directory", "drafting", "editing", "feeds", "hosting", "init_app", "managing", "page",
    "people",
]  # fmt: skip
