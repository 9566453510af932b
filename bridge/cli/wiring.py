"""What commands share: the wired parts of the house, a progress bar, a table for the eye."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bridge.composition import Bridge
from bridge.settings import Settings
from events.log import utc_now

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
Report = Callable[[int, int], None]


@contextmanager
def opened(settings: Settings | None = None, clock: Callable[[], datetime] = utc_now) -> Iterator[Bridge]:
    """The wired parts on the settings of the environment, closed afterwards."""
    settings = settings or Settings.load(os.environ)
    settings.data.mkdir(parents=True, exist_ok=True)
    bridge = Bridge(settings, clock)
    try:
        yield bridge
    finally:
        bridge.close()


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """A bar on the error stream: nothing but results go to the output."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
