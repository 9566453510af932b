"""The jury's room: rounds, who looks at what, progress, paper sheets, pitches, results until they are published."""

from bridge.web.juryroom import (  # noqa: F401  # routes
    assigning,
    deciding,
    pitches,
    planning,
    progress,
    results,
    rounds,
    scorecards,
    sheets,
)
from bridge.web.juryroom.access import blueprint
from bridge.web.juryroom.words import init_app

__all__ = ["blueprint", "init_app"]
