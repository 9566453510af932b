"""The command on a database of its own, as somebody at a terminal runs it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bridge.cli import main
from bridge.composition import Bridge
from bridge.settings import Settings

Run = Callable[..., Result]


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"BRIDGE_ENV": "testing", "BRIDGE_DATA": str(tmp_path), "DATABASE_URL": database_url}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def command(*arguments: str, **more: str) -> Result:
        # Nothing but an exit: an exception that a command did not expect fails the test by itself.
        return CliRunner().invoke(main, list(arguments), env={**environment, **more}, catch_exceptions=False)

    return command


@pytest.fixture
def bridge(environment: dict[str, str]) -> Iterator[Bridge]:
    opened = Bridge(replace(Settings.load(environment)))
    yield opened
    opened.close()
