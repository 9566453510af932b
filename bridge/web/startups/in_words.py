"""A field of a profile as plain text in the reader's language: for comparing two versions."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from bridge.web.names import country, label, language
from bridge.web.startup_labels import LABELS
from events.vocabulary import Side


def in_words(field: str, profile: Mapping[str, Any]) -> str:
    """Say a field in words; nothing where it is empty."""
    value = profile.get(field)
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if field == "country":
        return country(value)
    if field == "stage":
        return label(value, "stages")
    if field in ("one_liner", "description"):
        return _texts(value)
    if field in ("sectors", "technologies"):
        return _listed(label(code, field) for code in value)
    if field == "tags":
        return _listed(value)
    if field in ("needs", "offers"):
        return "\n".join(_exchange(row, "need" if field == "needs" else "offer") for row in value)
    if field == "markets":
        return _listed(country(code) for code in value)
    if field == "languages":
        return _listed(f"{language(code)}: {label(level, 'levels')}" for code, level in value.items())
    if field == "outsourcing":
        services = _listed(label(code, "services") for code in value["services"])
        team = f"{LABELS['team_size']}: {value['team']}" if value["team"] else ""
        return "\n".join(part for part in (services, team) if part)
    if field == "visibility":
        return str({"public": gettext("Everybody"), "members": gettext("Members")}.get(value, gettext("Nobody yet")))
    if field == "logo":
        return str(gettext("A picture"))
    return str(value)


def _listed(words: Iterable[str]) -> str:
    return str(gettext(", ")).join(words)


def _texts(texts: Mapping[str, str]) -> str:
    return "\n".join(f"{language(code)}: {text}" for code, text in texts.items())


def _exchange(row: Mapping[str, Any], side: Side) -> str:
    where = _listed(country(code) for code in row["countries"])
    fields = _listed(label(code, "sectors") for code in row["sectors"])
    parts = [label(row["code"], "exchange", side), where, fields, *row["text"].values()]
    return " · ".join(part for part in parts if part)
