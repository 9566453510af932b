"""One sheet: the project, the rubric, and the buttons that hand it in or skip it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import flash, jsonify, redirect, render_template, request
from flask_babel import gettext
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from bridge.composition import Reading
from bridge.readmodels.base import unpacked
from bridge.scorecard_drafts import Draft
from bridge.web.app import Answer, current_bridge
from bridge.web.forms import Form, whole
from bridge.web.judge.access import Seat, blueprint, plan_of, said_yes, seat_of
from bridge.web.judge.listing import WITHDRAWN, Desk, Sheet, desk_of, whom_to_call
from bridge.web.judge.offline import for_the_phone, state_of_page
from bridge.web.judging_words import WHY
from bridge.web.messages import sentence
from bridge.web.names import pick_text
from bridge.web.taking_part.access import tracks_of
from events.errors import Broken, DomainError, Invalid, Missing, Stale
from events.judging.scorecard import SKIPS

HERE = "/hackathons/<slug>/judge/<uuid:round>/<uuid:project>"
AS_STEPS = 11  # longer scales are typed as numbers


@dataclass(frozen=True, slots=True)
class Open:
    """The sheet in front of the judge, among their others."""

    desk: Desk
    sheet: Sheet
    draft: Draft | None
    handed: dict[str, Any] | None  # what was handed in, as a form sends it

    @property
    def stored(self) -> dict[str, Any]:
        """What the form begins with: what was typed and not handed in, else what was handed in."""
        typed = self.draft.data if self.draft is not None else self.handed
        return {"values": {}, "comment": "", "note": "", **(typed or {})}

    @property
    def seat(self) -> Seat:
        return self.desk.seat

    @property
    def address(self) -> str:
        return f"{self.seat.address}/{self.sheet.path}"

    @property
    def rubric(self) -> dict[str, Any]:
        found: dict[str, Any] = plan_of(self.sheet.row)["rubric"]
        return found

    @property
    def steps(self) -> list[int] | None:
        """The steps of the scale where they fit under a thumb."""
        low, high = self.rubric["low"], self.rubric["high"]
        return list(range(low, high + 1)) if high - low < AS_STEPS else None

    @property
    def place(self) -> int:
        """The number of this sheet among those of the open rounds, from 1; 0 where it is not among them."""
        current = self.desk.current
        return current.index(self.sheet) + 1 if self.sheet in current else 0

    @property
    def following(self) -> Sheet | None:
        """The sheet that waits when this one is done."""
        return next((one for one in self.desk.current if one.waits and one is not self.sheet), None)

    def beside(self, step: int) -> str | None:
        """The address of the sheet before or after this one."""
        place = self.place - 1 + step
        current = self.desk.current
        if not self.place or not 0 <= place < len(current):
            return None
        return f"{self.seat.address}/{current[place].path}"


def open_of(reading: Reading, slug: str, round: UUID, project: UUID) -> Open:
    """A sheet of the judge who looks, withdrawn ones too. Raises `Missing`, `Refused`."""
    desk = desk_of(reading, seat_of(reading, slug))
    sheet = next((one for one in desk.sheets if (one.row["round"], one.row["project"]) == (round, project)), None)
    if sheet is None:
        raise Missing("project", project)
    draft = current_bridge().scorecard_drafts.load(round, desk.seat.judge, project) if sheet.typed_at else None
    return Open(desk, sheet, draft, _handed(reading, sheet.row))


def _handed(reading: Reading, row: sa.RowMapping) -> dict[str, Any] | None:
    if row["state"] not in ("submitted", "withdrawn") or row["scores"] in (None, "{}"):
        return None
    said = {name: reading.open(row[name]) or "" for name in ("comment", "note")}
    return {"values": {key: str(int(value)) for key, value in unpacked(row["scores"]).items()}, **said}


def read(form: Form) -> dict[str, Any]:
    """What was typed, as the command and the draft take it."""
    return {"values": form.mapping("values"), "comment": form.text("comment"), "note": form.text("note")}


@blueprint.route(HERE, methods=["GET", "POST"])
def sheet(slug: str, round: UUID, project: UUID) -> Answer:
    """Show a sheet, or take it in."""
    with current_bridge().reading() as reading:
        opened = open_of(reading, slug, round, project)
    if request.method == "GET":
        return page(opened, Form(opened.stored))
    form = Form.of_request(opened.stored)
    try:
        said, category = _take(opened, form)
    except Invalid as invalid:
        form.refuse(invalid)
        return _refused(opened, form, 422)
    except Stale:
        return _refused(opened, form, 409, "scores_from_elsewhere", seen=opened.sheet.row["times"])
    except Broken as broken:
        code = "sheet_was_withdrawn" if broken.code in ("not_assigned", "scorecard_withdrawn") else broken.code
        return _refused(opened, form, 409, code, broken)
    said_yes(opened.seat)
    if opened.draft is not None:  # it was typed here or on another phone, and is in what was handed in
        current_bridge().scorecard_drafts.drop(round, opened.seat.judge, project)
    flash(said, category)
    following = opened.following
    address = opened.seat.address if following is None else f"{opened.seat.address}/{following.path}"
    return jsonify(state="received", next=address) if _by_script() else redirect(address, 303)


def _take(opened: Open, form: Form) -> tuple[str, str]:
    """Hand in or skip; answers what is said of it."""
    bridge, seat = current_bridge(), opened.seat
    round, project, do = opened.sheet.row["round"], opened.sheet.row["project"], form.text("do")
    if do in SKIPS:
        sent_twice = do == "conflict" and opened.sheet.state == WITHDRAWN and opened.sheet.why == "declared"
        if not sent_twice:
            bridge.scoring.skip(seat.actor, round, project, do, form.text("why") or None)
        if do == "conflict":
            return gettext("You declared a conflict of interest: this project is taken from your list."), "success"
        return gettext("Noted: the team was absent. You may still score it later."), "success"
    card = bridge.scoring.submit(seat.actor, round, project, read(form), seen=whole(form.text("seen")))
    with bridge.reading() as reading:
        entry = reading.views.judging_chain.receipt(reading.connection, card.id)
    if entry is None:
        return gettext("Received."), "success"
    # Its parts would change places in a line from right to left.
    receipt = Markup('<bdi class="receipt-code" dir="ltr">{}</bdi>').format(entry.receipt)
    return escape(gettext("Received. Your receipt: %(receipt)s")) % {"receipt": receipt}, "success"


def _by_script() -> bool:
    return request.headers.get("X-Requested-With") == "judging"


def _refused(
    opened: Open,
    form: Form,
    status: int,
    code: str | None = None,
    error: DomainError | None = None,
    *,
    seen: int | None = None,
) -> Answer:
    params = error.params if isinstance(error, Broken) else {}
    text = sentence(code, params) if code else None
    if _by_script():
        problems = [(problem.field, sentence(problem.code, problem.params)) for problem in form.problems]
        text = text or gettext("Something is missing.")
        answer: Response = jsonify(state="refused", text=text, problems=problems, seen=seen)
        answer.status_code = status
        return answer
    return page(opened, form, status, text)


def page(opened: Open, form: Form, status: int = 200, refusal: str | None = None) -> Answer:
    """The sheet."""
    with current_bridge().reading() as reading:
        project = reading.views.projects.one(reading.connection, opened.sheet.row["project"])
    if project is None:
        raise Missing("project", opened.sheet.row["project"])
    content = unpacked(project["content"])
    tracks = tracks_of(opened.seat.seen)
    shown = render_template(
        "judge/sheet.html",
        opened=opened,
        seat=opened.seat,
        desk=opened.desk,
        sheet=opened.sheet,
        form=form,
        content=content,
        tracks=[pick_text(tracks[key]) for key in [*content["tracks"], *content["challenges"]] if key in tracks],
        refusal=refusal,
        why=WHY,
        whom=whom_to_call(opened.seat),
        row=opened.sheet.row,
        state_of_page=state_of_page,
    )
    return for_the_phone((shown, status), opened.desk, opened.sheet)
