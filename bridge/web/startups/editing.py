"""Editing a profile on one page; somebody else's save in between shows both versions and loses nothing."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.sign_in import members_only
from bridge.web.startup_labels import LABELS
from bridge.web.startups.access import Seen, blueprint, seen_by
from bridge.web.startups.fields import STEPS, choices, problems_of, read, with_rows
from bridge.web.startups.in_words import in_words
from bridge.web.startups.logos import kept, logo_of, sealed
from bridge.web.startups.saving import after_saving
from bridge.web.viewer import current_viewer
from events.errors import Invalid, Stale
from events.startups.aggregate import Startup
from events.startups.profile import EMPTY, Profile, changes, checked

ALL = tuple(field for fields in STEPS for field in fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that somebody else saved otherwise."""

    label: str
    theirs: str
    yours: str


@blueprint.route("/startups/<slug>/edit", methods=["GET", "POST"])
@members_only
def edit(slug: str) -> Answer:
    """Show the profile in a form, or save it."""
    seen = seen_by(slug)
    seen.must(seen.may_edit)
    if request.method == "POST":
        return _save(seen)
    return _form(seen, Form(seen.profile), seen.row["version"])


@blueprint.post("/startups/<slug>/address")
@members_only
def rename(slug: str) -> Answer:
    """Move the page to another address; the old one keeps leading to it."""
    seen = seen_by(slug)
    typed = Form.of_request()
    try:
        startup = current_bridge().startups.rename(current_viewer().actor, seen.id, typed.text("slug"))
    except Invalid as invalid:
        typed.refuse(invalid)
        return _form(seen, Form(seen.profile), seen.row["version"], slug_form=typed, status=422)
    flash(gettext("Your page has moved. Old links still lead to it."), "success")
    return redirect(f"/startups/{startup.slug}", 303)


def _save(seen: Seen) -> Answer:
    typed = Form.of_request()
    raw: dict[str, Any] = {**seen.profile, **read(typed, ALL)}
    if typed.text("visibility") == "" and seen.keeps:
        raw["visibility"] = seen.profile["visibility"]
    raw["logo"] = logo_of(typed, kept(typed, seen.profile["logo"]))
    version = whole(typed.text("version")) or 0
    if (changed := with_rows(raw, typed.text("do"))) is not None:
        return _form(seen, Form(changed), version)
    form = Form(raw)
    form.problems.extend([*typed.problems, *problems_of(raw, ALL)])
    if not form.ok:
        return _form(seen, form, version, status=422)
    return _change(seen, form, raw, version)


def _change(seen: Seen, form: Form, raw: dict[str, Any], version: int) -> Answer:
    bridge, actor = current_bridge(), current_viewer().actor
    try:
        startup = bridge.startups.change(actor, seen.id, raw, version=version)
    except Invalid as invalid:
        form.refuse(invalid)
        return _form(seen, form, version, status=422)
    except Stale:
        now = bridge.log.get(Startup, seen.id)
        before = bridge.log.get(Startup, seen.id, version).profile if 0 < version < now.version else {}
        theirs = changes(before, now.profile)
        if not theirs:
            # Something else about the startup changed meanwhile, not a word of its profile.
            return _change(seen, form, raw, now.version)
        merged, differences = _both(before, theirs, now.profile, raw)
        return _form(seen, Form(merged), now.version, differences=differences, status=409)
    flash(gettext("Your profile is saved.") if seen.own else gettext("The profile is saved."), "success")
    return redirect(after_saving(startup.slug) if seen.own else f"/startups/{startup.slug}", 303)


def _both(before: Profile, theirs: Profile, now: Profile, raw: dict[str, Any]) -> tuple[Profile, list[Difference]]:
    """The form that holds what this person typed and, where they typed nothing new, what was saved meanwhile."""
    yours = checked({**EMPTY, **raw}, year=current_bridge().clock().year)
    touched = changes({**EMPTY, **before}, yours)
    merged = {**now, **touched}
    differences = [
        Difference(str(LABELS[field]), in_words(field, now), in_words(field, yours if field in touched else before))
        for field in theirs
        if now[field] != yours[field]
    ]
    return merged, differences


def _form(
    seen: Seen,
    form: Form,
    version: int,
    *,
    slug_form: Form | None = None,
    differences: list[Difference] | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "startups/edit.html",
        seen=seen,
        form=form,
        version=version,
        choices=choices(),
        slug_form=slug_form or Form({"slug": seen.row["slug"]}),
        differences=differences,
        sealed_logo=sealed(logo if isinstance(logo := form.stored.get("logo"), str) else None),
    )
    return (page, status) if status != 200 else page
