"""What everybody reads of results, and what proves them: results, stage, people's choice, audit, certificates."""

from bridge.web.results import (  # noqa: F401  # routes
    audit,
    carrying,
    certificates,
    feedback,
    mine,
    papers,
    show,
    stage,
    verifying,
    voting,
)
from bridge.web.results.access import blueprint
from bridge.web.results.in_words import init_app

__all__ = ["blueprint", "init_app"]
