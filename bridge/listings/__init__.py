"""Every list of the site, once: what pages show, what can be taken as a file, and what the API answers with."""

from typing import Any

from bridge.listings.administration import GRANTS, TAGS
from bridge.listings.base import Asked, Choice, Column, Found, Listing, Look, Row, look
from bridge.listings.history import OF_INCUBATOR as HISTORY_OF_INCUBATOR
from bridge.listings.history import OF_STARTUP as HISTORY_OF_STARTUP
from bridge.listings.incubators import INCUBATORS
from bridge.listings.introductions import INTRODUCTIONS
from bridge.listings.moderation import DECISIONS
from bridge.listings.oversight import OVERSIGHT
from bridge.listings.partnerships import PARTNERSHIPS
from bridge.listings.rosters import BLOCKED, ROSTER
from bridge.listings.startups import OF_INCUBATOR, STARTUPS
from bridge.listings.suggestions import SUGGESTIONS
from bridge.readmodels.keyset import Place

# By the page that shows the list, without the slug of what it belongs to.
LISTINGS: dict[str, Listing[Any]] = {
    "/startups": STARTUPS,
    "/startups/<slug>/suggestions": SUGGESTIONS,
    "/startups/<slug>/history": HISTORY_OF_STARTUP,
    "/startups/<slug>/blocked": BLOCKED,
    "/incubators": INCUBATORS,
    "/incubators/<slug>/startups": OF_INCUBATOR,
    "/incubators/<slug>/manage/startups": ROSTER,
    "/incubators/<slug>/manage/introductions": OVERSIGHT,
    "/incubators/<slug>/history": HISTORY_OF_INCUBATOR,
    "/introductions": INTRODUCTIONS,
    "/partnerships": PARTNERSHIPS,
    "/admin/moderation/decisions": DECISIONS,
    "/admin/people": GRANTS,
    "/admin/vocabulary": TAGS,
}

__all__ = [
    "BLOCKED", "DECISIONS", "GRANTS", "HISTORY_OF_INCUBATOR", "HISTORY_OF_STARTUP", "INCUBATORS", "INTRODUCTIONS",
    "LISTINGS", "OF_INCUBATOR", "OVERSIGHT", "PARTNERSHIPS", "ROSTER", "STARTUPS", "SUGGESTIONS", "TAGS", "Asked",
    "Choice", "Column", "Found", "Listing", "Look", "Place", "Row", "look",
]  # fmt: skip
