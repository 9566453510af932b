"""The fields of an incubator's page: what a form reads, and how a version is said in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.web.forms import Form
from bridge.web.names import label, language

TEXTS = ("name", "description", "offers")
PLAIN = ("kind", "city", "site", "visibility")
LABELS = {
    "name": _l("Name"), "kind": _l("Kind"), "country": _l("Country"), "city": _l("City"), "site": _l("Site"),
    "description": _l("Description"), "offers": _l("What startups get"), "visibility": _l("Who may see this page"),
}  # fmt: skip


def read(form: Form, *more: str) -> dict[str, Any]:
    """What was typed, in the shape that the command takes."""
    return {name: form.mapping(name) for name in TEXTS} | {name: form.text(name) for name in (*PLAIN, *more)}


def in_words(field: str, page: Mapping[str, Any]) -> str:
    """Say a field in words, for comparing two versions."""
    value = page.get(field)
    if not value:
        return ""
    if field in TEXTS:
        return "\n".join(f"{language(code)}: {text}" for code, text in value.items())
    if field == "kind":
        return label(str(value), "incubator_kinds")
    if field == "visibility":
        seen_by: dict[str, str] = {"public": gettext("Everybody"), "members": gettext("Members")}
        return seen_by.get(value) or str(gettext("Nobody yet"))
    return str(value)
