"""The scorecards of one judge or of one project: read, entered from paper, withdrawn with a reason, reinstated."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, redirect, render_template
from flask_babel import gettext

from bridge.accounts.same_person import accounts_of_guests
from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.readmodels.freezing import held_back, stands_since
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form
from bridge.web.judging_words import CARDS, SKIPPED, WHY
from bridge.web.juryroom.access import ROUND, Room, Round, blueprint, names_of, projects_of, room_of, round_in
from bridge.web.outside import others_decide, own_project
from bridge.web.sign_in import members_only
from bridge.web.viewer import current_viewer
from events.errors import Broken, Invalid, Missing


@blueprint.get(f"{ROUND}/judges/<uuid:judge>")
@members_only
def sheets_of_judge(slug: str, number: int, judge: UUID) -> Answer:
    """Show what a judge looks at, and what they handed in."""
    return _page(slug, number, Form(), judge=judge)


@blueprint.get(f"{ROUND}/projects/<uuid:project>")
@members_only
def sheets_of_project(slug: str, number: int, project: UUID) -> Answer:
    """Show who looks at a project, and what they handed in."""
    return _page(slug, number, Form(), project=project)


def _page(
    slug: str,
    number: int,
    form: Form,
    *,
    status: int = 200,
    about: UUID | None = None,
    **of: UUID,
) -> Answer:
    """The sheets of a judge or of a project, with a form that was sent from there, `about` a project or all of them."""
    with current_bridge().reading() as reading:
        room = room_of(reading, slug)
        round = room.round(number)
        judging, connection = reading.views.judging, reading.connection
        cards = {(row["judge"], row["project"]): row for row in judging.cards_of(connection, round.id, **of)}
        standing = {(row["judge"], row["project"]) for row in judging.looks_of(connection, round.id, gone=False, **of)}
        pairs = {*cards, *standing}
        if not pairs and not {*of.values()} & {*round.judges, *round.projects}:
            raise Missing("scorecards", str(number))
        projects = projects_of(reading, {*(project for _, project in pairs), *_one(of.get("project"))})
        reading.fetch_keys(row[name] for row in cards.values() for name in ("comment", "note", "why"))
        forbidden = _forbidden(reading, round) if room.chairs and round.state == "published" else set()
        others = others_decide(reading, room.seen, round.projects)
        own = own_project(reading, room.seen, current_viewer().actor.account)
        rows = [
            _sheet(reading, room, round, pair, cards.get(pair), pair in standing, forbidden=pair in forbidden)
            | ({"may_withdraw": False, "may_reinstate": False} if others is not None else {})
            | ({"may_enter": False} if pair[1] == own else {})
            for pair in sorted(pairs, key=lambda pair: (projects[pair[1]]["number"], str(pair[0])))
        ]
    names = names_of({*(judge for judge, _ in pairs), *_one(of.get("judge"))})
    page = render_template(
        "juryroom/sheets.html",
        room=room,
        seen=room.seen,
        round=round,
        judge=of.get("judge"),
        project=of.get("project"),
        names=names,
        projects=projects,
        sheets=rows,
        form=form,
        about=about,
        others=others,
        decides=room.chairs and others is None,
        criteria=round.rubric["criteria"],
    )
    return page, status


def _one(id: UUID | None) -> set[UUID]:
    return set() if id is None else {id}


def _forbidden(reading: Reading, round: Round) -> set[tuple[UUID, UUID]]:
    """Whom a conflict that arose after the publication keeps from what they judged: a correction leaves that out."""
    judging, connection = reading.views.judging, reading.connection
    also = accounts_of_guests(connection, judging.asked_to_judge(round.id))
    return {one[:2] for one in judging.conflicts(connection, round.id, reading.now, gone=True, also=also)}


def _sheet(
    reading: Reading,
    room: Room,
    round: Round,
    pair: tuple[UUID, UUID],
    row: sa.RowMapping | None,
    assigned: bool,
    *,
    forbidden: bool = False,
) -> dict[str, Any]:
    sheet: dict[str, Any] = {
        "judge": pair[0], "project": pair[1], "assigned": assigned, "state": "todo", "scores": {}, "paper": False,
        "at": None, "held": False, "comment": None, "note": None, "why": None, "code": "",
    }  # fmt: skip
    if row is not None:
        held = held_back(row, stands_since(round.row, room.seen.rights))
        sheet |= {
            "state": row["state"], "scores": {} if held else unpacked(row["scores"]), "paper": row["paper"],
            "at": row["submitted_at"], "held": held, "why": reading.open(row["why"]),
            "comment": None if held else reading.open(row["comment"]),
            "note": reading.open(row["note"]) if room.reads_notes and not held else None,
            "code": SKIPPED.get(row["code"]) or WHY.get(row["code"], ""),
        }  # fmt: skip
    open_for_paper = assigned and round.state in ("open", "closed") and sheet["state"] != "withdrawn"
    sheet["may_enter"] = room.assigns and open_for_paper and pair[0] != current_viewer().actor.account
    stands = round.state in ("open", "closed") or forbidden
    sheet["may_withdraw"] = room.chairs and stands and sheet["state"] == "submitted"
    sheet["may_reinstate"] = (
        room.chairs and round.state in ("open", "closed") and assigned and sheet["state"] == "withdrawn"
    )
    sheet["word"] = CARDS[sheet["state"]]
    return sheet


@blueprint.route(f"{ROUND}/judges/<uuid:judge>/paper/<uuid:project>", methods=["GET", "POST"])
@members_only
def paper(slug: str, number: int, judge: UUID, project: UUID) -> Answer:
    """Enter a judge's paper sheet."""
    room, round = round_in(slug, number)
    bridge, status = current_bridge(), 200
    with bridge.reading() as reading:
        cards = reading.views.judging.cards_of(reading.connection, round.id, judge=judge, project=project)
        looks = reading.views.judging.looks_of(reading.connection, round.id, judge=judge, project=project)
        projects = projects_of(reading, [project])
    if not looks:
        raise Missing("assignment", str(number))
    held = held_back(cards[0], stands_since(round.row, room.seen.rights)) if cards else True
    form = Form.of_request({"values": {} if held else unpacked(cards[0]["scores"])})
    if form.typed is not None:
        typed = {"values": form.mapping("values"), "comment": form.text("comment"), "note": form.text("note")}
        try:
            bridge.scoring.enter_paper(current_viewer().actor, round.id, judge, project, typed, form.text("why"))
        except (Invalid, Broken) as refusal:  # nothing of a whole sheet is typed twice
            status = form.refuse(refusal, "why")
        else:
            flash(gettext("Entered. The sheet is marked as from paper."), "success")
            return redirect(f"{room.address}/{number}/judges/{judge}", 303)
    page = render_template(
        "juryroom/paper.html", room=room, seen=room.seen, round=round, form=form, judge=judge,
        name=names_of([judge])[judge], project=projects[project], rubric=round.rubric,
    )  # fmt: skip
    return page, status


@blueprint.post(f"{ROUND}/judges/<uuid:judge>/withdraw")
@members_only
def withdraw_sheets(slug: str, number: int, judge: UUID) -> Answer:
    """Let scorecards of a judge not count: one, or all of them."""
    room, round = round_in(slug, number, "chair")
    form = Form.of_request()
    one = [found for found in round.projects if str(found) == form.text("project")] if form.text("project") else None
    try:
        current_bridge().scoring.withdraw(current_viewer().actor, round.id, judge, one, form.text("why"))
    except (Invalid, Broken) as refusal:
        about = one[0] if one else None
        return _page(slug, number, form, status=form.refuse(refusal, "why"), about=about, judge=judge)
    flash(gettext("Withdrawn. The results are computed without it."), "success")
    return redirect(f"{room.address}/{number}/judges/{judge}", 303)


@blueprint.post(f"{ROUND}/judges/<uuid:judge>/reinstate/<uuid:project>")
@members_only
def reinstate_sheet(slug: str, number: int, judge: UUID, project: UUID) -> Answer:
    """It was withdrawn by mistake: let it count again."""
    room, round = round_in(slug, number, "chair")
    form = Form.of_request()
    try:
        current_bridge().scoring.reinstate(current_viewer().actor, round.id, judge, project, form.text("why"))
    except (Invalid, Broken) as refusal:
        return _page(slug, number, form, status=form.refuse(refusal, "why"), about=project, judge=judge)
    flash(gettext("It counts again."), "success")
    return redirect(f"{room.address}/{number}/judges/{judge}", 303)


@blueprint.post(f"{ROUND}/judges/<uuid:judge>/leave")
@members_only
def judge_leaves(slug: str, number: int, judge: UUID) -> Answer:
    """A judge does not judge in this round any more; what they looked at is assigned anew."""
    room, round = round_in(slug, number)
    current_bridge().rounds.leave(current_viewer().actor, round.id, judge)
    flash(gettext("They judge here no more. Ask for a proposal: it keeps what stands and fills the gaps."), "success")
    return redirect(f"{room.address}/{number}/assignment", 303)
