"""What a startup's profile gives to its rows: columns, terms to filter by, their letters, and the text to search."""

from typing import Any

from bridge.readmodels.base import packed
from bridge.readmodels.completeness import missing
from bridge.readmodels.letters import letters_of
from bridge.readmodels.words import document
from events import vocabulary
from events.startups.profile import EMPTY, Profile

TAGGED = {
    "country", "stage", "sectors", "technologies", "tags", "needs", "offers", "languages", "markets", "outsourcing",
    "logo",
}  # fmt: skip
SEARCHED = {
    "name",
    "city",
    "country",
    "one_liner",
    "description",
    "sectors",
    "technologies",
    "tags",
    "needs",
    "offers",
}


def letters_of_profile(profile: Profile, terms: set[tuple[str, str]]) -> str:
    """The letters of a profile whose words have been given their present meaning."""
    return letters_of(profile["country"], profile["stage"], terms)


def terms_of(profile: Profile) -> set[tuple[str, str]]:
    """The (kind, code) pairs by which a profile can be found; its logo, so that a picture knows who may see it."""
    outsourcing = profile["outsourcing"] or {}
    logo = {("logo", profile["logo"])} if profile["logo"] else set()
    return logo | {
        *(("sector", code) for code in profile["sectors"]),
        *(("technology", code) for code in profile["technologies"]),
        *(("tag", tag) for tag in profile["tags"]),
        *(("need", row["code"]) for row in profile["needs"]),
        *(("offer", row["code"]) for row in profile["offers"]),
        *(("language", code) for code in profile["languages"]),
        *(("market", code) for code in profile["markets"]),
        *(("service", code) for code in outsourcing.get("services", ())),
    }


def is_bare(profile: Profile) -> bool:
    """Whether a profile lacks what partners are found by: its sectors, and what it seeks or offers."""
    return not profile.get("sectors") or not (profile.get("needs") or profile.get("offers"))


def columns_of(profile: Profile, version: int, at: str) -> dict[str, Any]:
    """What a change of the profile writes into its row."""
    kept = {
        field: profile[field] for field in ("name", "country", "city", "stage", "founded", "team_size", "visibility")
    }
    kept["lacking"] = len(missing(profile))
    return {**kept, "version": version, "profile": packed({**EMPTY, **profile}), "changed_at": at}


def document_of(profile: Profile) -> str:
    """The words by which a search finds a profile."""
    labels = [
        terms.label(code, language)
        for terms, codes in (
            (vocabulary.sectors, profile["sectors"]),
            (vocabulary.technologies, profile["technologies"]),
        )
        for code in codes
        for language in vocabulary.LANGUAGES
    ]
    country = [vocabulary.countries.label(profile["country"], language) for language in vocabulary.LANGUAGES]
    wishes = [text for row in (*profile["needs"], *profile["offers"]) for text in row["text"].values()]
    texts = (
        *profile["one_liner"].values(),
        *profile["tags"],
        *labels,
        *country,
        *wishes,
        *profile["description"].values(),
    )
    return document(profile["name"], profile["city"], *texts)
