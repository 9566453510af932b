"""A site without a database: what a visitor's pages need of the house is its settings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bridge.settings import Settings
from bridge.web import create_app

SETTINGS = Settings.load({"BRIDGE_ENV": "testing", "BRIDGE_BASE_URL": "http://localhost"})


@dataclass(frozen=True)
class FakeBridge:
    """Stands in for the wired house where no page asks for more; its log is empty."""

    settings: Settings
    log: ClassVar[Any] = SimpleNamespace(recorder=SimpleNamespace(max_notification_id=lambda: None))


def make_app(settings: Settings = SETTINGS) -> Flask:
    return create_app(FakeBridge(settings))  # type: ignore[arg-type]


@pytest.fixture
def site() -> Flask:
    return make_app()


@pytest.fixture
def secure_site() -> Flask:
    return make_app(replace(SETTINGS, base_url="https://bridge.example"))


@pytest.fixture
def browser(site: Flask) -> Iterator[FlaskClient]:
    with site.test_client() as client:
        yield client
