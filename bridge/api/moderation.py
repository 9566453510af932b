"""What those who decide about reports keep: the list of decisions. Deciding itself is done by people, on pages."""

from bridge.api.lists import listed
from bridge.listings import DECISIONS

GROUP = "moderation"

listed(
    "list_decisions", "/decisions", GROUP, DECISIONS, "List decisions about reports",
    "The newest first, for organisers, of their countries. What people wrote is not told.",
)  # fmt: skip
