"""The forms of the parts: what was typed as the commands take it, and what is stored as the forms show it."""

from collections.abc import Callable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from bridge.web.forms import Form
from events.hackathons.phases import EDGES, PHASES

ROWS = {"questions": "questions", "tracks": "tracks", "prizes": "prizes", "schedule": "items", "rubric": "criteria"}
"""The parts that hold a list, and its name."""


def typed(part: str, form: Form) -> dict[str, Any]:
    """What was typed of a part."""
    return _READ[part](form)


def _about(form: Form) -> dict[str, Any]:
    texts = {name: form.mapping(name) for name in ("title", "summary", "description")}
    return {**texts, "binding": form.text("binding"), "sectors": form.many("sectors")}


def _place(form: Form) -> dict[str, Any]:
    return {name: form.text(name) for name in ("form", "country", "city", "venue", "link")}


def _dates(form: Form) -> dict[str, Any]:
    phases = {phase: {edge: form.text(f"phases.{phase}.{edge}") for edge in EDGES} for phase in PHASES}
    return {"zone": form.text("zone"), "phases": phases}


def _taking_part(form: Form) -> dict[str, Any]:
    names = ("who", "least_age", "team_least", "team_most", "admission", "places", "waiting_list", "chat")
    plain = {name: form.text(name) for name in names}
    return {**plain, "countries": form.many("countries"), "text": form.mapping("text")}


def _questions(form: Form) -> dict[str, Any]:
    found = []
    for n in form.rows("questions"):
        path = f"questions.{n}"
        row = _plain(form, path, "key", "kind", "required")
        label, options = form.mapping(f"{path}.label"), form.mapping(f"{path}.options")
        if label or options:
            found.append({**row, "label": label, "options": _options(options)})
    return {"questions": found, "keep_until": form.text("keep_until")}


def _options(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Options are typed a line each; the same line of another language is the same option."""
    lines = {code: [line.strip() for line in text.splitlines() if line.strip()] for code, text in texts.items()}
    most = max((len(found) for found in lines.values()), default=0)
    return [
        {"key": str(n + 1), "label": {code: found[n] for code, found in lines.items() if n < len(found)}}
        for n in range(most)
    ]


def _tracks(form: Form) -> dict[str, Any]:
    return {"tracks": _rows(form, "tracks", ("key", "kind", "sponsor", "site"), ("name", "text"))}


def _prizes(form: Form) -> dict[str, Any]:
    rows = _rows(form, "prizes", ("key", "worth", "track"), ("name", "text"))
    return {"prizes": rows, "people": form.text("people")}


def _schedule(form: Form) -> dict[str, Any]:
    return {"items": _rows(form, "items", ("key", "starts", "ends", "where"), ("title", "text"))}


def _rubric(form: Form) -> dict[str, Any]:
    names = ("low", "high", "method", "tie", "views", "same_country")
    plain = {name: form.text(name) for name in names}
    return {**plain, "criteria": _rows(form, "criteria", ("key", "weight"), ("name", "text"))}


def _rules(form: Form) -> dict[str, Any]:
    files = {**_plain(form, "files", "most", "megabytes"), "kinds": form.many("files.kinds")}
    late = _plain(form, "late", "rule", "minutes", "penalty")
    return {"conduct": form.mapping("conduct"), "late": late, "files": files, "video": form.text("video")}


def _rows(form: Form, field: str, plain: tuple[str, ...], texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows in which something was typed."""
    found = []
    for n in form.rows(field):
        path = f"{field}.{n}"
        row = _plain(form, path, *plain)
        said = {name: form.mapping(f"{path}.{name}") for name in texts}
        if any(said.values()) or any(row.get(name) for name in ("starts", "sponsor", "worth")):
            found.append({**row, **said})
    return found


def _plain(form: Form, path: str, *names: str) -> dict[str, str]:
    return {name: form.text(f"{path}.{name}") for name in names}


_READ: Mapping[str, Callable[[Form], dict[str, Any]]] = {
    "about": _about,
    "place": _place,
    "dates": _dates,
    "taking_part": _taking_part,
    "questions": _questions,
    "tracks": _tracks,
    "prizes": _prizes,
    "schedule": _schedule,
    "rubric": _rubric,
    "rules": _rules,
}


def shown(part: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """A stored part as its form shows it: moments as wall times, options a line each, yes for true."""
    if part == "questions":
        rows = [
            {**row, "options": _lines(row["options"]), "required": _yes(row["required"])}
            for row in value.get("questions") or ()
        ]
        return {**value, "questions": rows}
    found: dict[str, Any] = _walls(value)
    return found


def _walls(value: Any) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"wall", "zone", "at"}:
            return value["wall"]
        return {name: _walls(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_walls(inner) for inner in value]
    return _yes(value) if isinstance(value, bool) else value


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _lines(options: list[dict[str, Any]]) -> dict[str, str]:
    languages = list(dict.fromkeys(code for option in options for code in option["label"]))
    return {code: "\n".join(option["label"].get(code, "") for option in options) for code in languages}


def without_row(sent: MultiDict[str, str], field: str, row: str) -> MultiDict[str, str]:
    """What was sent, without one row of a list."""
    start = f"{field}.{row}."
    return MultiDict([(name, value) for name, value in sent.items(multi=True) if not name.startswith(start)])


def with_row(sent: MultiDict[str, str], field: str, numbers: list[int]) -> MultiDict[str, str]:
    """What was sent, with one more row that is empty."""
    found = MultiDict(list(sent.items(multi=True)))
    found[f"{field}.{max(numbers, default=-1) + 1}.key"] = ""
    return found
