"""Editing an incubator's page; the first save by its own people confirms text and visibility."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel.speaklater import LazyString

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.incubators.access import Seen, blueprint, managed
from bridge.web.incubators.fields import LABELS, in_words, read
from bridge.web.names import label
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Invalid, Stale
from events.incubators.aggregate import Incubator
from events.incubators.page import Page, changes, checked


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that somebody else saved otherwise."""

    label: str
    theirs: str
    yours: str


@blueprint.route("/incubators/<slug>/edit", methods=["GET", "POST"])
@members_only
def edit(slug: str) -> Answer:
    """Show the page in a form, or save it; of an unclaimed incubator, confirm it."""
    seen = managed(slug)
    if request.method == "GET":
        return _form(seen, Form(seen.page), seen.row["version"])
    typed = Form.of_request()
    return _save(seen, typed, read(typed), whole(typed.text("version")) or 0)


def _save(seen: Seen, typed: Form, page: dict[str, Any], version: int) -> Answer:
    bridge = current_bridge()
    try:
        bridge.incubators.change(current_viewer().actor, seen.id, page, version=version)
    except Invalid as invalid:
        typed.refuse(invalid)
        return _form(seen, typed, version, status=422)
    except Stale:
        return _both(seen, typed, page, version)
    if seen.unclaimed:
        flash(gettext("Confirmed. This page is yours now, and it no longer says unclaimed."), "success")
    else:
        flash(gettext("The page is saved."), "success")
    return redirect(seen.address, 303)


def _both(seen: Seen, typed: Form, page: dict[str, Any], version: int) -> Answer:
    """Somebody was quicker: keep what was typed, take what they changed elsewhere, and show both where they differ."""
    log = current_bridge().log
    now = log.get(Incubator, seen.id)
    if not 0 < version < now.version:
        before: Page = {}
    else:
        before = log.get(Incubator, seen.id, version).page
    theirs = changes(before, now.page)
    if not theirs:
        # Something else about the incubator changed meanwhile, not a word of its page.
        return _save(seen, typed, page, now.version)
    try:
        yours = checked({**now.page, **page})
    except Invalid as invalid:
        typed.refuse(invalid)
        return _form(seen, typed, version, status=422)
    merged = {field: _merged(before.get(field), now.page[field], yours[field]) for field in now.page}
    differences = [
        Difference(str(LABELS[field]), in_words(field, now.page), in_words(field, merged))
        for field in theirs
        if field in LABELS and merged[field] != now.page[field]
    ]
    taken = [LABELS[field] for field in theirs if field in LABELS and merged[field] == now.page[field]]
    return _form(seen, Form(merged), now.version, differences=differences, taken=taken, status=409)


def _merged(before: Any, theirs: Any, yours: Any) -> Any:
    """What this person changed and, where they changed nothing, what was saved meanwhile; texts by language."""
    if not isinstance(theirs, dict):
        return theirs if yours == before else yours
    known = before or {}
    languages = {
        code: theirs.get(code) if yours.get(code) == known.get(code) else yours.get(code)
        for code in {**theirs, **yours}
    }
    return {code: text for code, text in languages.items() if text}


def _form(
    seen: Seen,
    form: Form,
    version: int,
    *,
    differences: list[Difference] | None = None,
    taken: Sequence[LazyString] = (),
    status: int = 200,
) -> tuple[str, int]:
    page = render_template(
        "incubators/edit.html",
        seen=seen,
        form=form,
        version=version,
        differences=differences,
        taken=taken,
        kinds=kinds(),
    )
    return page, status


def kinds() -> list[tuple[str, str]]:
    """The kinds of incubators to choose from."""
    return [(code, label(code, "incubator_kinds")) for code in vocabulary.incubator_kinds.codes]
