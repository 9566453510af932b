"""Sparse rows that can be replaced one at a time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.vectors import Encoded, Floats, Ints

FEW = 8


class Padded:
    """Sparse rows of bounded width that can be replaced in place."""

    def __init__(self, width: int) -> None:
        self.columns = np.zeros((0, width), np.int64)
        self.weights = np.zeros((0, width), np.float32)
        self.size = 1
        self._matrix: csr_matrix | None = None

    def grow(self, rows: int) -> None:
        self.columns = grown(self.columns, rows)
        self.weights = grown(self.weights, rows)

    def set(self, row: int, encoded: Encoded) -> None:
        count = len(encoded.terms)
        self.columns[row], self.weights[row] = 0, 0
        self.columns[row, :count], self.weights[row, :count] = encoded.terms, encoded.weights
        self.size = max(self.size, int(encoded.terms.max(initial=0)) + 1)
        self._matrix = None

    def products(self, rows: Ints, columns: Ints) -> Floats:
        """Scalar products of rows with rows; both ways of counting them give the same numbers."""
        if len(rows) > FEW:
            matrix = self._all()
            return np.asarray((matrix[rows] @ matrix[columns].T).toarray(), np.float32)
        found = np.zeros((len(rows), len(columns)), np.float32)
        place, weight = self.columns[columns], self.weights[columns]
        for number, row in enumerate(rows):
            found[number] = (self._dense(self.columns[row], self.weights[row])[place] * weight).sum(axis=1)
        return found

    def likeness(self, encoded: Encoded) -> Floats:
        """Scalar products of all rows with a text that has none."""
        known = encoded.terms < self.size
        query = self._dense(encoded.terms[known], encoded.weights[known])
        return np.asarray((query[self.columns] * self.weights).sum(axis=1), np.float32)

    def _dense(self, columns: Ints, weights: Floats) -> Floats:
        query = np.zeros(self.size, np.float32)
        np.add.at(query, columns, weights)
        return query

    def _all(self) -> csr_matrix:
        if self._matrix is None:
            rows, width = self.columns.shape
            ends = np.arange(0, rows * width + 1, width)
            # A copy: tidying the matrix would write into the rows.
            parts = self.weights.ravel(), self.columns.ravel(), ends
            self._matrix = csr_matrix(parts, shape=(rows, self.size), copy=True)
            self._matrix.sum_duplicates()
            self._matrix.eliminate_zeros()
        return self._matrix


def grown(array: NDArray[Any], rows: int) -> NDArray[Any]:
    """The array with zero rows added up to this many."""
    more = np.zeros((rows - len(array), *array.shape[1:]), array.dtype)
    return np.concatenate([array, more])
