"""Public pages stay light enough for a slow phone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import public_pages
from tests.browser.site import Site
from tests.browser.weighing import BUDGET, REPEAT, REQUESTS, URDU_LETTERS, visits


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("page", ["home", "directory", "startup"])
def test_a_public_page_stays_within_its_budget(demo: Site, browser: Browser, page: str, language: str) -> None:
    first, repeat = visits(browser, demo.base, public_pages(demo)[page], language)
    letters = URDU_LETTERS if language == "ur" else 0
    over = {
        kind: weight
        for kind, most in BUDGET.items()
        if (weight := first.all if kind == "all" else first.kinds[kind]) > most + (letters if kind == "all" else 0)
    }
    assert not over, f"{over} kB of {first.kinds}"
    assert first.kinds.get("Font", 0) <= (URDU_LETTERS if language == "ur" else BUDGET["all"])
    assert first.requests <= REQUESTS
    assert repeat.all <= REPEAT, repeat.kinds
