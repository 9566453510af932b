"""One planted world a test process."""

from collections.abc import Iterator

import pytest

from tests.databases import Sqlite
from tests.permissions.walking import Stage


@pytest.fixture(scope="session")
def stage(sqlite: Sqlite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The site on SQLite, where every request finds the same world."""
    url = sqlite.fresh()
    opened = Stage(tmp_path_factory.mktemp("permissions"), url.render_as_string(hide_password=False))
    yield opened
    opened.close()
    sqlite.drop(url)
