"""Everything about every startup in arrays: a row a startup, rows of removed startups used again."""

import numpy as np

from matching.exchange import Side, Trades, bits
from matching.model import CONCEPTS, Model
from matching.numbers import Numbers
from matching.profile import Profile
from matching.sparse import Padded, grown
from matching.vectors import Ints, Space

LEVELS = {"basic": 0.4, "working": 0.75, "fluent": 1.0, "native": 1.0}
LANGUAGES = 64


class Rows:
    """The arrays of all startups under one model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.trades = Trades()
        self.languages = Numbers(LANGUAGES)
        self.row_of: dict[str, int] = {}
        self.profiles: list[Profile | None] = []
        self.words: list[tuple[str, ...]] = []
        self.codes: list[tuple[str, ...]] = []
        self.free: list[int] = []
        self.alive = np.zeros(0, np.bool_)
        self.country = np.zeros(0, np.int64)
        self.home = np.zeros((0, 4), np.uint64)
        self.markets = np.zeros((0, 4), np.uint64)
        self.text = Padded(Space.WIDTH)
        self.concepts = Padded(CONCEPTS)
        self.topics = np.zeros((0, Space.TOPICS), np.float32)
        self.seeks = np.zeros((0, Space.TOPICS), np.float32)
        self.crowd = np.zeros(0, np.float32)
        self.levels = np.zeros((0, LANGUAGES), np.float32)
        self.needs = Side.empty(0)
        self.offers = Side.empty(0)

    def put(self, profile: Profile) -> int:
        """Write a startup's row."""
        row = self.row_of.get(profile.id)
        if row is None:
            row = self._place(profile.id)
        reading = self.model.read(profile)
        self.profiles[row], self.alive[row] = profile, True
        self.words[row], self.codes[row] = reading.text.words, reading.concepts.words
        self.country[row] = -1 if (number := self.trades.countries(profile.country)) is None else number
        self.home[row] = bits(self.trades.countries, [profile.country])
        self.markets[row] = bits(self.trades.countries, profile.markets)
        self.text.set(row, reading.text)
        self.concepts.set(row, reading.concepts)
        self.topics[row], self.seeks[row], self.crowd[row] = reading.text.topics, reading.seeks, reading.crowd
        self.levels[row] = 0
        for language, level in profile.languages.items():
            if (place := self.languages(language)) is not None:
                self.levels[row, place] = LEVELS.get(level, 0)
        for side, new in ((self.needs, self.trades.needs(profile)), (self.offers, self.trades.offers(profile))):
            for array, value in zip(side.arrays(), new.arrays(), strict=True):
                array[row] = value
        return row

    def remove(self, name: str) -> int | None:
        """Forget a startup; its row is free again."""
        row = self.row_of.pop(name, None)
        if row is not None:
            self.alive[row], self.profiles[row] = False, None
            self.free.append(row)
        return row

    def profile(self, row: int) -> Profile:
        """The startup in this row."""
        profile = self.profiles[row]
        if profile is None:
            raise LookupError(f"row {row} is empty")
        return profile

    def living(self) -> Ints:
        """The rows that hold a startup."""
        return np.flatnonzero(self.alive)

    def _place(self, name: str) -> int:
        if not self.free:
            self._grow(max(64, 2 * len(self.profiles)))
        row = self.row_of[name] = self.free.pop()
        return row

    def _grow(self, size: int) -> None:
        before = len(self.profiles)
        self.profiles += [None] * (size - before)
        self.words += [()] * (size - before)
        self.codes += [()] * (size - before)
        self.free += range(size - 1, before - 1, -1)
        self.text.grow(size)
        self.concepts.grow(size)
        for name in ("alive", "country", "home", "markets", "topics", "seeks", "crowd", "levels"):
            setattr(self, name, grown(getattr(self, name), size))
        self.needs = Side(*(grown(array, size) for array in self.needs.arrays()))
        self.offers = Side(*(grown(array, size) for array in self.offers.arrays()))
