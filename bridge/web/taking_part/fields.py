"""The form of a project: what was typed as plain values, which a draft keeps and a submission checks."""

from typing import Any

from bridge.web.forms import Form
from events.projects.content import EMPTY, MOST_LINKS


def read(form: Form) -> dict[str, Any]:
    """What was typed, in the shape of a project's content; files by digest."""
    links = [
        {"label": form.text(f"links.{row}.label"), "address": form.text(f"links.{row}.address")}
        for row in form.rows("links")[: MOST_LINKS + 1]
    ]
    return {
        "title": form.text("title"), "language": form.text("language"), "text": form.text("text"),
        "summary": form.mapping("summary"), "video": form.text("video"), "tracks": form.many("tracks"),
        "challenges": form.many("challenges"), "files": form.many("files"),
        "links": [link for link in links if link["label"] or link["address"]],
    }  # fmt: skip


def stored(content: dict[str, Any]) -> dict[str, Any]:
    """A draft or a submitted version as a form shows it: files by digest, one more row for a link."""
    files = [file["digest"] if isinstance(file, dict) else file for file in content.get("files") or ()]
    links = list(content.get("links") or ())
    more = [{"label": "", "address": ""}] if len(links) < MOST_LINKS else []
    return {**EMPTY, **content, "files": files, "links": [*links, *more]}
