"""What tests in a browser share: the site with demo data, one without, and one Chromium a process."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from tests.browser.person import Person
from tests.browser.site import CHROMIUM_ARGS, Site, chromium, shared

PHONE: ViewportSize = {"width": 360, "height": 740}
# As long as a busy machine may need; who does not wait in vain waits no longer for it.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
ContextMaker = Callable[..., BrowserContext]
PersonMaker = Callable[..., Person]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = os.path.dirname(__file__)  # noqa: PTH120  # compared with a string
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo() -> Iterator[Site]:
    """The site with demo data: looked at, never changed."""
    with shared(_run(), demo=True) as site:
        yield site


@pytest.fixture(scope="session")
def fresh() -> Iterator[Site]:
    """A site where only the incubators' reference data is; tests act in it side by side."""
    with shared(_run(), demo=False) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[ContextMaker]:
    """Make contexts (a browser of one person each) that are closed after the test."""
    made: list[BrowserContext] = []

    def make(site: Site, **options: Any) -> BrowserContext:
        options = {"viewport": PHONE, "reduced_motion": "reduce", "base_url": site.base, **options}
        made.append(browser.new_context(**options))
        made[-1].set_default_timeout(PATIENCE)
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def person(context: ContextMaker) -> PersonMaker:
    """Make people who sit before a phone of 360 px, each with a browser of their own."""

    def make(site: Site, email: str, name: str = "", **options: Any) -> Person:
        return Person(site, context(site, **options).new_page(), email, name)

    return make


def _run() -> str:
    return os.environ.get("PYTEST_XDIST_TESTRUNUID") or f"p{os.getpid()}"
