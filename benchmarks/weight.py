"""Kilobytes on the wire of public pages in a browser, for a first and a repeat visit; the floor is their budget."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.records import Record, benchmark
from tests.browser.addresses import public_pages
from tests.browser.site import chromium, running
from tests.browser.weighing import BUDGET, REPEAT, URDU_LETTERS, Weight, visits


@benchmark("weight")
def weight() -> Iterator[Record]:
    """weight.<page>.{first,repeat}.{en,ur}, of home, directory and startup"""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), demo=True) as site, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for page, address in public_pages(site).items():
            for language in ("en", "ur"):
                first, repeat = visits(browser, site.base, address, language)
                letters = URDU_LETTERS if language == "ur" else 0
                yield _record(f"weight.{page}.first.{language}", first, BUDGET["all"] + letters)
                yield _record(f"weight.{page}.repeat.{language}", repeat, REPEAT)
        browser.close()


def _record(name: str, weighed: Weight, budget: float) -> Record:
    peers = {kind.lower(): size for kind, size in weighed.kinds.items()} | {"requests": float(weighed.requests)}
    return Record(name, weighed.all, "kB", budget, weighed.all / budget, peers)
