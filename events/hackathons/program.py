"""The parts that people come for: tracks and challenges, prizes, the schedule."""

from collections.abc import Mapping
from typing import Any

from events import vocabulary
from events.checks import Checker
from events.hackathons.moments import moment
from events.hackathons.phases import at
from events.hackathons.rows import rows_of

TRACK_KINDS = ("track", "challenge")


def tracks(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What teams may work on, and who sponsors it."""
    languages, found = vocabulary.languages, []
    for path, key, row in rows_of(check, "tracks", typed.get("tracks"), most=30):
        name = check.texts(f"{path}.name", row.get("name"), languages, most=120)
        if not name:
            check.problem(f"{path}.name", "required")
        found.append(
            {
                "key": key,
                "kind": check.code(f"{path}.kind", row.get("kind") or "track", TRACK_KINDS),
                "name": name,
                "text": check.texts(f"{path}.text", row.get("text"), languages, most=4000, lines=True),
                "sponsor": check.text(f"{path}.sponsor", row.get("sponsor"), most=120),
                "site": check.address(f"{path}.site", row.get("site")),
            }
        )
    return {"tracks": found}


def prizes(check: Checker, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What can be won, overall or in a track; `people` where everybody chooses one as well."""
    languages, found = vocabulary.languages, []
    for path, key, row in rows_of(check, "prizes", typed.get("prizes"), most=50):
        name = check.texts(f"{path}.name", row.get("name"), languages, most=120)
        if not name:
            check.problem(f"{path}.name", "required")
        found.append(
            {
                "key": key,
                "name": name,
                "text": check.texts(f"{path}.text", row.get("text"), languages, most=2000, lines=True),
                "worth": check.text(f"{path}.worth", row.get("worth"), most=120),
                "track": check.text(f"{path}.track", row.get("track"), most=12) or None,
            }
        )
    people = {"people": True} if typed.get("people") in (True, "yes") else {}
    return {"prizes": found, **people}


def known_tracks(check: Checker, value: Mapping[str, Any], setup: Mapping[str, Any]) -> None:
    """A prize of a track names one that there is."""
    known = {track["key"] for track in (setup.get("tracks") or {}).get("tracks") or ()}
    for place, prize in enumerate(value["prizes"]):
        if prize["track"] is not None and prize["track"] not in known:
            check.problem(f"prizes.{place}.track", "unknown_code")


def schedule(check: Checker, typed: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """What happens when, in the hackathon's zone, in the order of time."""
    languages = vocabulary.languages
    found: list[dict[str, Any]] = []
    for path, key, row in rows_of(check, "items", typed.get("items"), most=200):
        title = check.texts(f"{path}.title", row.get("title"), languages, most=120)
        if not title:
            check.problem(f"{path}.title", "required")
        starts = moment(check, f"{path}.starts", row.get("starts"), zone)
        ends = moment(check, f"{path}.ends", row.get("ends"), zone)
        if starts is None and not any(problem.field == f"{path}.starts" for problem in check.problems):
            check.problem(f"{path}.starts", "required")
        first, last = at(starts), at(ends)
        if first is not None and last is not None and last <= first:
            check.problem(f"{path}.ends", "ends_before_it_starts")
        found.append(
            {
                "key": key,
                "title": title,
                "text": check.texts(f"{path}.text", row.get("text"), languages, most=2000, lines=True),
                "starts": starts,
                "ends": ends,
                "where": check.text(f"{path}.where", row.get("where"), most=160),
            }
        )
    found.sort(key=lambda item: item["starts"]["at"] if item["starts"] else "")
    return {"items": found}
