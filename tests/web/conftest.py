"""A site without a database: what pages need of the house is a few settings."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bridge.web import create_app


@dataclass(frozen=True)
class FakeSettings:
    base_url: str = "http://localhost"
    environment: str = "testing"
    secret_key: str = "a secret of the tests"
    proxies: int = 0
    upload_limit: int = 1024 * 1024


@dataclass(frozen=True)
class FakeBridge:
    settings: FakeSettings = FakeSettings()


def make_app(**settings: object) -> Flask:
    return create_app(FakeBridge(replace(FakeSettings(), **settings)))  # type: ignore[arg-type]


@pytest.fixture
def site() -> Flask:
    return make_app()


@pytest.fixture
def browser(site: Flask) -> Iterator[FlaskClient]:
    with site.test_client() as client:
        yield client
