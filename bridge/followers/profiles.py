"""Startups as the engine wants them: read from the read models, with what words mean by decision."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from bridge.readmodels.base import unpacked
from events import vocabulary
from events.startups.standing import ACTIVE
from matching import Exchange, Lexicon, Profile

if TYPE_CHECKING:
    from bridge.composition import Reading

AT_ONCE = 500  # parameters of one query
SHOWN = ("public", "members")
"""Who takes part: a hidden profile is neither suggested nor may it propose, so it has no list either."""
Codes = Mapping[tuple[str, str], str]
Effective = Mapping[tuple[UUID, str], list[str]]


def lexicon() -> Lexicon:
    """The vocabulary's topics with every word for them, as plain data."""
    words: dict[str, dict[str, tuple[str, ...]]] = {}
    for terms in (vocabulary.sectors, vocabulary.technologies):
        for code in terms.codes:
            named = {language: [terms.label(code, language)] for language in vocabulary.LANGUAGES}
            for language, synonyms in terms.synonyms[code].items():
                named.setdefault(language, []).extend(synonyms)
            words[code] = {language: tuple(dict.fromkeys(found)) for language, found in named.items()}
    return Lexicon(words)


def everybody(reading: "Reading") -> dict[UUID, Profile]:
    """All startups that take part."""
    rows = reading.views.startups.rows
    return dict(_profiles(reading, _takes_part(rows), None))


def some(reading: "Reading", startups: Collection[UUID]) -> dict[UUID, Profile | None]:
    """Some startups; None for those that do not take part (any more)."""
    rows = reading.views.startups.rows
    found: dict[UUID, Profile | None] = dict.fromkeys(startups)
    for ids in _portions(sorted(startups)):
        found.update(_profiles(reading, sa.and_(rows.c.id.in_(ids), _takes_part(rows)), ids))
    return found


def _takes_part(rows: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(rows.c.visibility.in_(SHOWN), rows.c.standing == ACTIVE, rows.c.stale.is_(False))


def carriers(reading: "Reading", kind: str, code: str) -> set[UUID]:
    """The startups that a word is said of."""
    tags = reading.views.startups.tags
    return set(reading.connection.scalars(sa.select(tags.c.startup).where(tags.c.kind == kind, tags.c.code == code)))


def _profiles(
    reading: "Reading", condition: sa.ColumnElement[bool], ids: Collection[UUID] | None
) -> Iterator[tuple[UUID, Profile]]:
    rows, tags = reading.views.startups.rows, reading.views.startups.tags
    terms = sa.select(tags.c.startup, tags.c.kind, tags.c.code).where(tags.c.kind.in_(("sector", "technology")))
    if ids is not None:
        terms = terms.where(tags.c.startup.in_(ids))
    effective: dict[tuple[UUID, str], list[str]] = {}
    for startup, kind, code in reading.connection.execute(terms.order_by(tags.c.kind, tags.c.code)):
        effective.setdefault((startup, kind), []).append(code)
    table = reading.views.terms.replacements
    replaced = {(row.kind, row.code): row.successor for row in reading.connection.execute(sa.select(table))}
    for id, text in reading.connection.execute(sa.select(rows.c.id, rows.c.profile).where(condition)):
        yield id, _profile(id, unpacked(text), effective, replaced)


def _profile(id: UUID, said: Mapping[str, Any], effective: Effective, replaced: Codes) -> Profile:
    return Profile(
        id=id.hex,
        country=said["country"],
        texts={
            language: " ".join(filter(None, (said["one_liner"].get(language), said["description"].get(language))))
            for language in sorted({*said["one_liner"], *said["description"]})
        },
        # In the order of the profile, which is the order of importance; then what its tags mean.
        sectors=_ordered(said["sectors"], effective.get((id, "sector"), [])),
        technologies=_ordered(said["technologies"], effective.get((id, "technology"), [])),
        tags=tuple(said["tags"]),
        needs=tuple(_exchange("need", row, replaced) for row in said["needs"]),
        offers=tuple(_exchange("offer", row, replaced) for row in said["offers"]),
        markets=tuple(said["markets"]),
        languages=said["languages"],
        stage=said["stage"],
        services=tuple((said["outsourcing"] or {}).get("services", ())),
    )


def _ordered(said: Iterable[str], effective: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(code for code in said if code in effective), *effective]))


def _exchange(kind: str, row: Mapping[str, Any], replaced: Codes) -> Exchange:
    code, sectors = _last(kind, row["code"], replaced), (_last("sector", s, replaced) for s in row["sectors"])
    return Exchange(code, tuple(dict.fromkeys(sectors)), tuple(row["countries"]), row["text"])


def _last(kind: str, code: str, replaced: Codes) -> str:
    while (kind, code) in replaced:
        code = replaced[kind, code]
    return code


def _portions(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), AT_ONCE):
        yield ids[start : start + AT_ONCE]
