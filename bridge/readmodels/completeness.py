"""How much a profile says of what matters to partners, and how old that is: the rules behind rosters and advice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from events.startups.profile import EMPTY

ENOUGH_WORDS = 25
STALE_AFTER = timedelta(days=182)
THIN = 3  # so many missing facts, and suggestions are guesses
MATTER = 10  # facts that matter


def missing(profile: Mapping[str, Any]) -> list[str]:
    """Codes of what is missing, what helps most first."""
    known = {**EMPTY, **profile}
    written = {*known["one_liner"], *known["description"]}
    texts = [f"{known['one_liner'].get(code, '')} {known['description'].get(code, '')}" for code in written]
    absent = {
        "sectors": not known["sectors"],
        "text": max((len(text.split()) for text in texts), default=0) < ENOUGH_WORDS,
        "needs": not known["needs"],
        "offers": not known["offers"],
        "languages": not known["languages"],
        "markets": not known["markets"],
        "second_language": bool(written) and not {"en", "ru"} & written,
        "technologies": not known["technologies"],
        "stage": known["stage"] is None,
        "logo": not known["logo"],
    }
    return [code for code, lacking in absent.items() if lacking]


def filled(profile: Mapping[str, Any]) -> tuple[int, int]:
    """How many of the facts that matter are there, and how many there are."""
    return MATTER - len(missing(profile)), MATTER


def is_thin(profile: Mapping[str, Any]) -> bool:
    """Whether suggestions for a profile would be guesses."""
    return len(missing(profile)) >= THIN


def is_stale(changed_at: str, now: datetime) -> bool:
    """Whether nobody has looked after a profile for half a year."""
    return now - datetime.fromisoformat(changed_at) > STALE_AFTER
