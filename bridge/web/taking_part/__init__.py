"""Taking part in hackathons: registering, teams, projects, the gallery, and the people as managers see them."""

from bridge.web.taking_part import (  # noqa: F401  # routes
    deciding,
    files,
    gallery,
    inviting,
    people,
    project,
    registering,
    showing,
    team,
    teams,
)
from bridge.web.taking_part.access import blueprint
from bridge.web.taking_part.words import init_app

__all__ = ["blueprint", "init_app"]
