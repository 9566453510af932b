"""What a startup seeks and gives, by kind of exchange: how well an offer meets a need."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.numbers import Numbers
from matching.profile import Exchange, Profile
from matching.vectors import Floats, Ints

Bits = NDArray[np.uint64]
WORDS = 4
LIMIT = WORDS * 64
KINDS = 20
"""Room for kinds of exchange; the vocabulary has nine."""

MUTUAL = ("joint_venture", "co_development")
"""Two who both need one of these meet each other's need."""
INBOUND = ("investment", "mentors", "talent", "outsourcing_capacity")
"""Comes to the one who needs it: a need that names no country takes it from anywhere."""
COMPLEMENTS = {"outsourcing_capacity": "outsourcing_customer", "outsourcing_customer": "outsourcing_capacity"}
"""Who needs customers for outsourcing offers capacity, and the other way round."""

EARLY = ("mentors", "investment", "pilot_customer", "co_development")
LATE = ("distribution", "joint_venture", "outsourcing_capacity", "pilot_customer")
USUAL_NEEDS = {"idea": EARLY, "prototype": EARLY, "mvp": EARLY, "revenue": LATE, "growth": LATE}
USUAL_NEED, UNSAID_OFFER, COMPLEMENT_OFFER = 0.35, 0.8, 0.9

SECTOR_UNKNOWN, SECTOR_OPEN, SECTOR_OTHER = (np.float32(value) for value in (0.45, 0.55, 0.15))
PLACE_UNKNOWN, PLACE_OPEN, PLACE_OTHER = (np.float32(value) for value in (0.7, 0.8, 0.25))
ONE = np.float32(1)


@dataclass(frozen=True, slots=True)
class Side:
    """The needs, or the offers, of one startup or of many: one column a kind."""

    weight: Floats
    sectors: Bits
    places: Bits
    named: NDArray[np.bool_]
    """Whether countries were named; where not, `places` holds what follows from the profile."""

    @classmethod
    def empty(cls, *rows: int) -> "Side":
        return cls(
            np.zeros((*rows, KINDS), np.float32),
            np.zeros((*rows, KINDS, WORDS), np.uint64),
            np.zeros((*rows, KINDS, WORDS), np.uint64),
            np.zeros((*rows, KINDS), np.bool_),
        )

    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        return self.weight, self.sectors, self.places, self.named

    def of(self, rows: Ints, kind: int) -> "Side":
        """One kind of these rows: arrays without the column of kinds."""
        return Side(*(array[rows, kind] for array in (self.weight, self.sectors, self.places, self.named)))


class Trades:
    """Turns needs and offers into columns."""

    def __init__(self) -> None:
        self.kinds = Numbers(KINDS)
        for code in sorted({*MUTUAL, *INBOUND, *COMPLEMENTS, *EARLY, *LATE}):
            self.kinds(code)
        self.sectors = Numbers(LIMIT)
        self.countries = Numbers(LIMIT)
        self.inbound = frozenset(self.kinds.all(INBOUND))

    def needs(self, profile: Profile) -> Side:
        """What is needed; one who says nothing is taken to need a little of what its stage usually needs."""
        side = Side.empty()
        usual = () if profile.needs else USUAL_NEEDS.get(profile.stage or "", ("joint_venture", "distribution"))
        for weight, need in [(1.0, need) for need in profile.needs] + [(USUAL_NEED, Exchange(code)) for code in usual]:
            self._add(side, weight, need, profile.sectors, profile.markets)
        return side

    def offers(self, profile: Profile) -> Side:
        """What is offered, and what follows from needs and from the services of an outsourcing profile."""
        side = Side.empty()
        said = {offer.code for offer in profile.offers}
        for offer in profile.offers:
            self._add(side, 1.0, offer, profile.sectors, (profile.country,))
        for need in profile.needs:
            for code, weight in ((need.code, UNSAID_OFFER),) if need.code in MUTUAL else ():
                if code not in said:
                    self._add(side, weight, need, profile.sectors, (profile.country,))
            complement = COMPLEMENTS.get(need.code)
            if complement and complement not in said:
                implied = Exchange(complement, need.sectors)
                self._add(side, COMPLEMENT_OFFER, implied, profile.sectors, (profile.country,))
        if profile.services and "outsourcing_capacity" not in said:
            self._add(side, COMPLEMENT_OFFER, Exchange("outsourcing_capacity"), (), (profile.country,))
        return side

    def _add(self, side: Side, weight: float, entry: Exchange, sectors: Iterable[str], places: Iterable[str]) -> None:
        kind = self.kinds(entry.code)
        if kind is None:
            return
        side.weight[kind] = max(side.weight[kind], np.float32(weight))
        side.sectors[kind] |= bits(self.sectors, entry.sectors or sectors)
        side.places[kind] |= bits(self.countries, entry.countries or places)
        side.named[kind] |= bool(entry.countries)


def bits(numbers: Numbers, codes: Iterable[str]) -> Bits:
    """A set of codes as bits."""
    words = np.zeros(WORDS, np.uint64)
    for number in numbers.all(codes):
        words[number // 64] |= np.uint64(1 << (number % 64))
    return words


def filled(rows: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows hold anything."""
    return np.asarray(rows.any(axis=1), np.bool_)


def overlap(left: Bits, right: Bits) -> NDArray[np.bool_]:
    """Whether sets of `left` [n, words] and of `right` [m, words] share something: [n, m]."""
    shared = np.zeros((len(left), len(right)), np.bool_)
    for word in range(WORDS):
        if left[:, word].any() and right[:, word].any():
            shared |= (left[:, word, None] & right[None, :, word]) != 0
    return shared


def met(
    inbound: bool,
    needs: Side,
    offers: Side,
    home: Bits,
    away: Bits,
    wording: Floats,
) -> Floats:
    """How well offers [m] meet needs [n] of one kind, 0..1: [n, m]. `home` and `away` are the countries of the two,
    `wording` is how much the words of the need are those of the other's texts."""
    wanted, given = needs.sectors, offers.sectors
    known = filled(wanted)[:, None] & filled(given)[None, :]
    other = SECTOR_OPEN if inbound else SECTOR_OTHER
    sector = np.where(overlap(wanted, given), ONE, np.where(known, other, SECTOR_UNKNOWN))
    sector = np.maximum(sector, wording)
    where, covers = needs.places, offers.places
    named, limited = needs.named[:, None], offers.named[None, :]
    there = overlap(where, covers)
    if inbound:
        there |= overlap(where, away)
        serves = np.where(limited, np.where(overlap(home, covers), ONE, PLACE_OTHER), PLACE_OPEN)
        place = np.where(named, np.where(there, ONE, PLACE_OTHER), serves)
    else:
        place = np.where(filled(where)[:, None], np.where(there, ONE, PLACE_OTHER), PLACE_UNKNOWN)
    fit = needs.weight[:, None] * offers.weight[None, :] * sector * place
    return np.asarray(fit, np.float32)
