"""Texts as vectors: TF-IDF of their strongest stems, and the same in the space of latent topics (LSA)."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD

from matching.words import Token

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

STEP = np.float32(2048)
"""Vectors are whole multiples of 1/2048: sums of their products are exact in float32, in whatever order they are added,
so one pair scores the same alone, in a block, and on another machine."""
FLOOR = 0.5
"""Even a term that everybody uses tells a little."""
TEXT_SLACK = 1.3
"""In units of what an unseen term tells."""


def exact(vector: Floats, slack: float = 0, reach: float = 1) -> Floats:
    """The vector of this direction and of length `reach` on the exact grid; nothing stays nothing.

    `slack` is a length that the vector is taken to have besides: what little text there is cannot be fully alike."""
    length = float(np.sqrt(np.dot(vector, vector) + slack * slack))
    if length < 1e-6:
        return np.zeros_like(vector)
    return np.asarray(np.trunc(vector * np.float32(reach / length) * STEP) / STEP, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Encoded:
    """The strongest terms of a text, its topics, and the words that people wrote for the terms."""

    terms: Ints
    weights: Floats
    topics: Floats
    words: tuple[str, ...]


class Weights:
    """How much a term tells: inverse document frequency; a term that nobody has used yet tells most."""

    def __init__(
        self, documents: Iterable[Iterable[str]], slack: float | None = None, prior: tuple[int, int] = (1, 1)
    ) -> None:
        """`prior` is how many documents are taken to have been seen before, and how many of them with each term."""
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            counts.update(set(document))
            total += 1
        self.columns: dict[str, int] = {term: column for column, term in enumerate(sorted(counts))}
        before, had = prior
        self.idf = [math.log((before + total) / (had + counts[term])) + FLOOR for term in sorted(counts)]
        self.unseen = math.log((before + total) / had) + FLOOR
        self.slack = TEXT_SLACK * self.unseen if slack is None else slack
        self.fitted = len(self.idf)

    def column(self, term: str) -> int:
        """The place of a term, made for it when it is new."""
        if term not in self.columns:
            self.columns[term] = len(self.idf)
            self.idf.append(self.unseen)
        return self.columns[term]

    def strongest(self, amounts: Mapping[str, float], width: int) -> tuple[list[str], Ints, Floats]:
        """At most `width` terms of a document with exact weights, strongest first."""
        weighed = sorted((-amount * self.idf[self.column(term)], term) for term, amount in amounts.items())
        kept = [term for _, term in weighed[:width]]
        weights = exact(np.array([-weight for weight, _ in weighed[:width]], dtype=np.float32), self.slack)
        return kept, np.array([self.columns[term] for term in kept], dtype=np.int64), weights


class Space:
    """One vector space for texts of all languages, learned from a corpus."""

    WIDTH = 40
    TOPICS = 128

    def __init__(self, documents: Sequence[Sequence[Token]]) -> None:
        stems = [[token.stem for token in document] for document in documents]
        self.weights = Weights(stems)
        self.concept_terms: set[int] = set()
        self.components = np.zeros((self.weights.fitted, self.TOPICS), dtype=np.float32)
        rows = [self.weights.strongest(_often(document), self.WIDTH)[1:] for document in stems if document]
        if rows:
            self._learn(rows)

    def _learn(self, rows: Sequence[tuple[Ints, Floats]]) -> None:
        ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        matrix = csr_matrix(
            (np.concatenate([weights for _, weights in rows]), np.concatenate([columns for columns, _ in rows]), ends),
            shape=(len(rows), self.weights.fitted),
        )
        rank = min(self.TOPICS, *matrix.shape)
        if matrix.shape[1] > 1:
            with np.errstate(
                invalid="ignore"
            ):  # it also computes shares of the variance, of which a tiny corpus has none
                svd = TruncatedSVD(rank, algorithm="randomized", n_iter=4, random_state=0).fit(matrix)
            self.components[:, :rank] = svd.components_.T

    def encode(self, tokens: Sequence[Token]) -> Encoded:
        """The vectors of one text."""
        words: dict[str, str] = {}
        for token in tokens:
            words.setdefault(token.stem, token.word)
        kept, columns, weights = self.weights.strongest(_often(token.stem for token in tokens), self.WIDTH)
        known = columns < self.weights.fitted
        self.concept_terms.update(column for stem, column in zip(kept, columns.tolist(), strict=True) if stem[0] == "=")
        length = float(np.sqrt(np.dot(weights, weights)))
        topics = exact(weights[known] @ self.components[columns[known]], reach=length)
        return Encoded(columns, weights, topics, tuple(words[stem] for stem in kept))


def _often(stems: Iterable[str]) -> dict[str, float]:
    return {stem: 1 + math.log(count) for stem, count in Counter(stems).items()}
