"""The teams of a hackathon: which look for people with which skills, and one's own."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext

from bridge.readmodels.base import unpacked
from bridge.web.app import Answer, current_bridge
from bridge.web.filtering import Filter, Option, chips
from bridge.web.forms import Form
from bridge.web.messages import sentence
from bridge.web.names import label
from bridge.web.pagination import asked_number, page_of
from bridge.web.sign_in import members_only
from bridge.web.taking_part.access import blueprint, part_of
from bridge.web.viewer import current_viewer
from events import vocabulary
from events.errors import Broken, Invalid

SIZE = 24


@blueprint.route("/hackathons/<slug>/teams", methods=["GET", "POST"])
def teams(slug: str) -> Answer:
    """List teams, those that look for people first; a sent form makes a new one."""
    if request.method == "POST":
        return _form_a_team(slug)
    return _page(slug, Form())


@members_only
def _form_a_team(slug: str) -> Answer:
    form = Form.of_request()
    with current_bridge().reading() as reading:
        part = part_of(reading, slug)
    try:
        made = current_bridge().teams.form(current_viewer().actor, part.seen.id, form.text("name"))
    except Invalid as invalid:
        form.refuse(invalid)
        return _page(slug, form, 422)
    except Broken as broken:
        flash(sentence(broken.code, broken.params), "error")
        return _page(slug, form, 409)
    flash(gettext("Your team is there. Invite others, or say whom you look for."), "success")
    return redirect(f"{part.address}/teams/{made.id}", 303)


def _page(slug: str, form: Form, status: int = 200) -> Answer:
    chosen = tuple(code for code in request.args.getlist("skill") if code in vocabulary.technologies)
    open_only = bool(request.args.get("open"))
    with current_bridge().reading() as reading:
        part, teams = part_of(reading, slug), reading.views.teams
        number = asked_number(request.args)
        rows, total = teams.find(
            reading.connection, part.seen.id, open_only=open_only, skills=chosen, limit=SIZE, offset=(number - 1) * SIZE
        )
        page = page_of(request.args, total, SIZE)
        if page.number != number:
            rows, _ = teams.find(
                reading.connection, part.seen.id, open_only=open_only, skills=chosen, limit=SIZE, offset=page.offset
            )
        counts = teams.skills_sought(reading.connection, part.seen.id)
    known = {**dict.fromkeys(chosen, 0), **counts}
    options = [Option(code, label(code, "technologies"), count, code in chosen) for code, count in known.items()]
    options.sort(key=lambda option: (not option.chosen, -option.count, option.label))
    filters = [Filter("skill", gettext("Looks for"), options)]
    cards = [(row, unpacked(row["skills"]), unpacked(row["text"])) for row in rows]
    page_text = render_template(
        "taking_part/teams.html",
        part=part,
        form=form,
        cards=cards,
        page=page,
        filters=filters,
        chips=chips(filters),
        open_only=open_only,
    )
    return page_text, status
