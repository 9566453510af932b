"""Asking judges, changing what is known of one, taking one off, forgetting a guest."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.layout import stands_at
from bridge.web.messages import add_sentences
from bridge.web.names import country, label, language, pick_text
from bridge.web.panel.access import (
    HERE,
    ONE,
    Panel,
    blueprint,
    juries,
    led_by,
    panel_in_front,
    seat_stored,
    seat_typed,
)
from bridge.web.panel.links import handed_over
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import tracks_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid, Refused

add_sentences(
    {
        "no_such_page": _l("No page that you can see has this address: %(address)s. Copy the address of the page."),
    }
)


@blueprint.route(HERE, methods=["GET", "POST"])
@members_only
def people(slug: str) -> Answer:
    """Show judges and mentors, or ask one more to judge."""
    panel, form = panel_in_front(slug, "judging", "desk"), Form.of_request({"languages": ["en"]})
    if form.typed is None:
        return page(panel, form)
    if not panel.may_invite:
        raise Refused("no_right_in_hackathon", right="judging")
    try:
        typed = {"email": form.text("email"), "name": form.text("name")}
        made = juries().invite(panel.seen.id, typed, seat_typed(form))
    except (Invalid, Broken) as refusal:
        return page(panel, form, form.refuse(refusal, "email"))
    if made.mailed is None:
        return handed_over(panel.seen, made)
    flash(gettext("Asked: a personal link is on its way to %(email)s.", email=made.mailed), "success")
    return redirect(panel.address, 303)


def page(panel: Panel, form: Form, status: int = 200, mentor: Form | None = None) -> Answer:
    """Judges and mentors with both forms."""
    stands_at(panel.address)
    return render_template(
        "panel/people.html",
        panel=panel,
        seen=panel.seen,
        form=form,
        mentor=mentor or Form(),
        mentors_asked=current_bridge().invitations.open_for(panel.seen.id, "mentor"),
        seat_of=lambda row: unpacked(row["seat"]),
        topics_of=lambda row: [label(code, "technologies") for code in unpacked(row["topics"])],
        **choices(panel),
    ), status


def choices(panel: Panel) -> dict[str, Any]:
    """What the form of a judge offers."""
    return {
        "languages_read": [(code, language(code)) for code in vocabulary.languages.codes],
        "countries": [(code, country(code)) for code in vocabulary.countries.codes],
        "tracks": [(key, pick_text(name)) for key, name in tracks_of(panel.seen).items()],
        "technologies": [(code, label(code, "technologies")) for code in vocabulary.technologies.codes],
    }


@blueprint.route(ONE, methods=["GET", "POST"])
@members_only
def judge(slug: str, judge: UUID) -> Answer:
    """Show what is known of a judge, or change it; a conflict that follows withdraws assignments at once."""
    panel, form = panel_in_front(slug, "judging"), Form.of_request()
    panel.judge(judge)
    if form.typed is None:
        return _one(panel, judge, form)
    try:
        current_bridge().panels.change(current_viewer().actor, panel.seen.id, judge, seat_typed(form))
    except (Invalid, Broken) as refusal:
        return _one(panel, judge, form, form.refuse(refusal, "languages"))
    flash(gettext("Saved."), "success")
    return redirect(panel.address, 303)


def _one(panel: Panel, judge: UUID, form: Form, status: int = 200, part: str = "seat") -> Answer:
    """The page of a judge; `form` was sent from a part of it: the seat, "remove", or the project of a conflict."""
    row = panel.judge(judge)
    with current_bridge().reading() as reading:
        stored = seat_stored(reading, row)
    seat = form if part == "seat" else Form()
    seat.stored = stored
    declared = conflicts_of(panel, judge) if panel.declared.get(judge) else []
    return render_template(
        "panel/judge.html",
        panel=panel,
        seen=panel.seen,
        row=row,
        form=form,
        seat_form=seat,
        part=part,
        own=judge == current_viewer().actor.account,
        declared=declared,
        declared_of={str(project) for project, *_ in declared},
        **choices(panel),
    ), status


def conflicts_of(panel: Panel, judge: UUID) -> list[tuple[UUID, str, str | None]]:
    """The projects that a judge declared a conflict with, and why, as the judge wrote it."""
    with current_bridge().reading() as reading:
        rows, connection = reading.views.judging.declared, reading.connection
        query = rows.select().where(rows.c.judge == judge, rows.c.hackathon == panel.seen.id)
        found = connection.execute(query).mappings().all()
        projects = reading.views.projects.by_ids(connection, [row["project"] for row in found])
        titles = {row["id"]: row["title"] for row in projects}
        reading.fetch_keys(row["why"] for row in found)
        return [(row["project"], titles.get(row["project"], ""), reading.open(row["why"])) for row in found]


@blueprint.post(f"{ONE}/conflicts/<uuid:project>/lift")
@members_only
def lift(slug: str, judge: UUID, project: UUID) -> Answer:
    """A declared conflict was a mistake, says the chair."""
    seen, form = led_by(slug, "chair"), Form.of_request()
    try:
        current_bridge().panels.lift(current_viewer().actor, seen.id, project, judge, form.text("why"))
    except (Invalid, Broken) as refusal:
        if "judging" not in seen.rights:  # the page of a judge is for those who run the judging
            raise
        panel = panel_in_front(slug, "judging")
        return _one(panel, judge, form, form.refuse(refusal, "why"), str(project))
    flash(gettext("Lifted: the project may be assigned again."), "success")
    return redirect(f"{seen.address}/manage/judges/{judge}", 303)


@blueprint.post(f"{ONE}/remove")
@members_only
def remove(slug: str, judge: UUID) -> Answer:
    """Take a judge off; what they handed in stays until it is withdrawn."""
    seen, form = led_by(slug, "judging"), Form.of_request()
    try:
        juries().remove(seen.id, judge, form.text("why") or None)
    except (Invalid, Broken) as refusal:
        return _one(panel_in_front(slug, "judging"), judge, form, form.refuse(refusal, "why"), "remove")
    flash(gettext("Taken off. Projects that nobody else judges wait on the page of judging."), "success")
    return redirect(f"{seen.address}/manage/judges", 303)


@blueprint.post(f"{ONE}/erase")
@members_only
def erase(slug: str, judge: UUID) -> Answer:
    """Forget a guest who has left: name, address, words."""
    seen = led_by(slug, "judging")
    juries().erase(seen.id, judge)
    flash(gettext("Erased. What they scored stays, by a former member."), "success")
    return redirect(f"{seen.address}/manage/judges", 303)
