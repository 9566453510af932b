"""Where a founder goes after saving a profile: to what it changed."""

from bridge.web.navigation import is_built


def after_saving(slug: str) -> str:
    """The suggestions, which are fresh a second later."""
    suggestions = f"/startups/{slug}/suggestions"
    return suggestions if is_built(suggestions) else f"/startups/{slug}"
