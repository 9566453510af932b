"""The plan of a round: its name, by what it judges, how marks become a ranking, and after which round it comes."""

from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.hackathons import choices, reading
from bridge.web.hackathons.access import Seen
from bridge.web.judging_words import METHODS
from bridge.web.juryroom.access import JUDGING, ROUND, Room, Round, blueprint, room_of, round_in
from bridge.web.juryroom.taking import first_of
from bridge.web.names import pick_text
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid

PLAIN = ("method", "tie", "views", "same_country")
NAMES = {"en": "Jury", "ru": "Жюри", "ur": "جیوری"}
FINALS = {"en": "Final", "ru": "Финал", "ur": "فائنل"}
RUBRICS = (("hackathon", _l("The one of the hackathon")), ("own", _l("One of its own")))


@blueprint.route(f"{JUDGING}/new", methods=["GET", "POST"])
@members_only
def new_round(slug: str) -> Answer:
    """Plan a round: the first one, or a final."""
    with current_bridge().reading() as found:
        room = room_of(found, slug)
    room.must_assign()
    number = max((one.number for one in room.rounds), default=0) + 1
    rubric = room.seen.part("rubric")
    name = FINALS if room.rounds else NAMES
    stored = {"name": name, "rubric_of": "hackathon", "after": room.rounds[-1].number if room.rounds else "",
              **{key: "yes" if value is True else value for key, value in rubric.items()}}  # fmt: skip
    form = Form.of_request(stored)
    if request.method == "GET" or _rows(form):
        return _page(room, form, None)
    rounds, actor = current_bridge().rounds, current_viewer().actor
    try:
        made = rounds.plan(actor, room.seen.id, _typed(room.seen, form), number)
    except (Invalid, Broken) as refusal:
        return _page(room, form, None, form.refuse(refusal, "name"))
    with current_bridge().reading() as found:
        judges = [row["judge"] for row in found.views.judging.panel(found.connection, room.seen.id)]
        projects = first_of(found, room, made.plan)
    if judges:
        rounds.seat(actor, made.id, judges)
    if projects:
        rounds.take(actor, made.id, projects)
    flash(gettext("Planned. Here is what it needs before it opens."), "success")
    return redirect(f"{room.address}/{number}", 303)


@blueprint.route(f"{ROUND}/plan", methods=["GET", "POST"])
@members_only
def change_round(slug: str, number: int) -> Answer:
    """Plan it otherwise, before it opens."""
    room, round = round_in(slug, number)
    own = round.rubric["criteria"] != (room.seen.part("rubric").get("criteria") or [])
    stored = {
        **{key: "yes" if value is True else value for key, value in round.rubric.items()},
        "name": round.plan["name"], "top": round.plan["top"], "after": round.plan["after"],
        "everybody": "yes" if round.plan.get("everybody") else "", "rubric_of": "own" if own else "hackathon",
    }  # fmt: skip
    form = Form.of_request(stored)
    if request.method == "GET" or _rows(form):
        return _page(room, form, round)
    try:
        current_bridge().rounds.change(current_viewer().actor, round.id, _typed(room.seen, form))
    except (Invalid, Broken) as refusal:
        return _page(room, form, round, form.refuse(refusal, "name"))
    flash(gettext("Saved."), "success")
    return redirect(f"{room.address}/{number}", 303)


def _rows(form: Form) -> bool:
    """One criterion more or less, nothing saved."""
    do, _, what = form.text("do").partition(".")
    if do not in ("add", "drop"):
        return False
    field = "criteria"
    if do == "add":
        form.typed = reading.with_row(request.form, field, form.rows(field))
    else:
        form.typed = reading.without_row(request.form, field, what.rpartition(".")[2])
    form.typed["rubric_of"] = "own"
    return True


def _typed(seen: Seen, form: Form) -> dict[str, Any]:
    rubric = reading.typed("rubric", form)
    if form.text("rubric_of") != "own":
        same = seen.part("rubric")
        rubric |= {name: same.get(name) for name in ("criteria", "low", "high")}
    return {
        "name": form.mapping("name"),
        "rubric": {**rubric, **{name: form.text(name) or None for name in PLAIN}, "views": form.text("views") or 3},
        "after": form.text("after"),
        "top": form.text("top"),
        "everybody": form.text("everybody"),
    }


def _page(room: Room, form: Form, round: Round | None, status: int = 200) -> Answer:
    before = [one for one in room.rounds if round is None or one.number < round.number]
    page = render_template(
        "juryroom/plan.html",
        room=room,
        seen=room.seen,
        form=form,
        round=round,
        action=f"{room.address}/{round.number}/plan" if round else f"{room.address}/new",
        methods=[(code, text, detail) for code, (text, detail) in METHODS.items()],
        ties=[(code, str(text)) for code, text in choices.TIES.items()],
        rubrics=RUBRICS,
        before=[(one.number, pick_text(one.plan["name"])) for one in before],
    )
    return page, status
