"""What a page weighs on the wire, as a browser counts it."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, CDPSession, Page

# Kilobytes (1,024 bytes, headers included) of a first visit by kind, all of it, and of a repeat visit;
# Urdu brings its letters besides.
BUDGET = {"all": 100.0, "Document": 20.0, "Stylesheet": 15.0, "Script": 20.0}
REQUESTS, REPEAT, URDU_LETTERS = 10, 25.0, 15.0


@dataclass
class Weight:
    """Kilobytes by kind of what was sent for one page, and how many requests went out for it."""

    kinds: dict[str, float] = field(default_factory=dict)
    requests: int = 0

    @property
    def all(self) -> float:
        return sum(self.kinds.values())


class Scales:
    """Counts what reaches one page of the browser."""

    def __init__(self, page: Page) -> None:
        self.page, self.weight = page, Weight()
        self._kinds: dict[str, str] = {}
        session: CDPSession = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def visit(self, address: str) -> Weight:
        """Open a page and weigh it."""
        self.weight = Weight()
        self.page.goto(address, wait_until="networkidle")
        return self.weight

    def _received(self, message: dict[str, object]) -> None:
        response = message["response"]
        assert isinstance(response, dict)
        if not str(response["url"]).startswith("data:"):
            self._kinds[str(message["requestId"])] = str(message["type"])
            self.weight.requests += not response.get("fromDiskCache")

    def _finished(self, message: dict[str, object]) -> None:
        if (kind := self._kinds.pop(str(message["requestId"]), None)) is not None:
            sent = float(str(message["encodedDataLength"])) / 1024
            self.weight.kinds[kind] = self.weight.kinds.get(kind, 0.0) + sent


def visits(browser: Browser, base: str, address: str, language: str) -> tuple[Weight, Weight]:
    """The weight of a page for somebody who was never here, and when they come back to it."""
    locale = {"en": "en-GB", "ur": "ur-PK", "ru": "ru-RU"}[language]
    context = browser.new_context(base_url=base, viewport={"width": 360, "height": 740}, locale=locale)
    scales = Scales(context.new_page())
    first = scales.visit(address)
    repeat = scales.visit(address)
    context.close()
    return first, repeat
