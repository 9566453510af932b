"""Running the followers of one process, each in a thread of its own, until a signal says stop."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bridge.heartbeats import Pulse

if TYPE_CHECKING:
    from bridge.composition import Bridge

logger = logging.getLogger(__name__)
Run = Callable[[threading.Event], None]
SIGNALS = (signal.SIGTERM, signal.SIGINT)
PATIENCE = 20.0  # seconds that all have to finish what they are at
GLANCE = 0.25  # seconds between two looks whether a signal came


def _matcher(bridge: "Bridge") -> Run:
    from bridge.followers.matcher import Matcher  # the engine takes seconds and 127 MB: only where it is wanted

    return Matcher(bridge).run


def _mailer(bridge: "Bridge") -> Run:
    from bridge.followers import mailer

    made = mailer.make_mailer(bridge.settings, bridge.outbox, bridge.accounts)
    return lambda stop: mailer.run(made, bridge.accounts, stop)


def _notifier(bridge: "Bridge") -> Run:
    from bridge.followers.notifier import Notifier

    return Notifier(bridge).run


def _timer(bridge: "Bridge") -> Run:
    from bridge.followers.timer import Timer

    return Timer(bridge).run


def _importer(bridge: "Bridge") -> Run:
    from bridge.followers.importer import Importer

    return Importer(bridge).run


def _jury(bridge: "Bridge") -> Run:
    from bridge.followers.jury import Jury  # SciPy: only where it is wanted

    return Jury(bridge).run


def _printer(bridge: "Bridge") -> Run:
    from bridge.followers.papers import Printer  # the PDF library and fonts: only where they are wanted

    return Printer(bridge).run


FOLLOWERS: Mapping[str, Callable[["Bridge"], Run]] = {
    "matcher": _matcher,
    "notifier": _notifier,
    "mailer": _mailer,
    "timer": _timer,
    "importer": _importer,
    "jury": _jury,
    "printer": _printer,
}


class Team:
    """Some followers side by side. One that ends with an error ends the others: somebody must look."""

    def __init__(self, bridge: "Bridge", names: Sequence[str]) -> None:
        self.bridge, self.names = bridge, names
        self.stop = threading.Event()
        self.failed: dict[str, BaseException] = {}

    def _work(self, name: str) -> None:
        try:
            FOLLOWERS[name](self.bridge)(Pulse(self.stop, self.bridge.db, name, self.bridge.clock))
        except BaseException as error:
            logger.exception("the %s ended", name)
            self.failed[name] = error
            self.stop.set()

    def run(self) -> None:
        """Work until SIGTERM or SIGINT comes or `stop` is set; then wait for everybody to finish."""
        told: list[int] = []
        # A handler may only note: setting an event there can meet itself half way, and wait for ever.
        before = {number: signal.signal(number, lambda number, _: told.append(number)) for number in SIGNALS}
        try:
            threads = [threading.Thread(target=self._work, args=(name,), name=name, daemon=True) for name in self.names]
            for thread in threads:
                thread.start()
            while not told and not self.stop.wait(GLANCE):
                pass
            self.stop.set()
            ends = time.monotonic() + PATIENCE
            for thread in threads:
                thread.join(max(0.0, ends - time.monotonic()))
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
