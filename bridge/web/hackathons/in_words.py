"""A part of the setup in words, field by field, for showing two of them side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from bridge.web.hackathon_words import EDGES
from bridge.web.hackathons.choices import CHOICES
from bridge.web.names import country, label, language, pick_text
from events.hackathons.phases import PHASES


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that has two values."""

    label: str
    theirs: str
    yours: str


def differences(part: str, theirs: Mapping[str, Any], yours: Mapping[str, Any]) -> list[Difference]:
    """The fields in which two versions of a part differ: for a proposed change, before and after."""
    one, other = dict(_fields(part, theirs)), dict(_fields(part, yours))
    return [
        Difference(name, one.get(name, ""), other.get(name, ""))
        for name in [*one, *(name for name in other if name not in one)]
        if one.get(name, "") != other.get(name, "")
    ]


def _fields(part: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if part == "dates":
        yield gettext("Time zone"), str(value.get("zone") or "")
        for phase in PHASES:
            for edge, moment in ((value.get("phases") or {}).get(phase) or {}).items():
                yield str(EDGES[f"{phase}.{edge}"]), "" if moment is None else moment["wall"].replace("T", " ")
        return
    for name, found in value.items():
        if isinstance(found, list) and found and isinstance(found[0], Mapping):
            for place, row in enumerate(found, 1):
                yield f"{_label(name)} {place}", _written(row)
        elif _is_texts(found):
            for code, text in found.items():
                yield f"{_label(name)} ({language(code)})", text
        elif isinstance(found, Mapping):
            for inner, content in found.items():
                yield f"{_label(name)}: {_label(inner)}", _plain(inner, content)
        elif not isinstance(found, list) or found:
            yield _label(name), _plain(name, found)


def _written(row: Mapping[str, Any]) -> str:
    shown = [_plain(name, content) for name, content in row.items() if name != "key"]
    return " · ".join(text for text in shown if text)


def _plain(name: str, value: object) -> str:
    if value is None or value == {} or value == []:
        return ""
    if _is_texts(value):
        return pick_text(value)  # type: ignore[arg-type]  # checked in the line above
    if isinstance(value, Mapping):
        return str(value.get("wall", "")).replace("T", " ")
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if isinstance(value, list):
        return str(gettext(", ")).join(_coded(name, item) for item in value)
    return _coded(name, value)


def _coded(name: str, value: object) -> str:
    if name in ("country", "countries"):
        return country(str(value))
    if name == "sectors":
        return label(str(value), "sectors")
    return language(str(value)) if name == "binding" else str(CHOICES.get(str(value), value))


def _is_texts(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(len(key) == 2 for key in value)


def _label(name: str) -> str:
    found: str = {
        "title": gettext("Title"), "summary": gettext("Summary"), "description": gettext("Description"),
        "binding": gettext("Binding language"), "sectors": gettext("Sectors"), "form": gettext("Form"),
        "country": gettext("Country"), "city": gettext("City"), "venue": gettext("Venue"), "link": gettext("Link"),
        "countries": gettext("Countries"), "who": gettext("Who"), "least_age": gettext("Youngest age"),
        "team_least": gettext("Smallest team"), "team_most": gettext("Largest team"),
        "admission": gettext("Admission"), "places": gettext("Places"), "waiting_list": gettext("Waiting list"),
        "text": gettext("Text"), "chat": gettext("Group chat"), "questions": gettext("Question"),
        "keep_until": gettext("Kept until"), "tracks": gettext("Track"), "prizes": gettext("Prize"),
        "items": gettext("Item"), "criteria": gettext("Criterion"), "low": gettext("Lowest mark"),
        "high": gettext("Highest mark"), "method": gettext("Method"), "tie": gettext("Ties"),
        "views": gettext("Judges for each project"), "same_country": gettext("No judge from the team's country"),
        "conduct": gettext("Code of conduct"), "late": gettext("After the deadline"), "files": gettext("Files"),
        "video": gettext("Video"), "rule": gettext("Rule"), "minutes": gettext("Minutes"),
        "penalty": gettext("Penalty in percent"), "most": gettext("At most"), "megabytes": gettext("Megabytes each"),
        "kinds": gettext("Kinds of files"),
    }.get(name, name)  # fmt: skip
    return found
