"""One part of the setup in a form: saved by itself; after the announcement proposed, where every host has to agree."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.hackathon_words import PARTS
from bridge.web.hackathons import choices, reading
from bridge.web.hackathons.access import Seen, blueprint, led
from bridge.web.hackathons.in_words import Difference, differences
from bridge.web.i18n import page_language
from bridge.web.names import country, language, pick_text
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from bridge.web.zones import zones
from events import vocabulary
from events.errors import Broken, Invalid, Missing, Stale
from events.hackathons.aggregate import Hackathon
from events.hackathons.parts import FORMS, NEEDS_EVERY_HOST, checked
from events.hackathons.parts import PARTS as CODES


@blueprint.route("/hackathons/<slug>/manage/setup/<part>", methods=["GET", "POST"])
@members_only
def edit(slug: str, part: str) -> Answer:
    """Show a part in a form, save it, or propose it."""
    if part not in CODES:
        raise Missing("part", part)
    seen = led(slug, "setup")
    version = current_bridge().log.get(Hackathon, seen.id).versions.get(part, 0)
    if request.method == "GET":
        return _form(seen, part, Form(reading.shown(part, seen.part(part))), version)
    form = Form.of_request()
    do, _, what = form.text("do").partition(".")
    if do in ("add", "drop"):
        return _rows(seen, part, form, do, what)
    return _save(seen, part, form, whole(form.text("version")) or 0)


def _rows(seen: Seen, part: str, form: Form, do: str, what: str) -> Answer:
    """One row more or less, nothing saved."""
    field = reading.ROWS.get(part, "")
    sent = request.form
    if do == "add" and field:
        form.typed = reading.with_row(sent, field, form.rows(field))
    elif field:
        form.typed = reading.without_row(sent, field, what.rpartition(".")[2])
    return _form(seen, part, form, whole(form.text("version")) or 0)


def _save(seen: Seen, part: str, form: Form, version: int) -> Answer:
    hackathons, actor, typed = current_bridge().hackathons, current_viewer().actor, reading.typed(part, form)
    proposing = _proposes(seen, part)
    try:
        if proposing:
            read = whole(form.text("version"))
            hackathons.propose(actor, seen.id, part, typed, form.text("why"), version=read)
        else:
            hackathons.change(actor, seen.id, part, typed, version=version)
    except Invalid as invalid:
        form.refuse(invalid)
        return _form(seen, part, form, version, status=422)
    except Stale:
        return _both(seen, part, form, typed)
    except Broken as broken:  # such as another proposal that waits: nothing that was typed is lost by it
        return _form(seen, part, form, version, status=form.refuse(broken, "why"))
    if not proposing:
        flash(gettext("Saved: %(part)s.", part=PARTS[part]), "success")
    elif len(seen.accepted) > 1:
        flash(gettext("Proposed. It applies when every host agrees; they are told."), "success")
    else:
        flash(gettext("Changed, and everybody is told."), "success")
    return redirect(f"{seen.address}/manage/setup", 303)


def _both(seen: Seen, part: str, form: Form, typed: dict[str, Any]) -> Answer:
    """Somebody was quicker: what was typed stays in the form, beside it stands what they saved."""
    found = current_bridge().log.get(Hackathon, seen.id)
    theirs = found.setup.get(part) or {}
    try:
        yours = checked(part, typed, found.setup, None)
    except Invalid as invalid:
        form.refuse(invalid)
        yours = typed
    different = differences(part, theirs, yours)
    return _form(seen, part, form, found.versions.get(part, 0), status=409, different=different)


def _proposes(seen: Seen, part: str) -> bool:
    return seen.state == "announced" and part in NEEDS_EVERY_HOST


def _form(
    seen: Seen, part: str, form: Form, version: int, *, status: int = 200, different: Sequence[Difference] | None = None
) -> Answer:
    place = CODES.index(part)
    page = render_template(
        "hackathons/part.html",
        seen=seen,
        part=part,
        title=PARTS[part],
        form=form,
        version=version,
        proposing=_proposes(seen, part),
        different=different,
        choices=_choices(seen, form),
        after=CODES[place + 1] if place + 1 < len(CODES) else None,
    )
    return page, status


def _choices(seen: Seen, form: Form) -> dict[str, Any]:
    def of(words: Any) -> list[tuple[str, str]]:
        return [(code, str(text)) for code, text in words.items()]

    tracks = seen.part("tracks").get("tracks") or ()
    languages = [*vocabulary.LANGUAGES, *vocabulary.languages.codes]
    return {
        "languages": [(code, language(code)) for code in dict.fromkeys(languages)],
        "sectors": vocabulary.sectors.choices(page_language()),
        "countries": sorted(((code, country(code)) for code in vocabulary.countries.codes), key=lambda pair: pair[1]),
        "forms": [(code, str(choices.FORMS[code])) for code in FORMS],
        "zones": zones(form.value("zone") or seen.zone),
        "who": of(choices.WHO),
        "admissions": of(choices.ADMISSIONS),
        "question_kinds": of(choices.QUESTION_KINDS),
        "track_kinds": of(choices.TRACK_KINDS),
        "tracks": [(track["key"], pick_text(track["name"])) for track in tracks],
        "methods": of(choices.METHODS),
        "ties": of(choices.TIES),
        "late_rules": of(choices.LATE_RULES),
        "file_kinds": of(choices.FILE_KINDS),
        "videos": of(choices.VIDEOS),
    }
