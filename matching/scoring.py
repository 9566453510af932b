"""The score of pairs: what each side gains from the other, and the harmonic mean of both."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching.exchange import filled, met
from matching.model import TOPIC_SHARE, WORD_SHARE
from matching.rows import Rows
from matching.vectors import Floats, Ints


def _number(value: float) -> np.float32:
    return np.float32(value)


ZERO, ONE, TWO = _number(0), _number(1), _number(2)
RELATION, EXCHANGE, MARKET, LANGUAGE = _number(0.5), _number(0.32), _number(0.1), _number(0.08)
"""What the parts weigh in one direction; they sum to one."""
CROWDED = _number(0.4)
"""How much of a text's likeness to everybody is taken from its likeness to one."""
TEXT_FULL = _number(0.35)
"""Likeness of texts that counts as full."""
BORNE_OUT = _number(3)
CONCEPT_SHARE = _number(0.6)
SEEK_START, SEEK_FULL = _number(0.15), _number(0.5)
RELATED = _number(0.15)
"""Below this relation of topics a pair needs an exchange that fits."""
FITTING = _number(0.5)
SECOND = _number(0.25)
UNKNOWN_MARKET, UNKNOWN_LANGUAGE = _number(0.3), _number(0.4)
UNSTATED = _number(0.25)
"""Of the relation, where one side has not said what it offers."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The terms of the score for rows [n] against rows [m]; each is [n, m]."""

    text: Floats
    concepts: Floats
    relation: Floats
    exchange_there: Floats
    exchange_back: Floats
    market_there: Floats
    market_back: Floats
    language: Floats
    there: Floats
    back: Floats
    score: Floats


def parts(rows: Rows, left: Ints, right: Ints) -> Parts:
    """Score pairs; pairs of one country and pairs without anything in common score zero."""
    words = rows.text.products(left, right)
    topics = rows.topics[left] @ rows.topics[right].T
    crowd = (rows.crowd[left][:, None] + rows.crowd[right][None, :]) / TWO
    text = WORD_SHARE * words + TOPIC_SHARE * topics - CROWDED * crowd
    # Topics that no common word bears out are chance: nobody could be told why.
    text = np.minimum(text, BORNE_OUT * words)
    text = np.minimum(np.maximum(text, ZERO) / TEXT_FULL, ONE)
    concepts = rows.concepts.products(left, right)
    relation = ONE - (ONE - text) * (ONE - CONCEPT_SHARE * concepts)

    there, fits_there = _exchange(rows, left, right, relation)
    back, fits_back = (found.T for found in _exchange(rows, right, left, relation.T))
    market_there = _markets(rows, left, right)
    market_back = _markets(rows, right, left).T
    language = _language(rows, left, right)

    fits = (relation >= RELATED) | (fits_there >= FITTING) | (fits_back >= FITTING)
    fits &= rows.country[left][:, None] != rows.country[right][None, :]
    common = RELATION * relation + LANGUAGE * language
    worth_there = np.where(fits, common + EXCHANGE * there + MARKET * market_there, ZERO)
    worth_back = np.where(fits, common + EXCHANGE * back + MARKET * market_back, ZERO)
    total = worth_there + worth_back
    score = np.where(total > ZERO, TWO * worth_there * worth_back / np.maximum(total, _number(1e-6)), ZERO)
    return Parts(
        text, concepts, relation, there, back, market_there, market_back, language, worth_there, worth_back, score
    )


def kinds_met(rows: Rows, left: Ints, right: Ints) -> Iterator[tuple[str, Ints, Ints, Floats]]:
    """For each kind that some of `left` need and some of `right` offer: the kind, the places of those in `left` and in
    `right`, and how well the needs are met."""
    for code, kind in sorted(rows.trades.kinds.of.items()):
        needing = np.flatnonzero(rows.needs.weight[left, kind])
        offering = np.flatnonzero(rows.offers.weight[right, kind])
        if not len(needing) or not len(offering):
            continue
        a, b = left[needing], right[offering]
        wording = rows.seeks[a] @ rows.topics[b].T
        wording = np.minimum(np.maximum(wording - SEEK_START, ZERO) / SEEK_FULL, ONE)
        inbound = kind in rows.trades.inbound
        fit = met(inbound, rows.needs.of(a, kind), rows.offers.of(b, kind), rows.home[a], rows.home[b], wording)
        yield code, needing, offering, fit


def _exchange(rows: Rows, left: Ints, right: Ints, relation: Floats) -> tuple[Floats, Floats]:
    """How well all needs are met, and how well the best met one is."""
    best = np.zeros((len(left), len(right)), np.float32)
    total = np.zeros_like(best)
    for _, needing, offering, fit in kinds_met(rows, left, right):
        place = np.ix_(needing, offering)
        best[place] = np.maximum(best[place], fit)
        total[place] += fit
    silent = ~filled(rows.offers.weight[right])[None, :]
    found = np.minimum(best + SECOND * (total - best), ONE)
    return np.where(silent, np.maximum(found, UNSTATED * relation), found), best


def _markets(rows: Rows, left: Ints, right: Ints) -> Floats:
    wanted, homes = rows.markets[left], rows.home[right]
    found = np.zeros((len(left), len(right)), np.bool_)
    for word in range(wanted.shape[1]):
        if wanted[:, word].any():
            found |= (wanted[:, word, None] & homes[None, :, word]) != 0
    unknown = ~filled(wanted)[:, None]
    return np.where(found, ONE, np.where(unknown, UNKNOWN_MARKET, ZERO))


def _language(rows: Rows, left: Ints, right: Ints) -> Floats:
    a, b = rows.levels[left], rows.levels[right]
    best = np.zeros((len(left), len(right)), np.float32)
    for place in np.flatnonzero(a.any(axis=0) & b.any(axis=0)):
        np.maximum(best, np.minimum(a[:, place, None], b[None, :, place]), out=best)
    known = filled(a)[:, None] & filled(b)[None, :]
    return np.where(known, best, UNKNOWN_LANGUAGE)
