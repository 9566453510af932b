"""Photographs the main pages of a site with demo data, narrow and wide, for people to look at: `./dev shots`."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bridge.accounts.registration import DEMO_PASSWORD
from bridge.cli.wiring import opened
from bridge.health import look
from bridge.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (360, 1280)
FOUNDER, MANAGER, ORGANISER, ADMINISTRATOR = (
    "founder-peshawar@demo.example",
    "manager-khyber@demo.example",
    "organiser@demo.example",
    "administrator@demo.example",
)


@dataclass(frozen=True)
class Shot:
    """A page, who looks at it, and the links (patterns of addresses) to follow from there."""

    name: str
    address: str
    who: str | None = None
    follow: tuple[str, ...] = ()


A_STARTUP = r"^/startups/(?!new)[^/?#]+$"
SHOTS = (
    Shot("home", "/"),
    Shot("startups", "/startups"),
    Shot("startups-nothing-found", "/startups?q=xyzzy"),
    Shot("startup", "/startups", follow=(A_STARTUP,)),
    Shot("incubators", "/incubators"),
    Shot("incubator", "/incubators", follow=(r"^/incubators/[^/?#]+$",)),
    Shot("register", "/account/register"),
    Shot("sign-in", "/account/sign-in"),
    Shot("not-found", "/nothing-is-here"),
    Shot("styleguide", "/styleguide"),
    Shot("founder-home", "/", FOUNDER),
    Shot("founder-partners", "/", FOUNDER, (r"^/startups/[^/?#]+/suggestions$",)),
    Shot("founder-introductions", "/introductions", FOUNDER),
    Shot("founder-introduction", "/introductions", FOUNDER, (r"^/introductions/[0-9a-f-]{36}$",)),
    Shot("founder-new-startup", "/startups/new", FOUNDER),
    Shot("founder-account", "/account", FOUNDER),
    Shot("manager-home", "/", MANAGER),
    Shot("manager-startups", "/", MANAGER, (r"^/incubators/[^/?#]+/manage/startups$",)),
    Shot("organiser-home", "/", ORGANISER),
    Shot("administrator-people", "/admin/people", ADMINISTRATOR),
    Shot("administrator-health", "/admin/health", ADMINISTRATOR),
)
EXPECTED = {"not-found": 404}


def main() -> int:
    """Make the photographs and list what could not be taken."""
    parser = argparse.ArgumentParser(prog="./dev shots", description=__doc__)
    parser.add_argument("names", nargs="*", help="some of the pages; all without")
    parser.add_argument("--out", type=Path, default=ROOT / "shots")
    parser.add_argument("--languages", default="en,ur", help="such as en,ru,ur")
    chosen = parser.parse_args()
    shots = [shot for shot in SHOTS if not chosen.names or shot.name in chosen.names]
    chosen.out.mkdir(parents=True, exist_ok=True)
    with site() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        failed = [
            f"{shot.name} ({language}, {width}): {problem}"
            for language in chosen.languages.split(",")
            for width in WIDTHS
            for shot, problem in photograph(browser, base, shots, chosen.out, language, width)
        ]
        browser.close()
    print(f"{chosen.out}: {len(shots)} pages, {len(failed)} of the photographs failed")
    print("\n".join(failed))
    return 1 if failed else 0


def photograph(
    browser: Browser, base: str, shots: list[Shot], out: Path, language: str, width: int
) -> Iterator[tuple[Shot, str]]:
    """Photograph pages in one language and width, yielding those that failed and why."""
    for who in dict.fromkeys(shot.who for shot in shots):
        context = browser.new_context(
            base_url=base, viewport={"width": width, "height": 800}, reduced_motion="reduce", locale=language
        )
        page = context.new_page()
        if who is not None:
            sign_in(page, who)
        page.goto(f"/?lang={language}")
        for shot in shots:
            if shot.who == who:
                problem = visit(page, shot)
                # As tall as the page: a bar that is fixed to the window would lie across its middle.
                height = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": max(800, height)})
                page.screenshot(path=out / f"{shot.name}-{language}-{width}.png")
                page.set_viewport_size({"width": width, "height": 800})
                if problem:
                    yield shot, problem
        context.close()


def visit(page: Page, shot: Shot) -> str | None:
    """Go to a page and say what is wrong with it."""
    answer = page.goto(shot.address)
    for pattern in shot.follow:
        links = [link.get_attribute("href") or "" for link in page.locator("a[href]").all()]
        wanted = next((link for link in links if re.search(pattern, link)), None)
        if wanted is None:
            return f"no link like {pattern} on {page.url}"
        answer = page.goto(wanted)
    status = answer.status if answer else 0
    if status != EXPECTED.get(shot.name, 200):
        return f"{status} at {page.url}"
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return f"{wider} px wider than the window" if wider > 0 else None


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/sign-in?lang=en")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", DEMO_PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: "/account/sign-in" not in address)


@contextmanager
def site() -> Iterator[str]:
    """Serve a fresh site with demo data and its followers; yields its address."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        base = f"http://127.0.0.1:{port}"
        env = os.environ | {"BRIDGE_ENV": "development", "BRIDGE_DATA": folder, "BRIDGE_BASE_URL": base}
        bridge = str(Path(sys.executable).with_name("bridge"))
        for step in (["migrate"], ["demo"]):
            subprocess.run([bridge, *step], check=True, env=env, stdout=subprocess.DEVNULL)
        running = [
            subprocess.Popen([bridge, "follow"], env=env),
            subprocess.Popen([bridge, "serve", "--development", "--port", str(port)], env=env),
        ]
        try:
            wait_for("the site to start", lambda: answers(base))
            wait_for("the followers to catch up", lambda: caught_up(env))
            yield base
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(20)


def wait_for(what: str, done: Callable[[], bool], seconds: float = 180) -> None:
    """Wait for something that other processes do."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise SystemExit(f"Waited in vain for {what}.")
        time.sleep(0.3)


def answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(base, timeout=30):
            return True
    except urllib.error.HTTPError:
        return True  # a page of the site, if not the one that was asked for
    except OSError:
        return False


def caught_up(env: dict[str, str]) -> bool:
    with opened(Settings.load(env)) as bridge:
        return not any(follower.behind for follower in look(bridge).followers)


def chromium() -> str:
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    return found or sys.exit("There is no Chromium: ./dev setup installs it or says how.")


if __name__ == "__main__":
    sys.exit(main())
