"""What a thin profile should say next, so that its suggestions become better."""

from matching.profile import Profile

ENOUGH_WORDS = 25


def advice(profile: Profile) -> list[str]:
    """Codes of missing facts, the most useful first; the caller shows at most three."""
    words = max((len(text.split()) for text in profile.texts.values()), default=0)
    missing = {
        "sectors": not profile.sectors,
        "text": words < ENOUGH_WORDS,
        "needs": not profile.needs,
        "offers": not profile.offers,
        "languages": not profile.languages,
        "markets": not profile.markets,
        "need_sectors": bool(profile.needs) and not any(need.sectors for need in profile.needs) and not profile.sectors,
        "need_countries": bool(profile.needs) and not profile.markets and not any(n.countries for n in profile.needs),
        "second_language": bool(words) and not {"en", "ru"} & set(profile.texts),
        "technologies": not profile.technologies,
        "stage": profile.stage is None,
    }
    return [code for code, is_missing in missing.items() if is_missing]
