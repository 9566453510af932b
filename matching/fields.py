"""Sectors and technologies that a text speaks of although its startup did not name them."""

from collections.abc import Collection, Sequence

import numpy as np
from sklearn.linear_model import Ridge

from matching.vectors import Floats

SURE, MENTIONED = 0.45, 0.15
"""How sure the learned guess must be, alone and where the text uses a word of the vocabulary for it."""
MOST = 3


class Fields:
    """Learns from startups that named their sectors, and from the vocabulary's own words, what such texts are like."""

    def __init__(self, topics: Sequence[Floats], named: Sequence[Collection[str]]) -> None:
        self.codes = sorted({code for codes in named for code in codes})
        places = {code: place for place, code in enumerate(self.codes)}
        self.weights = np.zeros((0, 0), np.float32)
        self.base = np.zeros(0, np.float32)
        if self.codes:
            targets = np.zeros((len(named), len(self.codes)), np.float32)
            for row, codes in enumerate(named):
                targets[row, [places[code] for code in codes]] = 1
            ridge = Ridge(alpha=1.0).fit(np.array(topics, np.float32), targets)
            self.weights = np.asarray(ridge.coef_, np.float32).reshape(len(self.codes), -1)
            self.base = np.asarray(ridge.intercept_, np.float32).reshape(-1)

    def guess(self, topics: Floats, mentioned: Collection[str]) -> list[str]:
        """The codes that a text is about, surest first."""
        if not self.codes or not topics.any():
            return []
        sure = self.weights @ topics + self.base
        found = [
            (-float(value), code)
            for code, value in zip(self.codes, sure, strict=True)
            if value >= (MENTIONED if code in mentioned else SURE)
        ]
        return [code for _, code in sorted(found)[:MOST]]
