"""Why a pair was suggested, read back from the terms of its score, what counted most first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from matching.exchange import COMPLEMENTS, INBOUND, MUTUAL
from matching.profile import Exchange, Profile, Reason
from matching.rows import LEVELS, Rows
from matching.scoring import CONCEPT_SHARE, EXCHANGE, LANGUAGE, MARKET, RELATION, Parts, kinds_met

Weighed = tuple[float, Reason]
FIT = 0.3
"""Below this an exchange is not worth a sentence."""
TERMS = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one pair's score, seen from one of the two."""

    text: float
    concepts: float
    relation: float
    there: float
    back: float

    @classmethod
    def of(cls, parts: Parts, row: int, column: int) -> "Terms":
        arrays = parts.text, parts.concepts, parts.relation, parts.there, parts.back
        return cls(*(float(array[row, column]) for array in arrays))


def reasons(rows: Rows, mine: int, other: int, terms: Terms) -> tuple[Reason, ...]:
    """The reasons as `mine` reads them."""
    me, them = rows.profile(mine), rows.profile(other)
    found = [
        *_exchange(rows, mine, other, me, them, "need_met"),
        *_exchange(rows, other, mine, them, me, "offer_wanted"),
        *_markets(me, them),
        *_topics(rows, mine, other, me, them, terms),
        *_languages(me, them),
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].code, str(pair[1].params)))
    sought = set[object]()
    told = []
    for _, reason in found:
        if reason.code == "both_seek":  # it was found from both sides
            if reason.params["code"] in sought:
                continue
            sought.add(reason.params["code"])
        told.append(reason)
    return tuple(told)


def _exchange(rows: Rows, needing: int, offering: int, seeker: Profile, giver: Profile, code: str) -> Iterator[Weighed]:
    for kind, _, _, fit in kinds_met(rows, np.array([needing]), np.array([offering])):
        value = float(fit[0, 0])
        if value < FIT * float(rows.needs.weight[needing, rows.trades.kinds.of[kind]]):
            continue
        weight = float(EXCHANGE) * value
        wants = [need for need in seeker.needs if need.code == kind]
        gives = [offer for offer in giver.offers if offer.code == kind]
        if wants and gives:
            yield weight, Reason(code, _detail(kind, wants, gives, seeker, giver))
        elif gives:
            yield weight, Reason("they_offer" if code == "need_met" else "we_offer", {"code": kind})
        elif wants and kind in MUTUAL and any(need.code == kind for need in giver.needs):
            same = [need for need in giver.needs if need.code == kind]
            yield 2 * weight, Reason("both_seek", _detail(kind, wants, same, seeker, giver))
        elif wants and kind in COMPLEMENTS:
            provider = (kind == "outsourcing_capacity") == (code == "need_met")
            services = (giver if kind == "outsourcing_capacity" else seeker).services
            role = "theirs" if provider else "ours"
            yield weight, Reason("outsourcing_fit", {"provider": role, "services": services})


def _detail(
    kind: str, wants: Iterable[Exchange], gives: Iterable[Exchange], seeker: Profile, giver: Profile
) -> dict[str, object]:
    """The kind with the sectors and the country that both named, of the need and the offer that share most."""
    best: tuple[int, tuple[str, ...], str | None] = (-1, (), None)
    for want in wants:
        for give in gives:
            offered = set(give.sectors or giver.sectors)
            sectors = tuple(code for code in (want.sectors or seeker.sectors) if code in offered)
            places = want.countries or (() if kind in INBOUND else seeker.markets)
            covered = [place for place in places if place in (give.countries or (giver.country,))]
            if not covered and kind in INBOUND and giver.country in want.countries:
                covered = [giver.country]
            if (size := 2 * bool(sectors) + bool(covered)) > best[0]:
                best = (size, sectors, covered[0] if covered else None)
    return {"code": kind, "sectors": best[1], "country": best[2]}


def _markets(me: Profile, them: Profile) -> Iterator[Weighed]:
    if them.country in me.markets:
        yield float(MARKET), Reason("market_theirs", {"country": them.country})
    if me.country in them.markets:
        yield float(MARKET), Reason("market_ours", {"country": me.country})


def _topics(rows: Rows, mine: int, other: int, me: Profile, them: Profile, terms: Terms) -> Iterator[Weighed]:
    weight = 2 * float(RELATION) * terms.relation
    share = terms.text / max(terms.text + float(CONCEPT_SHARE) * terms.concepts, 1e-6)
    named = _named(rows, mine, other, me, them)
    whole = sum(part for part, _, _ in named)
    for code, key in (("shared_sectors", "codes"), ("shared_technologies", "codes"), ("shared_tags", "tags"),
                      ("shared_fields", "codes")):  # fmt: skip
        parts = [(part, value) for part, reason, value in named if reason == code]
        if parts:
            values = tuple(value for _, value in sorted(parts, reverse=True))
            yield weight * (1 - share) * sum(part for part, _ in parts) / whole, Reason(code, {key: values})
    words, codes = _shared_words(rows, mine, other)
    if words:
        ours, theirs = zip(*words, strict=True)
        yield weight * share, Reason("shared_topics", {"terms": ours, "theirs": theirs})
    elif codes and not named:
        yield weight * share, Reason("shared_fields", {"codes": codes})


def _named(rows: Rows, mine: int, other: int, me: Profile, them: Profile) -> list[tuple[float, str, str]]:
    """What both are about, with its part in the score: named by both, or guessed for one of them from its text."""
    theirs = dict(zip(rows.codes[other], rows.concepts.weights[other].tolist(), strict=False))
    tags = {rows.model.reader.concept(tag): tag for tag in me.tags}
    known = set(map(rows.model.reader.concept, them.tags))
    found = []
    for code, weight in zip(rows.codes[mine], rows.concepts.weights[mine].tolist(), strict=False):
        if code not in theirs:
            continue
        if code in me.sectors and code in them.sectors:
            reason, value = "shared_sectors", code
        elif code in me.technologies and code in them.technologies:
            reason, value = "shared_technologies", code
        elif code in tags and code in known:
            reason, value = "shared_tags", tags[code]
        else:
            reason, value = "shared_fields", code
        found.append((weight * theirs[code], reason, value))
    # What a text only mentions is told where nothing surer is shared.
    least = max((part for part, _, _ in found), default=0.0) / 3
    return [(part, reason, value) for part, reason, value in found if reason != "shared_fields" or part >= least]


def _shared_words(rows: Rows, mine: int, other: int) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Words for what both texts speak of, as each of them wrote it; and the vocabulary's codes that both mention."""
    places = {term: place for place, term in enumerate(_terms(rows, other))}
    ranked = []
    for place, term in enumerate(_terms(rows, mine)):
        if term in places:
            product = rows.text.weights[mine, place] * rows.text.weights[other, places[term]]
            ranked.append((-float(product), term, rows.words[mine][place], rows.words[other][places[term]]))
    ranked.sort()
    concepts = rows.model.space.concept_terms
    words = [(ours, theirs) for _, term, ours, theirs in ranked if term not in concepts]
    return words[:TERMS], tuple(code for _, term, code, _ in ranked if term in concepts)[:TERMS]


def _terms(rows: Rows, row: int) -> list[int]:
    terms: list[int] = rows.text.columns[row, : len(rows.words[row])].tolist()
    return terms


def _languages(me: Profile, them: Profile) -> Iterator[Weighed]:
    levels = {}
    for language in set(me.languages) & set(them.languages):
        both = me.languages[language], them.languages[language]
        levels[language] = min(both, key=lambda level: LEVELS.get(level, 0))
    best = sorted(levels, key=lambda language: (-LEVELS.get(levels[language], 0), language))
    if best:
        language = best[0]
        params = {"language": language, "level": levels[language], "also": tuple(best[1:])}
        yield 2 * float(LANGUAGE) * LEVELS.get(levels[language], 0), Reason("common_language", params)
