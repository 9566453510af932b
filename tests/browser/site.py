"""The real site in processes of its own, as `./dev run` starts it, on a free port and in a folder of its own."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bridge.cli.wiring import opened
from bridge.composition import Bridge
from bridge.health import look
from bridge.settings import Settings
from tests.browser.clocked import AHEAD

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The address bar's list is a page of its own to a Chromium without a window, drawn anew for every page of ours: without
# it a page costs a third of the work. The rest Playwright leaves out too; what is said last counts.
LEFT_OUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AvoidUnnecessaryBeforeUnloadCheckSync", "HttpsUpgrades",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
CHROMIUM_ARGS = ("--no-sandbox", f"--disable-features={','.join(LEFT_OUT)}")
# What a developer has set for a site of their own must not reach this one.
FOREIGN = ("DATABASE_URL", "SMTP_URL", "BRIDGE_SECRET_KEY", "BRIDGE_MASTER_KEY", "BRIDGE_PROXIES")


@dataclass(frozen=True)
class Site:
    """A running site: its address and where its data lies."""

    base: str
    data: Path
    program: str = "bridge.cli"

    @property
    def env(self) -> dict[str, str]:
        """What its processes have in their environment."""
        kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
        own = {"BRIDGE_ENV": "development", "BRIDGE_DATA": str(self.data), "BRIDGE_BASE_URL": self.base}
        return kept | own | {"PYTHONUNBUFFERED": "1"}

    def command(self, *words: str) -> None:
        """Run the command `bridge` on this site's database."""
        done = subprocess.run(self.words(*words), env=self.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"bridge {' '.join(words)}: {done.stdout}{done.stderr}")

    def words(self, *words: str) -> list[str]:
        """The command `bridge` with its arguments."""
        return [sys.executable, "-m", self.program, *words]

    def move_clock(self, to: datetime) -> None:
        """Let its clock stand at another moment and go on from there; of a site that `clocked` runs."""
        fresh = self.data / f"{AHEAD}.new"
        fresh.write_text(str((to - datetime.now(UTC)).total_seconds()))
        fresh.replace(self.data / AHEAD)

    @contextmanager
    def opened(self) -> Iterator[Bridge]:
        """The same database in this process."""
        with opened(Settings.load(self.env)) as bridge:
            yield bridge

    def caught_up(self) -> bool:
        """Whether every follower has read everything."""
        with self.opened() as bridge:
            followers = look(bridge).followers
        stopped = [follower.error for follower in followers if follower.stopped]
        if stopped:
            raise RuntimeError(f"a follower stopped: {stopped}")
        return all(follower.ever_ran and not follower.behind for follower in followers)


def chromium() -> str:
    """The browser of this machine."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError("There is no Chromium: ./dev setup installs it or says how.")
    return found


@contextmanager
def running(data: Path, *, demo: bool, program: str = "bridge.cli") -> Iterator[Site]:
    """Serve a fresh site with its followers, with or without demo data."""
    site = Site(f"http://127.0.0.1:{_free_port()}", data, program)
    data.mkdir(parents=True, exist_ok=True)
    site.command("migrate")
    if demo:
        site.command("demo")
    port = site.base.rpartition(":")[2]
    with (data / "log").open("w") as log:
        processes = [
            subprocess.Popen(site.words(*words), env=site.env, stdout=log, stderr=log)
            for words in (["serve", "--development", "--port", port], ["follow"])
        ]
        try:
            wait_for("the site", lambda: _alive(processes, data) and _answers(site.base))
            wait_for("the followers", lambda: _alive(processes, data) and site.caught_up())
            yield site
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


@contextmanager
def shared(run: str, *, demo: bool) -> Iterator[Site]:
    """One site for all processes of a test run; the one that started it stops it when the others are done."""
    folder = Path(tempfile.gettempdir()) / f"bridge-browser-{run}-{'demo' if demo else 'empty'}"
    folder.mkdir(exist_ok=True)
    address = folder / "address"
    with (folder / "starting").open("w") as starting, (folder / "using").open("w") as using:
        with ExitStack() as own:
            fcntl.flock(starting, fcntl.LOCK_EX)
            mine = not address.exists()
            if mine:
                site = own.enter_context(running(folder / "data", demo=demo))
                address.write_text(site.base)
            else:
                site = Site(address.read_text(), folder / "data")
            fcntl.flock(using, fcntl.LOCK_SH)
            fcntl.flock(starting, fcntl.LOCK_UN)
            try:
                yield site
            finally:
                if mine:
                    fcntl.flock(starting, fcntl.LOCK_EX)
                    address.unlink()
                    fcntl.flock(using, fcntl.LOCK_EX)
        if mine:
            shutil.rmtree(folder, ignore_errors=True)


def wait_for(what: str, done: Callable[[], bool], seconds: float = 180) -> None:
    """Wait for something that other processes do."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            raise TimeoutError(f"Waited in vain for {what}.")
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _alive(processes: list[subprocess.Popen[bytes]], data: Path) -> bool:
    if any(process.poll() is not None for process in processes):
        raise RuntimeError(f"The site ended by itself:\n{(data / 'log').read_text()[-4000:]}")
    return True


def _answers(base: str) -> bool:
    try:
        with urllib.request.urlopen(f"{base}/account/sign-in", timeout=30):
            return True
    except OSError:
        return False
