"""What a profile still lacks: the next best fact for its founder, and what a manager should chase."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from events.startups.profile import EMPTY

ENOUGH_WORDS = 25
STALE_AFTER = timedelta(days=365)
THIN = 3  # so many missing facts, and suggestions are guesses

FACTS = {
    "sectors": _l("Name your sectors: partners are looked for there first."),
    "text": _l("Describe in a few sentences what you do and for whom."),
    "needs": _l("Say what you seek: a distributor, a pilot customer, a team."),
    "offers": _l("Say what you offer: others seek it."),
    "languages": _l("Name the languages that you can work in."),
    "markets": _l("Name the countries that you want to enter."),
    "second_language": _l("Describe yourself in English or Russian too: most others read one of them."),
    "technologies": _l("Name the technologies that you build on."),
    "stage": _l("Say which stage you are at."),
    "logo": _l("Add your logo."),
}
LABELS = {
    "sectors": _l("sectors"), "text": _l("a description"), "needs": _l("what they seek"),
    "offers": _l("what they offer"), "languages": _l("working languages"), "markets": _l("wanted markets"),
    "second_language": _l("a text in English or Russian"), "technologies": _l("technologies"), "stage": _l("stage"),
    "logo": _l("logo"),
}  # fmt: skip


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
    return len(FACTS) - len(missing(profile)), len(FACTS)


def is_thin(profile: Mapping[str, Any]) -> bool:
    """Whether suggestions for a profile would be guesses."""
    return len(missing(profile)) >= THIN


def is_stale(changed_at: str, now: datetime) -> bool:
    """Whether nobody has looked after a profile for a year."""
    return now - datetime.fromisoformat(changed_at) > STALE_AFTER
