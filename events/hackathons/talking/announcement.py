"""An announcement: what managers write to a group, at once or at a moment, in several languages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from events import vocabulary
from events.actor import Actor
from events.checks import Checker
from events.errors import Broken
from events.fact import Root
from events.hackathons.moments import moment
from events.hackathons.phases import Moment, at
from events.hackathons.talking import events as facts
from events.personal import PersonalText

GROUPS = ("registered", "no_team", "not_submitted", "track", "judges", "mentors")
"""Everybody who takes part; those of them without a team; teams that have not submitted; teams of one track; ..."""


def announcement_id(hackathon: UUID, once: str) -> UUID:
    """The id that follows from the form that was sent: sent twice, it is one announcement."""
    return uuid5(hackathon, f"announcement:{once}")


class Announcement(Root, created=facts.AnnouncementWritten):
    """State is what commands need: scheduled, sent or cancelled."""

    def __init__(
        self, hackathon: UUID, group: str, track: str | None, texts: dict[str, dict[str, PersonalText]],
        due: dict[str, str] | None,
    ) -> None:  # fmt: skip
        self.hackathon, self.group, self.track, self.due = hackathon, group, track, due
        self.state = "scheduled"

    def is_due(self, now: datetime) -> bool:
        """Whether it has to go out."""
        due = at(self.due)
        return self.state == "scheduled" and (due is None or now >= due)

    def send(self, by: Actor, now: datetime, readers: list[UUID]) -> None:
        """Let it go out to those who are in the group at this moment."""
        self._must_wait()
        self.record(facts.AnnouncementSent, by, now, hackathon=self.hackathon, readers=readers)

    def cancel(self, by: Actor, now: datetime) -> None:
        """Do not send it."""
        self._must_wait()
        self.record(facts.AnnouncementCancelled, by, now, hackathon=self.hackathon)

    def _must_wait(self) -> None:
        if self.state != "scheduled":
            raise Broken("announcement_sent" if self.state == "sent" else "announcement_cancelled")


def checked(typed: Mapping[str, Any], setup: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """What was typed, cleaned: `group`, `track`, `title` and `text` by language, `due`. Raises `Invalid`."""
    check = Checker()
    group = check.choice("group", typed.get("group"), GROUPS)
    keys = [row["key"] for row in (setup.get("tracks") or {}).get("tracks") or ()]
    track = check.code("track", typed.get("track"), keys, required=group == "track") if group == "track" else None
    languages = vocabulary.languages
    title = check.texts("title", typed.get("title"), languages, most=120)
    text = check.texts("text", typed.get("text"), languages, most=5000, lines=True)
    for one, other, field in ((title, text, "text"), (text, title, "title")):
        for language in one.keys() - other.keys():
            check.problem(f"{field}.{language}", "required")
    if not title and not text:
        check.problem("title", "required")
    due: Moment | None = None
    if typed.get("when") == "later":
        zone = (setup.get("dates") or {}).get("zone") or "UTC"
        due = moment(check, "due", typed.get("due"), zone)
        found = at(due)
        if found is None and not any(problem.field == "due" for problem in check.problems):
            check.problem("due", "required")
        elif found is not None and found <= now:
            check.problem("due", "in_the_past")
    check.done()
    texts = {language: {"title": title[language], "text": text[language]} for language in title}
    return {"group": group, "track": track, "texts": texts, "due": due}
