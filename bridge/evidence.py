"""What those who decide look at: the page as it was when it was reported, or exactly the message that was reported."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from events.errors import Missing
from events.hackathons.talking.question import Question
from events.incubators.aggregate import Incubator
from events.introductions.aggregate import Introduction
from events.projects.aggregate import Project
from events.startups.aggregate import Startup
from events.teams.aggregate import Team

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
        if kind == "question":
            asked = bridge.keys.open(bridge.log.get(Question, about).text)
            return Evidence(texts=[{"en": asked}] if asked else [])  # in whichever language: everybody reads it
        if kind == "project":
            content = bridge.log.get(Project, about, version).versions[-1]["content"]
            language = content["language"]
            return Evidence(texts=[{language: content["title"]}, content["summary"], {language: content["text"]}])
        if kind == "team":
            team = bridge.log.get(Team, about, version)
            return Evidence(texts=[text for text in ({"en": team.name}, team.text) if text])
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
