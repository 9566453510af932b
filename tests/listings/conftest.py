"""The house of the domain tests, on a fresh database of each kind."""

from tests.domain.conftest import clock, founder, house, partner

__all__ = ["clock", "founder", "house", "partner"]
