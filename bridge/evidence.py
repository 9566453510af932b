"""What those who decide look at: the page as it was when it was reported, or exactly the message that was reported."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from events.errors import Missing
from events.incubators.aggregate import Incubator
from events.introductions.aggregate import Introduction
from events.startups.aggregate import Startup

if TYPE_CHECKING:
    from bridge.composition import Bridge


@dataclass(frozen=True, slots=True)
class Evidence:
    """A message, opened because it was reported; or texts by language, as they were then."""

    message: str | None = None
    texts: list[dict[str, str]] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)


def evidence_of(bridge: "Bridge", kind: str, about: UUID, part: str | None, version: int | None) -> Evidence:
    """Read the log for it: what a decision removed from the pages is still there."""
    try:
        if kind == "introduction":
            sealed = bridge.log.get(Introduction, about).texts.get(part or "message")
            return Evidence(message=None if sealed is None else bridge.keys.open(sealed))
        if kind == "startup":
            profile = bridge.log.get(Startup, about, version).profile
            texts = [{"en": profile["name"]}, profile["one_liner"], profile["description"]]
            return Evidence(texts=[text for text in texts if text], sites=[profile["site"]] if profile["site"] else [])
        if kind == "incubator":
            page = bridge.log.get(Incubator, about, version).page
            texts = [page["name"], page["description"], page["offers"]]
            return Evidence(texts=[text for text in texts if text], sites=[page["site"]] if page["site"] else [])
    except Missing:
        return Evidence()
    return Evidence()
