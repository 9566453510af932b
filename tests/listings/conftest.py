"""The house of the domain tests, on a fresh database of each kind; one site for all the small houses."""

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.domain.conftest import clock, founder, house, partner
from tests.listings.village import Square, Village

__all__ = ["clock", "founder", "house", "partner"]


@pytest.fixture(scope="session")
def square(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Square]:
    """The site; who looks at a house of their own says so first."""
    first = Village(sqlite.fresh().render_as_string(hide_password=False), tmp_path_factory.mktemp("square"))
    yield Square(first)
    first.house.close()
